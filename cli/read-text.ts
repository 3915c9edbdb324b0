/** Reads a saved log in pieces of text of any cut: a file or standard input, plain or gzipped (known by its first bytes). */
import { createReadStream } from 'node:fs';
import { Readable, pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

/** A file that cannot be read (any further): the message says which, why, and the cure. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export interface TextSource {
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** Told how many bytes were read of the file as it lies there. */
  readonly onBytes?: (bytes: number) => void;
}

/** Throws UnreadableFile when the file is missing, a directory or damaged. */
export async function* readText(file: string, { stdin, onBytes }: TextSource = {}): AsyncGenerator<string> {
  const source = file === '-' ? (stdin ?? process.stdin) : createReadStream(file, { highWaterMark: 256 * 1024 });
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  try {
    for await (const chunk of inflated(buffers(source, onBytes))) {
      const text = decoder.write(chunk);
      if (text.length === 0) continue;
      yield isFirst && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      isFirst = false;
    }
    const rest = decoder.end();
    if (rest.length > 0) yield rest;
  } catch (error) {
    throw new UnreadableFile(explain(file, error), { cause: error });
  }
}

async function* inflated(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
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

async function* buffers(
  source: AsyncIterable<Uint8Array | string>,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    onBytes?.(buffer.length);
    yield buffer;
  }
}

async function* prepend(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

function explain(file: string, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const name = file === '-' ? 'standard input' : file;
  if (code === 'ENOENT') return `${name}: no such file; give the path of a saved log, or - for standard input`;
  if (code === 'EISDIR') return `${name}: is a directory; give the files in it, such as ${name.replace(/\/$/, '')}/*`;
  if (code === 'EACCES') return `${name}: may not be read; check its permissions`;
  if (code === 'Z_BUF_ERROR') return `${name}: the gzip data ends too early; fetch the file again`;
  if (typeof code === 'string' && code.startsWith('Z_'))
    return `${name}: damaged gzip data (${code}); fetch the file again`;
  return `${name}: cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
