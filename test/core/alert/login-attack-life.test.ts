import * as fc from 'fast-check';
import type { Hush } from '../../../core/alert/hush';
import { calm, raise, step } from '../../../core/alert/life-cycle';
import type { Alert } from '../../../core/alert/alert';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderEmail } from '../../../core/alert/email';
import { countFallen } from '../../../core/alert/fallen';
import { wordsOf } from '../../../core/alert/words';
import type { Shape } from '../../../core/detect/crowd';
import type { AccountOutcome, Finding } from '../../../core/detect/finding';
import { SHAPE_RANK } from '../../../core/detect/login-attack';
import { someEvidence } from './some-alerts';

const T0 = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;
const SHAPES = Object.keys(SHAPE_RANK) as Shape[];

const finding = (shape: Shape, atMs: number, over: Partial<Finding> = {}): Finding => ({
  kind: 'login-attack',
  subject: { kind: 'login-source', name: 'login' },
  severity: over.fallen === undefined ? 'warning' : 'critical',
  ratio: 2,
  firstSeenMs: atMs,
  lastSeenMs: atMs,
  evidence: { ...someEvidence['login-attack'], shape, tries: 20, failures: 20 },
  addresses: [],
  ...over,
});
const fell = (hash: string): AccountOutcome => ({ account: 'b***', hash, atMs: T0 });
const shapeOf = (alert: Alert | undefined) =>
  alert?.evidence.kind === 'login-attack' ? alert.evidence.shape : undefined;

const open = (shape: Shape): Alert => raise(undefined, finding(shape, T0), T0)!;
const resolved = (shape: Shape): Alert => {
  const quiet = calm(open(shape), T0 + MINUTE)!;
  return calm(quiet, T0 + 5 * MINUTE)!;
};

