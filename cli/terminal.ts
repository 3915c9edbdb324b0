/** Where a command writes: results on standard output, everything else on standard error, colour only on a terminal. */
import { createColors } from 'picocolors';
import type { TimelineStyle } from '../core/alert/timeline';

export interface Terminal {
  /** Writes a line of the result; resolves when there is room for more. */
  out(line: string): Promise<void>;
  /** Writes a line about the work. */
  err(line: string): void;
  /** Shows where the work stands, in place of what it showed before. Silent where nobody watches. */
  progress(text: string): void;
  readonly isWatched: boolean;
  readonly style: TimelineStyle;
}

const CLEAR_LINE = '\r\u001b[K';

/** Where there is no terminal, isTTY is not false but missing; Node's types hide that. */
type Stream = Omit<NodeJS.WriteStream, 'isTTY'> & { readonly isTTY?: boolean };

export function createTerminal(stdout: Stream, stderr: Stream, env: NodeJS.ProcessEnv): Terminal {
  const isWatched = stderr.isTTY === true && env['TERM'] !== 'dumb';
  // Never undefined: createColors would then colour wherever CI is set.
  const hasColour = stdout.isTTY === true && env['TERM'] !== 'dumb' && !env['NO_COLOR'];
  let isShown = false;
  const clear = () => {
    if (isShown) stderr.write(CLEAR_LINE);
    isShown = false;
  };
  return {
    async out(line) {
      clear();
      if (!stdout.write(`${line}\n`)) await new Promise<void>((resolve) => stdout.once('drain', resolve));
    },
    err(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(text) {
      if (!isWatched) return;
      stderr.write(`${CLEAR_LINE}${text}`);
      isShown = text !== '';
    },
    isWatched,
    style: createColors(hasColour),
  };
}
