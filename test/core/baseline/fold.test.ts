import { emptyRecent, foldParts } from '../../../core/baseline/fold';
import type { FunctionRecent, LoginRecent, Recent } from '../../../core/baseline/recent';
import { usualCalls, usualLogins } from '../../../core/baseline/usual';
import { calls, checkout, login, logins, many } from '../minutes';

const START = 29_000_000;
const DAY = 24 * 60;

const usualOf = (recent: Recent) => usualCalls(recent as FunctionRecent)!;

/** Days of five calls a minute around 250 ms. */
const steady = (from: number, minutes: number) => many(minutes, (i) => calls(from + i, [230, 240, 250, 260, 270]));

describe('what is usual for a function', () => {
  const known = foldParts(emptyRecent(checkout, START), steady(START, 2 * DAY));

  it('is undefined before anything was seen', () => {
    expect(usualCalls(emptyRecent(checkout, START) as FunctionRecent)).toBeUndefined();
  });

  it('is what the calls took, within a cell', () => {
    expect(usualOf(known).medianMs).toBeGreaterThan(230);
    expect(usualOf(known).medianMs).toBeLessThan(270);
    expect(usualOf(known).minutes).toBe(2 * DAY);
    expect(usualOf(known).calls).toBe(2 * DAY * 5);
  });

  it('survives an hour in which calls took ten times as long, even unfrozen', () => {
    const spike = many(60, (i) =>
      calls(
        START + 2 * DAY + i,
        many(5, () => 2500),
      ),
    );
    const after = usualOf(foldParts(known, spike));
    expect(after.medianMs / usualOf(known).medianMs).toBeCloseTo(1, 2);
    expect(after.p95Ms / usualOf(known).p95Ms).toBeCloseTo(1, 1);
  });

  it('is not carried off by one minute with a million calls', () => {
    const flood = [
      calls(
        START + 2 * DAY,
        many(100_000, () => 9000),
      ),
    ];
    expect(usualOf(foldParts(known, flood)).p95Ms / usualOf(known).p95Ms).toBeCloseTo(1, 2);
  });

  it('follows a function that has changed for good, in days', () => {
    const faster = many(6 * DAY, (i) => calls(START + 2 * DAY + i, [50, 50, 50, 50, 50]));
    expect(usualOf(foldParts(known, faster)).medianMs).toBeLessThan(60);
  });

  it('stays within 1 KB as JSON, whatever durations come', () => {
    const wild = many(5000, (i) =>
      calls(
        START + i,
        many(10, (j) => 0.2 * 1.09 ** ((i * 10 + j) % 175)),
      ),
    );
    const recent = foldParts(emptyRecent(checkout, START), wild);
    expect(JSON.stringify(recent).length).toBeLessThanOrEqual(1000);
  });

  it('counts nothing of a minute that had no call with a duration', () => {
    const silent = calls(START, [], { to: 3 });
    expect((foldParts(emptyRecent(checkout, START), [silent]) as FunctionRecent).minutes).toBe(0);
  });

  it('takes a minute that comes late, and fades nothing for it', () => {
    const late = foldParts(known, [calls(START - 500, [250])]) as FunctionRecent;
    expect(late.calls).toBe(2 * DAY * 5 + 1);
    expect(late.decayedTo).toBe((known as FunctionRecent).decayedTo);
  });
});

describe('what is usual for a login source', () => {
  const usual = (recent: Recent) => usualLogins(recent as LoginRecent)!;
  const known = foldParts(
    emptyRecent(login, START),
    many(DAY, (i) => logins(START + i, 10, i % 2)),
  );

  it('is undefined before anyone logged in', () => {
    expect(usualLogins(emptyRecent(login, START) as LoginRecent)).toBeUndefined();
  });

  it('is the share of attempts that fail, and how many fail a minute', () => {
    expect(usual(known).failureShare).toBeCloseTo(0.05, 2);
    expect(usual(known).failuresPerMinute).toBeCloseTo(0.5, 1);
  });

  it('survives an hour of attack, even unfrozen', () => {
    const attack = many(60, (i) => logins(START + DAY + i, 1000, 990));
    expect(usual(foldParts(known, attack)).failuresPerMinute).toBeLessThan(1);
  });
});
