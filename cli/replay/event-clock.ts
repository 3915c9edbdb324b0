/**
 * Lets the sweeper judge and fold every minute of event time that passes, and jumps over stretches in which there is
 * nothing to do: what replay and `vigil learn` have instead of a clock.
 */
import type { Alert } from '../../core/alert/alert';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import type { FunctionRules } from '../../core/detect/overrides';
import type { Rules } from '../../core/detect/rules';
import { dueMinute, startOf, type Minute } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import type { Memory } from '../../adapters/memory';
import { createSweeper } from '../../lambda/sweeper/sweeper';

export interface EventClock {
  nowMs: () => number;
  /** A bucket of this minute was written. */
  touch(series: Series, minute: Minute): void;
  /** Sweeps every minute up to `until`, but for those at which nothing is open and nothing is due; gives what changed. */
  run(until: Minute): AsyncGenerator<Alert>;
  /** The minute whose sweep folds the last of what was written. */
  foldsAllAt(): Minute;
}

/** The watermark stays this far behind the newest row, as CloudWatch's deliveries do. */
export const BEHIND_MINUTES = 2;
/** What is older than the longest look back, and an hour of lateness on top, is forgotten. */
const KEPT_MINUTES = 4 * 60;

/** A saved log does not say where it was written: us-east-1's prices, and the alert says so. */
const pricedBy = async () => ({ region: undefined });

export function createEventClock(memory: Memory, rules: Rules, overrides?: FunctionRules): EventClock {
  let clock: Minute | undefined; // the minute swept last
  let workUntil: Minute = 0; // the last minute at which a minute or an hour is due
  let forgetAt: Minute = 0;
  const nowMs = () => startOf(clock ?? 0);
  const sweep = createSweeper({ ...memory, rules, overrides, pricedBy, now: nowMs });
  return {
    nowMs,
    touch(series, minute) {
      workUntil = Math.max(workUntil, hourDue(series, hourOf(minute)), dueMinute(minute, nowMs()));
    },
    foldsAllAt: () => workUntil + 1,
    async *run(until) {
      clock ??= until - 1;
      while (clock < until) {
        if (clock > workUntil + 1 && (await memory.alerts.listOpen()).length === 0) {
          clock = until - 1;
          await memory.usual.writeCursor(until - BEHIND_MINUTES);
        }
        clock += 1;
        const { changes } = await sweep();
        yield* changes.toSorted(bySubject);
        if (clock >= forgetAt) {
          memory.forgetBefore(clock - KEPT_MINUTES);
          forgetAt = clock + 60;
        }
      }
    },
  };
}

export const bySubject = (one: Pick<Alert, 'kind' | 'subject'>, other: Pick<Alert, 'kind' | 'subject'>): number =>
  orderOf(one) < orderOf(other) ? -1 : 1;

const orderOf = ({ kind, subject }: Pick<Alert, 'kind' | 'subject'>): string => `${seriesKey(subject)} ${kind}`;
