/**
 * What a window must hold at the very least for a detector to find anything: a few sums, asked before what is usual is read.
 * A function is judged every minute, and nearly always in vain.
 */
import { pricer, type PricedBy } from '../price';
import type { Bucket } from '../state/bucket';
import { COUNTER } from '../state/counters';
import { KINDS, type FunctionKind } from './kinds';
import type { Minute } from '../state/minute';
import type { Rules } from './rules';
import { windowOf, type Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

/** Where it is false, the detector finds nothing in this window, whatever is usual. */
export function canFind(kind: FunctionKind, seen: Window, rules: Rules, priced: PricedBy | undefined): boolean {
  switch (kind) {
    case 'slow-calls':
      return seen.count(COUNTER.calls) >= rules[kind].minSlowCalls * WORTH_A_LOOK;
    case 'memory-pressure':
      return seen.count(COUNTER.calls) >= rules[kind].minCalls * WORTH_A_LOOK;
    case 'out-of-memory':
      return seen.count(COUNTER.outOfMemory) > 0;
    case 'timeouts':
      return seen.count(COUNTER.timeouts) > 0;
    case 'forged-lines':
      return seen.count(COUNTER.suspects) > 0;
    case 'retries-exhausted':
      return seen.buckets.some(({ sketches }) => sketches.size > 0);
    case 'only-failures':
      return failures(seen) > 0 && !seen.hasCells('d');
    case 'error-burst':
      return seen.count(COUNTER.errors) >= rules[kind].minErrors * WORTH_A_LOOK;
    case 'invocation-surge':
      return seen.count(COUNTER.calls) >= rules[kind].minCalls * WORTH_A_LOOK;
    case 'cold-start-surge':
      return seen.count(COUNTER.coldStarts) >= rules[kind].minColdStarts * WORTH_A_LOOK;
    case 'cost-spike':
      return priced !== undefined && atMostUsdAnHour(seen, priced) >= rules[kind].minExtraUsdAnHour * WORTH_A_LOOK;
    case 'gone-silent':
    case 'slow-drift':
      return true;
  }
}

/**
 * Whether anything but silence and a drift can be found in these buckets, now or in the minutes after in which nothing comes: a
 * window that moves on holds less and less. Where it is false, there is no need to look again before something more comes.
 */
export function canFindLater(
  buckets: readonly Bucket[],
  last: Minute,
  rules: Rules,
  priced: PricedBy | undefined,
): boolean {
  return KINDS.some((kind) => {
    if (kind === 'login-attack' || kind === 'gone-silent' || kind === 'slow-drift') return false;
    const seen = windowOf(buckets, last, rules[kind].windowMinutes);
    return kind === 'only-failures' ? failures(seen) > 0 : canFind(kind, seen, rules, priced);
  });
}

const failures = (seen: Window): number =>
  seen.count(COUNTER.errors) + seen.count(COUNTER.timeouts) + seen.count(COUNTER.outOfMemory);

/** As if all of it had come in the last minute. */
const atMostUsdAnHour = (seen: Window, priced: PricedBy): number =>
  60 *
  pricer(priced)({
    calls: seen.count(COUNTER.calls),
    billedMs: seen.count(COUNTER.billedMs),
    billedMbMs: seen.count(COUNTER.billedMbMs),
  });
