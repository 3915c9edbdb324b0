/** Turns base64 of gzip into bytes with Node's zlib, and says what is wrong where it is neither. */
import { gunzipSync } from 'node:zlib';
import { isObject } from '../core/log/json';
import { bytesOf } from './bytes';
import type { Inflate, Inflated } from '../core/ports';

/** A delivery of 1 MiB can inflate to 768 MiB; a real one stays far below this. */
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;
/** Gzip says at its end how long the text was. It may lie: a small chunk too many is harmless, a large one is not. */
const MAX_CHUNK_BYTES = 8 * 1024 * 1024;
const MIN_CHUNK_BYTES = 1024;

export const inflate: Inflate = (data) => {
  const zipped = readBase64(data);
  if (zipped === undefined) return unreadable('the payload is not base64');
  if (zipped[0] !== 0x1f || zipped[1] !== 0x8b) return unreadable('the payload is not gzip');
  try {
    const inflated = gunzipSync(zipped, { chunkSize: chunkBytes(zipped), maxOutputLength: MAX_INFLATED_BYTES });
    return bytesOf(inflated);
  } catch (error) {
    return unreadable(WHYS[codeOf(error)] ?? 'the gzip in the payload is damaged');
  }
};

const WHYS: Readonly<Record<string, string>> = {
  ERR_BUFFER_TOO_LARGE: 'the payload inflates to more than 32 MiB',
  Z_BUF_ERROR: 'the gzip in the payload is cut off',
};

/** Of the whole text at once, where the gzip is honest: each further chunk is copied once more. */
function chunkBytes(zipped: Buffer): number {
  const promised = zipped.length < 4 ? 0 : zipped.readUInt32LE(zipped.length - 4);
  return Math.max(MIN_CHUNK_BYTES, Math.min(promised + 1, MAX_CHUNK_BYTES));
}

/** Node skips what is not base64, so the bytes are then fewer than the characters promise. */
function readBase64(data: string): Buffer | undefined {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(data, 'base64');
  return data.length > 0 && data.length % 4 === 0 && bytes.length === (data.length / 4) * 3 - padding
    ? bytes
    : undefined;
}

const unreadable = (why: string): Inflated => ({ kind: 'unreadable', why });

const codeOf = (error: unknown): string => (isObject(error) && typeof error['code'] === 'string' ? error['code'] : '');
