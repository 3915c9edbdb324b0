/** Shows that no two things of the table share a key, whatever their names. */
import * as fc from 'fast-check';
import {
  alertKey,
  bucketKey,
  bucketSort,
  CURSOR_KEY,
  dirtyKey,
  minuteOfBucketSort,
  openKey,
  parseDirtySort,
  quarantineKey,
  readAlertPartition,
  rollUpPartition,
  rollUpSort,
  knownAccountKey,
  subjectKey,
  ttlAfter,
  usualKey,
  type ItemKey,
} from '../../../core/state/keys';
import type { Series } from '../../../core/state/series';

const seed = 20261122;
const text = fc.oneof(fc.string({ unit: fc.constantFrom('#', '%', '2', '3', '5', 'a', '/') }), fc.string());
const series: fc.Arbitrary<Series> = fc.record({
  kind: fc.constantFrom('function' as const, 'login-source' as const),
  name: text,
});
const source = text.map((name): Series => ({ kind: 'login-source', name }));
const minute = fc.oneof(fc.integer({ min: 29_000_000, max: 29_000_009 }), fc.integer({ min: 0, max: 100_000_000 }));
const shard = fc.nat(3);
const alert = fc.record({ kind: fc.constantFrom('slow-calls' as const, 'timeouts' as const), subject: series });

const families = {
  bucket: fc.tuple(series, minute, shard).map((of) => ['bucket', of, bucketKey(...of)] as const),
  subject: fc
    .tuple(source, minute, fc.constantFrom('address' as const, 'account' as const), text)
    .map((of) => ['subject', of, subjectKey(...of)] as const),
  rollUp: fc
    .tuple(source, minute)
    .map((of) => ['rollUp', of, { pk: rollUpPartition(of[0]), sk: rollUpSort(of[1]) }] as const),
  known: fc.tuple(source, text).map((of) => ['known', of, knownAccountKey(...of)] as const),
  dirty: fc.tuple(series, minute, minute).map((of) => ['dirty', of, dirtyKey(...of)] as const),
  usual: fc.tuple(series).map((of) => ['usual', of, usualKey(...of)] as const),
  cursor: fc.constant(['cursor', [], CURSOR_KEY] as const),
  alert: fc.tuple(alert).map((of) => ['alert', of, alertKey(...of)] as const),
  open: fc.tuple(alert).map((of) => ['open', of, openKey(...of)] as const),
  quarantine: fc
    .tuple(fc.integer({ min: 0, max: 4_000_000_000_000 }), text)
    .map((of) => ['quarantine', of, quarantineKey(...of)] as const),
};
const joined = (key: ItemKey) => JSON.stringify([key.pk, key.sk]);

describe('keys', () => {
  it.each(Object.entries(families))('of a %s are equal only where what they name is', (_, family) => {
    fc.assert(
      fc.property(family, family, ([, one, oneKey], [, other, otherKey]) => {
        expect(joined(oneKey) === joined(otherKey)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('of different families never meet', () => {
    const any = fc.oneof(...Object.values(families));
    fc.assert(
      fc.property(any, any, ([oneFamily, , one], [otherFamily, , other]) => {
        fc.pre(oneFamily !== otherFamily);
        expect(joined(one)).not.toBe(joined(other));
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('give back what they name', () => {
    fc.assert(
      fc.property(series, minute, minute, alert, (subject, at, due, key) => {
        expect(parseDirtySort(dirtyKey(subject, at, due).sk)).toEqual({ series: subject, minute: at });
        expect(minuteOfBucketSort(bucketSort(at))).toBe(at);
        expect(readAlertPartition(alertKey(key).pk)).toEqual(key);
      }),
      { seed },
    );
  });

  it('of buckets sort as their minutes do', () => {
    fc.assert(
      fc.property(minute, minute, (one, other) => {
        expect(bucketSort(one) < bucketSort(other)).toBe(one < other);
      }),
      { seed },
    );
  });

  it.each([
    [
      'a function',
      bucketKey({ kind: 'function', name: 'checkout' }, 29_923_425, 0),
      'F#1#checkout#0 M#2026-11-23T03:45Z',
    ],
    [
      'a login source whose name holds the separator',
      bucketKey({ kind: 'login-source', name: '/app/a#1%' }, 29_923_425, 2),
      'L#1#/app/a%231%25#2 M#2026-11-23T03:45Z',
    ],
    ['a quarantined delivery', quarantineKey(1_795_340_730_500, 'ab'), 'Q#1#2026-11-22 2026-11-22T09:45:30.500Z#ab'],
  ])('look as docs/state.md says for %s', (_, key, expected) => {
    expect(`${key.pk} ${key.sk}`).toBe(expected);
  });

  it.each(['', 'A#1', 'A#2#slow-calls#F#a', 'A#1#slow-calls#X#a', 'A#1#slow-calls#F#a#b', 'F#1#a#0'])(
    'are no alert in %p',
    (pk) => expect(readAlertPartition(pk)).toBeUndefined(),
  );

  it('ends a life in whole seconds', () => expect(ttlAfter(1_999, 10)).toBe(11));
});
