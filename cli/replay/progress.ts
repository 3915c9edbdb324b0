/** Shows how far a long replay has come: rows a second, and the share of the bytes where the size is known. */
import { stat } from 'node:fs/promises';
import { formatCount } from '../../core/alert/figures';
import type { Terminal } from '../terminal';
import type { Ordered } from './order-rows';

/** Short work shows nothing. */
const LONG_MS = 1500;
const EVERY_MS = 250;

export interface Progress {
  addBytes(bytes: number): void;
  watch(ordered: AsyncIterable<Ordered>): AsyncGenerator<Ordered>;
}

export async function createProgress(files: readonly string[], terminal: Terminal): Promise<Progress> {
  const totalBytes = terminal.isWatched ? await sizeOf(files) : undefined;
  const startMs = performance.now();
  let bytes = 0;
  let rows = 0;
  let shownMs = startMs + LONG_MS;
  return {
    addBytes: (count) => void (bytes += count),
    async *watch(ordered) {
      for await (const piece of ordered) {
        rows += piece.rows.length;
        const nowMs = performance.now();
        if (terminal.isWatched && nowMs - shownMs >= EVERY_MS) {
          shownMs = nowMs;
          const rate = rows / ((nowMs - startMs) / 1000);
          const share = totalBytes ? ` · ${Math.floor((Math.min(bytes, totalBytes) / totalBytes) * 100)} %` : '';
          terminal.progress(`  ${formatCount(rows)} rows · ${formatCount(rate)} rows/s${share}`);
        }
        yield piece;
      }
      terminal.progress('');
    },
  };
}

/** Undefined where a size is not to be had, as of standard input; what is wrong with a file is told when it is read. */
async function sizeOf(files: readonly string[]): Promise<number | undefined> {
  let total = 0;
  for (const file of files) {
    const size =
      file === '-'
        ? undefined
        : await stat(file).then(
            (found) => found.size,
            () => undefined,
          );
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
}
