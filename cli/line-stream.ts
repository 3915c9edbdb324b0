/** Lets what writes whole lines to a stream write to a terminal, at the terminal's pace. */
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Terminal } from './terminal';

export interface LineStream extends Writable {
  /** Resolves when all that was written has been taken. */
  finish(): Promise<void>;
}

/** Each piece written ends with a line feed. */
export function createLineStream(terminal: Terminal): LineStream {
  const stream = new Writable({
    decodeStrings: false,
    async write(piece, _encoding, done) {
      await terminal.out(String(piece).replace(/\n$/, ''));
      done();
    },
  });
  return Object.assign(stream, {
    async finish() {
      stream.end();
      await finished(stream);
    },
  });
}
