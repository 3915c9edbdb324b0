/** Reads a saved log line by line: a file or standard input, plain or gzipped (known by its first bytes, not its name). */
import { createReadStream } from 'node:fs';
import { Readable, pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

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

/** A file that cannot be read (any further): the message says which, why, and the cure. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Yields a last line without a line feed too; throws UnreadableFile when the file is missing, a directory or damaged. */
export async function* readLines(
  file: string,
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
): AsyncGenerator<Line, void, undefined> {
  const source = file === '-' ? stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  let line = 0;
  try {
    for await (const text of splitLines(inflated(source))) yield { file, line: (line += 1), text };
  } catch (error) {
    throw new UnreadableFile(explain(file, line, error), { cause: error });
  }
}

async function* inflated(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer, void, undefined> {
  const chunks = buffers(source)[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const whole = prepend(head, chunks);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  pipeline(Readable.from(whole), gunzip, () => {}); // an error destroys gunzip, whose reader below then throws it
  yield* gunzip as AsyncIterable<Buffer>;
}

async function* buffers(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of source)
    yield typeof chunk === 'string'
      ? Buffer.from(chunk)
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

async function* prepend(
  head: Buffer,
  rest: AsyncGenerator<Buffer, void, undefined>,
): AsyncGenerator<Buffer, void, undefined> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  let open = ''; // the line whose end has not come yet
  let isFirst = true;
  for await (const chunk of chunks) {
    let text = decoder.write(chunk);
    if (isFirst && text.length > 0) {
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      isFirst = false;
    }
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      yield trimmed(open + text.slice(from, to));
      open = '';
      from = to + 1;
    }
    if (open.length < MAX_LINE_CHARS) open += text.slice(from);
  }
  open += decoder.end();
  if (open.length > 0) yield trimmed(open);
}

function trimmed(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return line.slice(0, Math.min(end, MAX_LINE_CHARS));
}

function explain(file: string, line: number, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const name = file === '-' ? 'standard input' : file;
  if (code === 'ENOENT') return `${name}: no such file; give the path of a saved log, or - for standard input`;
  if (code === 'EISDIR') return `${name}: is a directory; give the files in it, such as ${name.replace(/\/$/, '')}/*`;
  if (code === 'EACCES') return `${name}: may not be read; check its permissions`;
  if (code === 'Z_BUF_ERROR') return `${name}: the gzip data ends too early, after line ${line}; fetch the file again`;
  if (typeof code === 'string' && code.startsWith('Z_'))
    return `${name}: damaged gzip data after line ${line} (${code}); fetch the file again`;
  return `${name}: cannot be read after line ${line}: ${error instanceof Error ? error.message : String(error)}`;
}
