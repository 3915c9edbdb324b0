/** `vigil suggest`: proposes the field map for lines that look like logins and are not read, with what it would then read. */
import { isObject, readJsonObject, type JsonObject } from '../core/log/json';
import { parseMessage } from '../core/log/parse';
import type { FieldMap } from '../core/login/field-map';
import type { LoginEvent } from '../core/login/login-event';
import { maskAccount } from '../core/login/mask-account';
import { readCandidate, suggestFieldMap, type Candidate } from '../core/login/suggest-field-map';
import { readLines } from './read-lines';

/** Throws UnreadableFile for a file that is missing, a directory or damaged. */
export async function suggestFromFiles(
  files: readonly string[],
  out: { write(text: string): unknown },
  stdin?: AsyncIterable<Uint8Array | string>,
): Promise<void> {
  const sample = await readSample(files, stdin);
  const map = suggestFieldMap(sample.candidates.map(({ candidate }) => candidate));
  out.write(map === undefined ? nothingFound(sample) : proposal(sample, map));
}

/** Enough to see every form that a log has, and little enough to hold. */
const MAX_CANDIDATES = 2_000;
const SHOWN = 10;

interface Sample {
  lines: number;
  json: number;
  read: number;
  readonly formats: Set<string>;
  readonly candidates: { readonly line: number; readonly message: string; readonly candidate: Candidate }[];
}

async function readSample(files: readonly string[], stdin?: AsyncIterable<Uint8Array | string>): Promise<Sample> {
  const sample: Sample = { lines: 0, json: 0, read: 0, formats: new Set(), candidates: [] };
  for (const file of files) {
    for await (const { line, text } of readLines(file, stdin)) {
      if (text.trim() === '') continue;
      sample.lines += 1;
      look(sample, line, messageOf(text));
    }
  }
  return sample;
}

function look(sample: Sample, line: number, message: string): void {
  const parsed = parseMessage(message);
  if (parsed.kind === 'login') {
    sample.read += 1;
    sample.formats.add(parsed.login.format);
    return;
  }
  const object = objectOf(message);
  if (object === undefined) return;
  sample.json += 1;
  const candidate = sample.candidates.length < MAX_CANDIDATES ? readCandidate(object) : undefined;
  if (candidate !== undefined) sample.candidates.push({ line, message, candidate });
}

/** Of a saved row its message; of a line that a Lambda runtime framed, what is in the frame. */
function messageOf(text: string): string {
  const row = text.includes('"message"') ? readJsonObject(text) : undefined;
  const message = row?.['message'];
  const isRow = row !== undefined && ('logStream' in row || 'logGroup' in row || 'ingestionTime' in row);
  return isRow && typeof message === 'string' ? message : text;
}

function objectOf(message: string): JsonObject | undefined {
  const brace = message.startsWith('{') ? 0 : message.lastIndexOf('\t{') + 1;
  const line = brace === 0 && !message.startsWith('{') ? undefined : readJsonObject(message.slice(brace));
  const inner = line?.['message'];
  return isObject(inner) ? inner : line;
}

function nothingFound({ lines, json, read, formats }: Sample): string {
  const seen = `${count(lines, 'line')}, ${read === 0 ? 'none' : read} of which Vigil reads as logins`;
  if (read > 0)
    return `${seen} (${[...formats].join(', ')}), and no other line looks like a login: no field map is needed.\n`;
  if (lines === 0) return 'No lines: give a file with some of the log, logins and others.\n';
  const cure =
    json === 0
      ? 'No line is JSON: write a pattern for your text lines by hand, see the README.'
      : 'A login is known by words such as login, sign-in or auth with failed, denied, success or ok: does the sample hold any?';
  return `${seen}, and no other line looks like a login.\n${cure}\n`;
}

function proposal(sample: Sample, fieldMap: FieldMap): string {
  const source = { format: 'field-map' as const, fieldMap };
  const logins: { readonly line: number; readonly login: LoginEvent }[] = [];
  for (const { line, message } of sample.candidates) {
    const parsed = parseMessage(message, source);
    if (parsed.kind === 'login') logins.push({ line, login: parsed.login });
  }
  const already = sample.read === 0 ? '' : `, ${sample.read} of which Vigil reads already`;
  const missing = [
    fieldMap.address === undefined ? 'the address, so no attacker can be named' : '',
    fieldMap.account === undefined ? 'the account' : '',
    fieldMap.outcome.failure === undefined ? 'how a failure is written, as the sample has none' : '',
    fieldMap.outcome.success === undefined ? 'how a success is written, as the sample has none' : '',
  ].filter(Boolean);
  const rest = sample.candidates.length - logins.length;
  return [
    `${count(sample.lines, 'line')}${already}. ${count(sample.candidates.length, 'more line')} looked like logins.`,
    'Check this, and add it to `logins` in bin/app.ts with the logGroup that the lines come from:',
    '',
    JSON.stringify(source, undefined, 2),
    '',
    ...(missing.length > 0 ? [`Not found: ${missing.join('; ')}.`] : []),
    `With it, ${count(logins.length, 'line')} would be read as logins:`,
    ...logins.slice(0, SHOWN).map(({ line, login }) => `  line ${line}: ${describe(login)}`),
    ...(logins.length > SHOWN ? [`  … and ${logins.length - SHOWN} more`] : []),
    ...(rest > 0 ? [`${count(rest, 'line')} of another form would not; run it again on those alone.`] : []),
    '',
  ].join('\n');
}

function describe({ outcome, reason, account, address }: LoginEvent): string {
  const who = account === undefined ? 'no account' : maskAccount(account);
  return `${outcome}, ${who}, ${address ?? 'no address'}${reason === undefined ? '' : `, ${reason}`}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
