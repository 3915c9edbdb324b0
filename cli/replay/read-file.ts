/** Reads one saved log in whatever form it is: opens it, tells the form, and gives its rows piece by piece. */
import { readText, type TextSource } from '../read-text';
import { WrongUse } from '../wrong-use';
import type { LogGroups } from './log-groups';
import type { Read, Row } from './row';
import { HEAD_CHARS, readerOf, sniffForm } from './sniff';

/** A row that knows its log group. */
export interface LogRow extends Row {
  readonly logGroup: string;
}

export type FileRead = LogRow | Exclude<Read, Row>;

/** Throws WrongUse when the file has no known form, or lacks a log group that nobody named. */
export async function* readFile(
  file: string,
  logGroupOf: LogGroups,
  source: TextSource = {},
): AsyncGenerator<readonly FileRead[]> {
  const pieces = readText(file, source);
  let head = '';
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    head += next.value;
    if (head.length >= HEAD_CHARS) break;
  }
  if (head.trim() === '') return;
  const form = sniffForm(head.slice(0, HEAD_CHARS));
  if (form === undefined) throw new WrongUse(unknownForm(file));
  const reader = readerOf[form]();
  const named = withLogGroup(file, logGroupOf(file));
  yield named(reader.push(head));
  for await (const piece of pieces) yield named(reader.push(piece));
  yield named(reader.end());
}

function withLogGroup(file: string, given: string | undefined): (reads: readonly Read[]) => FileRead[] {
  const names = new Map<string, string>(); // one copy of each name instead of one a row
  const intern = (name: string): string => {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  return (reads) =>
    reads.map((read) => {
      if (read.kind !== 'row') return read;
      const logGroup = read.logGroup ?? given;
      if (logGroup === undefined) throw new WrongUse(missingLogGroup(file));
      const { timestampMs, message, id } = read;
      return { kind: 'row', logGroup: intern(logGroup), logStream: intern(read.logStream), timestampMs, message, id };
    });
}

function unknownForm(file: string): string {
  return (
    `${nameOf(file)}: in none of the forms that replay knows: NDJSON rows with logGroup, logStream, timestamp and message; ` +
    'the output of "aws logs filter-log-events"; an export to S3; subscription payloads, one a line. ' +
    'For plain log lines use "vigil parse"'
  );
}

function missingLogGroup(file: string): string {
  return `${nameOf(file)}: its rows do not say which log group they are of; add --log-group ${file}=/aws/lambda/NAME`;
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);
