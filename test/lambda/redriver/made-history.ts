/** A function's calls over hours, as Lambda counted them, as its log holds them and as they were delivered; made by a seed. */
import * as fc from 'fast-check';
import type { LogBatch } from '../../../core/log/batch';
import type { LogRead, LogReader } from '../../../core/recount/ports';
import { MINUTE_MS, minuteOf, startOf, type Minute } from '../../../core/state/minute';
import { delivery, report } from '../../core/deliveries';

export interface MadeCall {
  /** When it began, after the history's beginning. */
  readonly afterMs: number;
  readonly durationMs: number;
  readonly stream: number;
}

export interface History {
  readonly deliveries: readonly LogBatch[];
  readonly log: LogReader;
  /** By the minute in which each call began. */
  readonly invoked: ReadonlyMap<Minute, number>;
  /** By the minute in which each was reported. */
  readonly reported: ReadonlyMap<Minute, number>;
}

export const anyCalls = (minutes: number, most: number): fc.Arbitrary<MadeCall[]> =>
  fc.array(
    fc.record({
      afterMs: fc.integer({ min: 0, max: minutes * MINUTE_MS - 1 }),
      durationMs: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 3_000 }), weight: 9 },
        { arbitrary: fc.integer({ min: 3_000, max: 200_000 }), weight: 1 },
      ),
      stream: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: most },
  );

/** Each delivery holds what a stream wrote in some seconds, and may span the border of two minutes. */
export function makeHistory(fromMs: number, calls: readonly MadeCall[], logGroup = '/aws/lambda/checkout'): History {
  const invoked = new Map<Minute, number>();
  const reported = new Map<Minute, number>();
  const count = (counts: Map<Minute, number>, atMs: number) =>
    void counts.set(minuteOf(atMs), (counts.get(minuteOf(atMs)) ?? 0) + 1);
  const lines = new Map<string, [number, string][]>();
  for (const [number, { afterMs, durationMs, stream }] of calls.entries()) {
    const endMs = fromMs + afterMs + durationMs;
    count(invoked, fromMs + afterMs);
    count(reported, endMs);
    const key = `${stream} ${Math.floor(endMs / 25_000)}`;
    const held = lines.get(key);
    if (held === undefined) lines.set(key, [[endMs, report(number, durationMs)]]);
    else held.push([endMs, report(number, durationMs)]);
  }
  const deliveries = [...lines].map(([key, some]) => {
    const stream = `2026/11/20/[$LATEST]${key.split(' ')[0]}123456789abcdef0123456789abcdef`;
    return delivery(
      logGroup,
      some.toSorted(([one], [other]) => one - other),
      stream,
    );
  });
  return { deliveries, invoked, reported, log: logOf(deliveries) };
}

/** The log as it can be read back; counts how often it was. */
export function logOf(batches: readonly LogBatch[]): LogReader {
  return {
    async read(logGroup, fromMs, toMs): Promise<LogRead> {
      const streams = batches
        .filter((batch) => batch.logGroup === logGroup)
        .map(({ logStream, events }) => ({
          logStream,
          events: events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs),
        }))
        .filter(({ events }) => events.length > 0);
      return batches.some((batch) => batch.logGroup === logGroup) ? { kind: 'read', streams } : { kind: 'not-there' };
    },
  };
}

export const atMs = (counts: ReadonlyMap<Minute, number>): Map<number, number> =>
  new Map([...counts].map(([minute, calls]) => [startOf(minute), calls]));