describe('the life of a login attack', () => {
  it.each<[string, Shape, Shape, number, Shape]>([
    ['from a spike to a shape, though it fits fewer tries', 'spike', 'stuffing', 5, 'stuffing'],
    ['never from a shape to a spike', 'stuffing', 'spike', 400, 'stuffing'],
    ['to the shape that more tries fit', 'guessing', 'stuffing', 60, 'stuffing'],
    ['not to a shape that as many fit', 'guessing', 'stuffing', 20, 'guessing'],
    ['to what creeps, where that is twice as much', 'guessing', 'low-and-slow', 40, 'low-and-slow'],
  ])('is renamed %s', (_, before, after, tries, name) => {
    const at = T0 + 11 * MINUTE; // sooner, what creeps is what is left of the burst
    const evidence = { ...someEvidence['login-attack'], shape: after, tries, failures: tries };
    const stored = open(before);
    expect(shapeOf(raise(stored, finding(after, at, { evidence }), at) ?? stored)).toBe(name);
  });

  it.each([
    ['one more account fell', finding('guessing', T0, { fallen: [fell('aa')] }), 'update'],
    ['nothing new', finding('guessing', T0), 'open'],
  ])('tells at once: %s', (_, seen, change) => {
    const next = raise(open('guessing'), seen, T0 + 1000);
    expect((next ?? open('guessing')).change).toBe(change);
  });

  it('tells each account that fell once', () => {
    const first = raise(open('guessing'), finding('guessing', T0, { fallen: [fell('aa')] }), T0 + 1000)!;
    expect(first).toMatchObject({ severity: 'critical', seq: 2, fallen: [fell('aa')] });
    const same = raise(first, finding('guessing', T0, { fallen: [fell('aa')] }), T0 + 2000);
    expect((same ?? first).seq).toBe(2);
    const more = raise(first, finding('guessing', T0, { fallen: [fell('bb')] }), T0 + 3000);
    expect(more).toMatchObject({ seq: 2, fallen: [fell('aa'), fell('bb')] });
    const told = raise(more, finding('guessing', T0, { fallen: [fell('cc')] }), T0 + 1000 + 5 * MINUTE);
    expect(told).toMatchObject({ seq: 3, change: 'update', fallen: [fell('aa'), fell('bb'), fell('cc')] });
  });

  it('lists fifty who fell and counts the others, each once, up to five hundred', () => {
    const some = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => fell(`f${from + at}`));
    const seen = (from: number, to: number) => finding('stuffing', T0, { fallen: some(from, to) });
    const first = raise(undefined, seen(0, 58), T0)!;
    expect(wordsOf(first).title).toContain('got into 58 accounts');
    expect(first).toMatchObject({ fallen: some(0, 50), toldFallen: 58 });
    const same = raise(first, seen(30, 58), T0 + 6 * MINUTE);
    expect(countFallen(same ?? first)).toBe(58);
    expect((same ?? first).seq).toBe(first.seq);
    const more = raise(first, seen(40, 90), T0 + 6 * MINUTE)!;
    expect(wordsOf(more).title).toContain('got into 90 accounts');
    const sent = messageOfAlert(more, { account: '123456789012', region: 'eu-west-1' });
    expect(sent.json).toMatchObject({ moreFallen: 40 });
    expect(sent.json).toMatchObject({ fallen: { length: 50 } });
    expect(renderEmail(sent).body).toContain('and 40 more');
    expect(sent.facts).toContainEqual({ label: 'New', text: '32 more accounts fell' });
    const flood = raise(more, seen(90, 900), T0 + 12 * MINUTE)!;
    expect(wordsOf(flood).title).toContain('got into at least 500 accounts');
  });

  it('does not tell again who fell before it was counted who was told', () => {
    const { toldFallen: _, ...before } = raise(
      open('guessing'),
      finding('guessing', T0, { fallen: [fell('aa')] }),
      T0,
    )!;
    const later = T0 + 10 * MINUTE;
    const again = step(before, { finding: finding('guessing', later, { fallen: [fell('aa')] }) }, later);
    expect(again?.seq).toBe(before.seq);
  });

  it('says after a silence all that came to pass in it', () => {
    const hush: Hush = { why: 'silenced', by: 'one', untilMs: T0 + 30 * MINUTE };
    let stored = step(undefined, { finding: finding('guessing', T0) }, T0)!;
    for (const minute of [5, 10, 15]) {
      const atMs = T0 + minute * MINUTE;
      const found = finding('guessing', atMs, { fallen: [fell(`a${minute}`)] });
      stored = step(stored, { finding: found, hush }, atMs) ?? stored;
    }
    expect(stored.seq).toBe(1);
    const endMs = T0 + 20 * MINUTE;
    const told = step(stored, { finding: finding('guessing', endMs, { fallen: [fell('a15')] }) }, endMs);
    expect(told).toMatchObject({ seq: 2, change: 'update', severity: 'critical', toldFallen: 3 });
    expect(told?.before).toMatchObject({ severity: 'warning', fallen: 0 });
  });

  it('tells who fell after the first within five minutes, also where nothing more is seen, and never more often', () => {
    let stored = raise(open('guessing'), finding('guessing', T0, { fallen: [fell('a0')] }), T0 + 1000)!;
    const told = [stored.seq];
    for (let minute = 1; minute < 50; minute += 1) {
      const atMs = T0 + 1000 + minute * MINUTE;
      stored = raise(stored, finding('guessing', atMs, { fallen: [fell(`a${minute}`)] }), atMs) ?? stored;
      if (stored.seq > told.at(-1)!) told.push(stored.seq);
    }
    expect(told).toHaveLength(10);
    expect(stored.fallen).toHaveLength(50);
    stored = raise(open('guessing'), finding('guessing', T0, { fallen: [fell('aa')] }), T0 + 1000)!;
    stored = { ...raise(stored, finding('guessing', T0, { fallen: [fell('bb')] }), T0 + 2000)!, isFlapping: true };
    const seqs = [1, 2, 3, 4, 5, 6].map((minute) => (stored = calm(stored, T0 + minute * MINUTE + 2000) ?? stored).seq);
    expect(seqs).toEqual([2, 2, 2, 2, 3, 3]);
  });

  it.each([
    ['two hours later it is the same incident', 120, 'update', 1],
    ['four hours later it is another', 240, 'open', 2],
  ])('%s', (_, minutes, change, episode) => {
    const atMs = T0 + minutes * MINUTE;
    expect(raise(resolved('guessing'), finding('guessing', atMs), atMs)).toMatchObject({ change, episode });
  });

  it("is nobody's again when it comes back, so that people are reminded of it", () => {
    const taken = { ...resolved('guessing'), acknowledged: { by: 'ann', atMs: T0 } };
    const again = raise(taken, finding('guessing', T0 + 60 * MINUTE), T0 + 60 * MINUTE);
    expect(again).toMatchObject({ state: 'open', change: 'update' });
    expect(again).not.toHaveProperty('acknowledged');
  });

  describe('that comes back and ends under a silence', () => {
    const hush = { why: 'silenced', by: 's1', author: 'Ada', untilMs: T0 + 180 * MINUTE } as const;
    /** What people are told at each minute: the attack is seen in those of `seen`, and silent from 30 until `end`. */
    function told(seen: readonly number[], end: number): string[] {
      let stored: Alert | undefined;
      return Array.from({ length: 120 }, (_, minute) => minute).flatMap((minute) => {
        const atMs = T0 + minute * MINUTE;
        const next = step(
          stored,
          {
            finding: seen.includes(minute) ? finding('guessing', atMs) : undefined,
            hush: minute >= 30 && minute < end ? hush : undefined,
          },
          atMs,
        );
        const isTold = next !== undefined && next.seq > (stored?.seq ?? 0);
        stored = next ?? stored;
        return isTold ? [next.change] : [];
      });
    }

    it('is over once: nobody heard that it had come back', () => {
      expect(told([0, 40, 41], 120)).toEqual(['open', 'resolve']);
    });

    it('is over twice where people heard of it at the end of the silence', () => {
      expect(told([0, 40, 41, 60, 61], 60)).toEqual(['open', 'resolve', 'update', 'resolve']);
    });

    it('has its end told where it went on when the silence began', () => {
      const goesOn = Array.from({ length: 40 }, (_, minute) => minute);
      expect(told(goesOn, 120)).toEqual(['open', 'resolve']);
    });
  });

  it('is not kept open by what creeps on after it', () => {
    const quiet = raise(open('stuffing'), finding('low-and-slow', T0 + MINUTE), T0 + MINUTE)!;
    expect(quiet.calmSinceMs).toBe(T0 + MINUTE);
    // The day's tier still sees the tries that the attack was made of; only tries after it are news.
    expect(raise(resolved('stuffing'), finding('low-and-slow', T0), T0 + 90 * MINUTE)).toBeUndefined();
    const later = finding('low-and-slow', T0 + 90 * MINUTE);
    expect(raise(resolved('stuffing'), later, T0 + 90 * MINUTE)).toMatchObject({ state: 'open', change: 'update' });
  });

  it.each<[string, number, string, Shape]>([
    ['keeps its name through its busiest hour', 10, '203.0.113.1', 'low-and-slow'],
    ['is renamed by as many tries within an hour', 11, '203.0.113.1', 'guessing'],
    ['is renamed by guessing from elsewhere', 10, '203.0.113.2', 'guessing'],
  ])('what creeps %s', (_, tries, address, shape) => {
    const of = (each: string): Pick<Finding, 'addresses'> => ({
      addresses: [{ address: each, tries: 10, accounts: 1, advice: 'block' }],
    });
    const stored = raise(undefined, finding('low-and-slow', T0, of('203.0.113.1')), T0)!;
    const evidence = { ...someEvidence['login-attack'], shape: 'guessing' as const, tries, failures: tries };
    const next = raise(stored, finding('guessing', T0 + MINUTE, { evidence, ...of(address) }), T0 + MINUTE);
    expect(shapeOf(next)).toBe(shape);
    expect(next?.change).toBe(shape === 'guessing' ? 'update' : 'open');
  });

  it('is not written where a look says nothing new', () => {
    const blind = finding('guessing', T0, {
      evidence: { ...someEvidence['login-attack'], shape: 'guessing', blindTo: ['successes'] },
    });
    const stored = raise(undefined, blind, T0)!;
    expect(raise(stored, blind, T0 + MINUTE)).toBeUndefined();
    const seeing = finding('guessing', T0, { evidence: { ...someEvidence['login-attack'], shape: 'guessing' } });
    const told = raise(stored, seeing, T0 + MINUTE)!;
    expect(told.evidence).toMatchObject({ blindTo: [] });
    expect(raise(told, blind, T0 + 2 * MINUTE)).toBeUndefined();
  });

  it('never loses an account, an address or its name, whatever is seen and in whatever order', () => {
    const seen = fc.record({
      shape: fc.constantFrom(...SHAPES),
      minute: fc.nat({ max: 100 }),
      fallen: fc.subarray(['aa', 'bb', 'cc']),
      addresses: fc.subarray(['203.0.113.1', '203.0.113.2']),
    });
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1, maxLength: 12 }), (looks) => {
        let alert = open('low-and-slow');
        for (const { shape, minute, fallen, addresses } of looks) {
          const atMs = T0 + minute * MINUTE;
          const before = alert;
          const found = finding(shape, atMs, {
            ...(fallen.length > 0 && { fallen: fallen.map(fell) }),
            addresses: addresses.map((address) => ({ address, tries: 3, accounts: 1 })),
          });
          alert = raise(alert, found, atMs) ?? alert;
          const names = (of: Alert) => [
            ...of.addresses.map(({ address }) => address),
            ...(of.fallen ?? []).map(({ hash }) => hash),
          ];
          expect(names(alert)).toEqual(expect.arrayContaining(names(before)));
          expect(SHAPE_RANK[shapeOf(alert)!]).toBeGreaterThanOrEqual(SHAPE_RANK[shapeOf(before)!]);
          expect(alert.id).toBe(before.id);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
