/** Reads a saved log line by line. */
import { readText, type TextSource } from './read-text';

export interface Line {
  /** As the caller named it; `-` is standard input. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Without its line end; cut at MAX_LINE_CHARS. */
  readonly text: string;
}

/** Twice what one delivery may hold inflated, so that only a line that is no log row is ever cut. */
export const MAX_LINE_CHARS = 64 * 1024 * 1024;

/** Yields a last line without a line feed too; throws UnreadableFile when the file is missing, a directory or damaged. */
export async function* readLines(file: string, stdin?: TextSource['stdin']): AsyncGenerator<Line, void, undefined> {
  let line = 0;
  let open = ''; // the line whose end has not come yet
  for await (const text of readText(file, { stdin })) {
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      yield { file, line: (line += 1), text: trimmed(open + text.slice(from, to)) };
      open = '';
      from = to + 1;
    }
    if (open.length < MAX_LINE_CHARS) open += text.slice(from);
  }
  if (open.length > 0) yield { file, line: line + 1, text: trimmed(open) };
}

function trimmed(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return line.slice(0, Math.min(end, MAX_LINE_CHARS));
}
