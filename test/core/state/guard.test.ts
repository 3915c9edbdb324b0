import fc from 'fast-check';
import { createHasher } from '../../../adapters/hasher';
import type { LogBatch } from '../../../core/log/batch';
import { deliveryText, guardsOf, HeldEdges } from '../../../core/state/guard';
import { MINUTE_MS, minuteOf } from '../../../core/state/minute';
import { shardOf } from '../../../core/state/shard';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const hasher = createHasher('pepper of the tests');

/** A delivery of these events of one stream, numbered as they stand in it, all in one minute. */
const cut = (from: number, to: number, atMs = T0, logStream = 'stream'): LogBatch => ({
  owner: '1',
  logGroup: '/aws/lambda/checkout',
  logStream,
  subscriptionFilters: [],
  events: Array.from({ length: to - from + 1 }, (_, index) => ({
    id: String(from + index),
    timestampMs: atMs,
    message: '',
  })),
});

const guardOf = (batch: LogBatch) => guardsOf(batch, hasher).get(minuteOf(T0))!;

const isNoticed = (held: readonly LogBatch[], batch: LogBatch): boolean => {
  const part = guardOf(batch);
  return new HeldEdges(new Set([...held, batch].map((each) => guardOf(each).guard))).isOverlapping(part);
};

describe('the guard of a delivery', () => {
  it('is 16 hex digits, the same for the same delivery, another for any other', () => {
    expect(guardOf(cut(1, 3)).guard).toMatch(/^[0-9a-f]{16}$/);
    expect(guardOf(cut(1, 3))).toEqual(guardOf(cut(1, 3)));
    const others = [cut(1, 2), cut(2, 3), cut(1, 1), cut(3, 3), cut(1, 3, T0, 'another')];
    expect(new Set([cut(1, 3), ...others].map((batch) => guardOf(batch).guard)).size).toBe(6);
  });

  it('stays the same in a minute when the delivery is cut between two minutes', () => {
    const [first, second] = [cut(1, 2), cut(3, 4, T0 + MINUTE_MS)];
    const whole = { ...first, events: [...first.events, ...second.events] };
    expect(guardsOf(whole, hasher)).toEqual(new Map([...guardsOf(first, hasher), ...guardsOf(second, hasher)]));
  });

  it('tells apart whatever ids and names hold', () => {
    const named = (logStream: string, ...ids: string[]) =>
      deliveryText({ ...cut(1, 1), logStream, events: ids.map((id) => ({ id, timestampMs: T0, message: '' })) });
    const texts = [named('a', 'b', 'c'), named('a', 'bc'), named('ab', 'c'), named('a', 'b1:c'), named('a1:b', 'c')];
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('an overlap', () => {
  it.each([
    ['the first half of a delivery', [cut(1, 4)], cut(1, 2), true],
    ['the second half', [cut(1, 4)], cut(3, 4), true],
    ['two deliveries in one', [cut(1, 2), cut(3, 4)], cut(1, 4), true],
    ['one that goes on further', [cut(1, 4)], cut(1, 6), true],
    ['one that begins with the last event of another', [cut(1, 4)], cut(4, 6), true],
    ['one that ends with the first event of another', [cut(4, 6)], cut(1, 4), true],
    ['the last event alone', [cut(1, 4)], cut(4, 4), true],
    ['the events of another stream', [cut(1, 4)], cut(1, 2, T0, 'another'), false],
    ['what follows', [cut(1, 4)], cut(5, 6), false],
    ['one event after another', [cut(1, 1)], cut(2, 2), false],
    ['the same delivery again', [cut(1, 4)], cut(1, 4), false],
    ['the same event alone again', [cut(1, 1)], cut(1, 1), false],
    ['a piece from the middle: it has no end in common', [cut(1, 4)], cut(2, 3), false],
  ])('%s: %#', (_, held, batch, expected) => {
    expect(isNoticed(held, batch)).toBe(expected);
  });

  it('is noticed at least once, on the shard of the first delivery, however that is cut anew', () => {
    const cuts = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(10), fc.constantFrom(1, 2, 16, 256));
    fc.assert(
      fc.property(cuts, ([length, at, shards]) => {
        const end = 1 + (at % (length - 1));
        const whole = cut(1, length);
        const home = shardOf(guardOf(whole).guard, shards);
        const noticed = [cut(1, end), cut(end + 1, length)].filter(
          (piece) => shardOf(guardOf(piece).guard, shards) === home && isNoticed([whole], piece),
        );
        expect(noticed.length).toBeGreaterThan(0);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  it('is seen by chance in less than one full bucket of a hundred', () => {
    let alarms = 0;
    for (let bucket = 0; bucket < 100; bucket += 1) {
      const parts = Array.from({ length: 200 }, (_, index) => guardOf(cut(1, 1, T0, `${bucket} ${index}`)));
      const held = new HeldEdges(parts.map(({ guard }) => guard));
      alarms += parts.filter((part) => held.isOverlapping(part)).length;
    }
    expect(alarms).toBeLessThanOrEqual(4);
  });
});
