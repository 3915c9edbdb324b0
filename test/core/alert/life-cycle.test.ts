import fc from 'fast-check';
import { calm, raise } from '../../../core/alert/life-cycle';
import type { Alert } from '../../../core/alert/alert';
import type { Finding } from '../../../core/detect/finding';
import { checkout, login } from '../minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const MINUTE = 60_000;

const finding = (ratio: number, timeouts = 3, extra: Partial<Finding> = {}): Finding => ({
  kind: 'timeouts',
  subject: checkout,
  severity: 'warning',
  ratio,
  firstSeenMs: T0 - MINUTE,
  lastSeenMs: T0,
  evidence: { kind: 'timeouts', timeouts, calls: 10, windowMinutes: 15 },
  addresses: [],
  ...extra,
});

const above = (at: number): Finding['quieter'] => ({ setting: 'minEvents', above: at });
const OTHER: Finding['quieter'] = { setting: 'timesUsual', above: 7 };

const opened = raise(undefined, finding(3), T0)!;

describe('an alert', () => {
  it('opens when the threshold is reached', () => {
    expect(opened).toMatchObject({ state: 'open', change: 'open', seq: 1, rev: 1, episode: 1 });
    expect(opened.id).toMatch(/^[0-9a-f]{6}-1$/);
  });

  it('does not open below the threshold', () => {
    expect(raise(undefined, finding(0.9), T0)).toBeUndefined();
  });

  it('tells nothing new while the trouble stays the same', () => {
    expect(raise(opened, finding(3), T0 + MINUTE)).toBeUndefined();
  });

  it('keeps the worst, silently', () => {
    const worse = raise(opened, finding(5, 5), T0 + MINUTE)!;
    expect(worse).toMatchObject({ seq: 1, rev: 2, peakRatio: 5, evidence: { timeouts: 5 } });
    expect(raise(worse, finding(4, 4, { lastSeenMs: T0 + MINUTE }), T0 + 2 * MINUTE)).toMatchObject({
      seq: 1,
      evidence: { timeouts: 5 },
      lastSeenMs: T0 + MINUTE,
    });
  });

  it.each<[string, Partial<Finding>, Partial<Finding>, Finding['quieter']]>([
    ['all of it by one setting', { quieter: above(3) }, { quieter: above(2) }, above(3)],
    ['all of it, though more came later', { quieter: above(3) }, { quieter: above(5) }, above(5)],
    ['the worst, where settings differ', { quieter: above(3) }, { quieter: OTHER, ratio: 4 }, OTHER],
    ['the worst, which came first', { quieter: above(3) }, { quieter: OTHER, ratio: 2 }, above(3)],
    ['nothing, where no setting alone would have silenced the worst', { quieter: above(3) }, { ratio: 4 }, undefined],
    ['the worst, where of the first it was not known', {}, { quieter: OTHER, ratio: 4 }, OTHER],
  ])('keeps what would have silenced %s', (_, first, then, quieter) => {
    const stored = raise(undefined, finding(3, 3, first), T0)!;
    const grown = raise(stored, finding(3, 4, { lastSeenMs: T0 + 1, ...then }), T0 + MINUTE)!;
    expect(JSON.parse(JSON.stringify(grown)).quieter).toEqual(quieter);
  });

  it('tells of the numbers it has now, also where the ratio does not grow with them', () => {
    const worse = raise(opened, finding(2.9, 60), T0 + 5 * MINUTE)!;
    expect(worse).toMatchObject({ change: 'update', toldCount: 60, evidence: { timeouts: 60 }, peakRatio: 3 });
    expect(worse?.before).toMatchObject({ change: 'open', severity: 'warning', fallen: 0 });
  });

  it.each([
    ['is told again when there is four times as much', finding(12, 12), 5, 'update'],
    ['is not told again when there is three times as much', finding(11, 11), 5, 'open'],
    ['waits five minutes before it is told again', finding(12, 12), 4, 'open'],
    ['is told at once when it turns critical', finding(3.1, 3, { severity: 'critical' }), 1, 'update'],
  ] as const)('%s', (_, seen, minutes, change) => {
    expect(raise(opened, seen, T0 + minutes * MINUTE)?.change).toBe(change);
  });

  it('stays open between 0.8 of the threshold and the threshold', () => {
    expect(raise(opened, finding(0.85), T0 + MINUTE)).toBeUndefined();
  });

  it('resolves after three calm minutes, and not before', () => {
    const calming = calm(opened, T0)!;
    expect(calming).toMatchObject({ state: 'open', seq: 1, calmSinceMs: T0 });
    expect(calm(calming, T0 + 2 * MINUTE)).toBeUndefined();
    expect(calm(calming, T0 + 3 * MINUTE)).toMatchObject({ state: 'resolved', change: 'resolve', seq: 2 });
  });

  it('starts to count calm minutes anew when the trouble comes back', () => {
    const calming = calm(opened, T0)!;
    const back = raise(calming, finding(2), T0 + MINUTE)!;
    expect(back.calmSinceMs).toBeUndefined();
  });

  it('opens a new episode after it was resolved, with a new visible id', () => {
    const resolved = calm(calm(opened, T0)!, T0 + 3 * MINUTE)!;
    const again = raise(resolved, finding(1), T0 + 60 * MINUTE)!;
    expect(again).toMatchObject({ state: 'open', episode: 2, seq: 3, openedAtMs: T0 + 60 * MINUTE });
    expect(again.id).toBe(opened.id.replace(/-1$/, '-2'));
  });

  it('has another id for another subject, also of the same name', () => {
    const other = raise(undefined, finding(1, 1, { subject: { ...login, name: 'checkout' } }), T0)!;
    expect(other.id).not.toBe(opened.id);
  });

  it('lists attackers by harm, each once, with the most that was seen', () => {
    const first = raise(undefined, finding(1, 1, { addresses: [address('a', 3, 1), address('b', 2, 9)] }), T0)!;
    expect(first.addresses.map((entry) => entry.address)).toEqual(['b', 'a']);
    const second = raise(first, finding(2, 2, { addresses: [address('a', 64, 2), address('c', 1, 1)] }), T0 + MINUTE)!;
    expect(second.addresses).toEqual([address('a', 64, 2), address('b', 2, 9), address('c', 1, 1)]);
  });

  const address = (name: string, tries: number, accounts: number) => ({ address: name, tries, accounts });
});

it('whatever happens, seq and rev only grow, and nobody is told twice of one opening', () => {
  const step = fc.oneof(
    fc.record({ ratio: fc.double({ min: 0, max: 20, noNaN: true }), timeouts: fc.nat(100) }),
    fc.constant('calm' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let stored: Alert | undefined;
      const told: string[] = [];
      for (const [index, event] of steps.entries()) {
        const now = T0 + index * MINUTE;
        const next =
          event === 'calm' ? stored && calm(stored, now) : raise(stored, finding(event.ratio, event.timeouts), now);
        if (next === undefined) continue;
        expect(next.rev).toBe((stored?.rev ?? 0) + 1);
        expect(next.seq - (stored?.seq ?? 0)).toBeGreaterThanOrEqual(0);
        if (next.seq > (stored?.seq ?? 0)) told.push(next.change);
        stored = next;
      }
      const openings = told.join(' ').split('resolve');
      for (const episode of openings) expect(episode.match(/open/g)?.length ?? 0).toBeLessThanOrEqual(1);
    }),
    { seed: 4 },
  );
});
