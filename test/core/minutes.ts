/** Makes buckets for tests: what a series did in a minute, said in words. */
import { cellOf } from '../../core/baseline/log-histogram';
import type { Bucket } from '../../core/state/bucket';
import { COUNTER, durationCell, SKETCH } from '../../core/state/counters';
import type { Series } from '../../core/state/series';

export const checkout: Series = { kind: 'function', name: 'checkout' };
export const login: Series = { kind: 'login-source', name: '/aws/lambda/login' };

/** A minute in which calls took these many ms. */
export function calls(minute: number, durationsMs: readonly number[], extra: Record<string, number> = {}): Bucket {
  const counters = new Map<string, number>([[COUNTER.calls, durationsMs.length]]);
  for (const ms of durationsMs) {
    const name = durationCell(cellOf(ms));
    counters.set(name, (counters.get(name) ?? 0) + 1);
  }
  for (const [name, count] of Object.entries(extra)) counters.set(name, count);
  return { minute, counters, sketches: new Map() };
}

/** A minute with so many attempts, of which so many failed. */
export function logins(minute: number, attempts: number, failures: number, accountPairs: number[] = []): Bucket {
  return {
    minute,
    counters: new Map<string, number>([
      [COUNTER.attempts, attempts],
      [COUNTER.failures, failures],
    ]),
    sketches: new Map([[SKETCH.accounts, new Set(accountPairs)]]),
  };
}

export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
