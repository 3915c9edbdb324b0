/** Says in words which level was accepted, and of the troubles that have none, why. */
import { formatCount, formatMs, formatShare } from '../core/alert/figures';
import type { NewLevel } from '../core/baseline/accept';
import type { Kind } from '../core/detect/finding';

export interface LevelWords {
  /** A clause that `from now on` can follow. */
  readonly usual: string;
  /** What it was before, where that is known. */
  readonly instead: string;
}

/** A GB-second is what Lambda bills by. */
const MB_MS_A_GB_S = 1024 * 1000;

export function levelWords({ kind, from, to }: NewLevel): LevelWords {
  const words = (tell: (level: number) => string, is: string): LevelWords => ({
    usual: `${tell(to)} ${is}`,
    instead: from === undefined ? '' : ` instead of ${tell(from).replace(/^about /, '')}`,
  });
  const share = (doing: string): LevelWords => ({
    usual: `${formatShare(to)} of calls ${doing} is usual`,
    instead: ` instead of ${formatShare(from ?? 0)}`,
  });
  switch (kind) {
    case 'slow-calls':
      return words((ms) => `about ${formatMs(ms)}`, 'is usual');
    case 'slow-tail':
      return words((ms) => `about ${formatMs(ms)}`, 'is usual for the slowest calls (1 in 20)');
    case 'slow-drift':
      return words((ms) => `about ${formatMs(ms)}`, 'is the level that drifts are measured against');
    case 'timeouts':
      return share('timing out');
    case 'out-of-memory':
      return share('running out of memory');
    case 'error-burst':
      return share('failing');
    case 'cold-start-surge':
      return share('starting cold');
    case 'invocation-surge':
      return words((calls) => `about ${formatCount(Math.round(calls))} calls an hour`, 'are usual');
    case 'cost-spike':
      return words(
        (billed) => `about ${formatCount(Math.round(billed / MB_MS_A_GB_S))} GB-seconds an hour`,
        'are usual',
      );
    case 'gone-silent':
      return { usual: 'silence is usual until it is called again, and how often is learned anew', instead: '' };
  }
}

/** Why a kind of trouble has no level that could become usual, and what to do instead. */
export function nothingToAccept(kind: Kind): string {
  switch (kind) {
    case 'login-attack':
      return 'attacks are never taken as usual; declare shared addresses, or take a calmer preset, in the stack';
    case 'forged-lines':
      return 'lines that cannot be true are never learned; find what prints them';
    case 'retries-exhausted':
      return 'each is an event that was lost for good; raise minEvents or switch it off in the stack';
    case 'only-failures':
      return 'no call was ever seen to succeed; raise minEvents or switch it off in the stack';
    case 'memory-pressure':
      return 'it is measured against the memory that is configured; configure more, or raise nearLimit in the stack';
    default:
      return 'raise its settings or switch it off in the stack';
  }
}
