/** A terminal that keeps what is written, for tests of commands. */
import type { Terminal } from '../../cli/terminal';
import { plainStyle } from '../../core/alert/timeline';

export interface CapturedTerminal extends Terminal {
  readonly outs: string[];
  readonly errs: string[];
}

export function captureTerminal(): CapturedTerminal {
  const outs: string[] = [];
  const errs: string[] = [];
  return {
    outs,
    errs,
    out: async (line) => void outs.push(line),
    err: (line) => void errs.push(line),
    progress: () => {},
    isWatched: false,
    style: plainStyle,
  };
}
