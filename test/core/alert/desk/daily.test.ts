/** When a channel is told its daily digest, what is in it, and what becomes of it where the channel or the settings change. */
import { createMemory } from '../../../../adapters/memory';
import type { Alert } from '../../../../core/alert/alert';
import type { AlertSettings } from '../../../../core/alert/alert-settings';
import { dayOf, isDayDue } from '../../../../core/alert/desk/day';
import { tellChannel } from '../../../../core/alert/desk/tell-channel';
import type { RouteMatch, Routing } from '../../../../core/alert/route';
import type { Daily, DayFacts, Summary } from '../../../../core/alert/summary';
import type { Delivery } from '../../../../core/ports';
import { madeAlert } from '../../../contracts/made-alert';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Friday. */
const T0 = Date.parse('2026-11-20T07:00:00Z');

/** E-mail is told what matches, Slack the rest. */
const routedTo = (match: RouteMatch): Routing => ({
  choose: 'first',
  routes: [
    { match, channels: ['email'] },
    { match: {}, channels: ['slack'] },
  ],
});

function stage(settings: AlertSettings = {}) {
  const { alerts, desks } = createMemory();
  const told: (Alert | Summary)[] = [];
  const world = {
    nowMs: T0,
    settings,
    answer: { kind: 'sent' } as Delivery,
    facts: {} as DayFacts | Error,
    runs: 0,
    pageMs: 0,
    pages: 0,
    dies: undefined as 'markTold' | undefined,
  };
  const run = () =>
    tellChannel({
      desk: {
        ...desks,
        listSmall: async (...asked) => {
          world.nowMs += world.pageMs;
          world.pages += 1;
          return desks.listSmall(...asked);
        },
      },
      alerts: {
        ...alerts,
        markTold: async (...asked) => {
          if (world.dies === 'markTold') throw new Error('markTold');
          return alerts.markTold(...asked);
        },
      },
      channel: 'email',
      tell: async (what) => {
        if (world.answer.kind === 'sent' || (world.answer.kind === 'try-again' && world.answer.isUnsure))
          told.push(what);
        return world.answer;
      },
      facts: async () => {
        if (world.facts instanceof Error) throw world.facts;
        return world.facts;
      },
      onRefused: async () => undefined,
      settings: world.settings,
      now: () => world.nowMs,
      wait: async () => undefined,
      holder: String((world.runs += 1)),
    });
  return {
    world,
    told,
    desks,
    run,
    raise: async (name: string, changes: Partial<Alert> = {}): Promise<Alert> => {
      const subject = { kind: 'login-source', name } as const;
      const stored = await alerts.read({ kind: 'login-attack', subject });
      const alert = madeAlert({
        id: `${name}-1`,
        subject,
        severity: 'info',
        ...changes,
        seq: (stored?.seq ?? 0) + 1,
        rev: (stored?.rev ?? 0) + 1,
      });
      await alerts.write(alert, stored?.rev ?? 0);
      await desks.wait('email', { key: { kind: alert.kind, subject }, seq: alert.seq, severity: alert.severity });
      await run();
      return alert;
    },
    at: async (ms: number) => {
      world.nowMs = ms;
      return run();
    },
    days: () => told.filter((each): each is Daily => 'form' in each && each.form === 'daily'),
  };
}

const late = { severity: 'warning', isLate: true, openedAtMs: T0, lastSeenMs: T0 - HOUR } as const;

it('tells at its hour, once, what waited for it', async () => {
  const { raise, at, told, days } = stage({ staged: [] });
  await at(T0); // before the first digest's hour
  await raise('a');
  await raise('b', late);
  await raise('a', { state: 'resolved', change: 'resolve' });
  await raise('told', { severity: 'warning' });
  expect(told).toMatchObject([{ id: 'told-1' }]);
  await at(T0 + HOUR - 1);
  expect(days()).toEqual([]);
  for (const ms of [HOUR, HOUR, HOUR + 1, 9 * HOUR]) await at(T0 + ms);
  expect(days()).toMatchObject([
    {
      id: 'day-2026-11-20',
      fromMs: T0,
      toMs: T0 + HOUR,
      small: [
        { why: 'late', severity: 'warning', count: 1, places: 1, worst: [{ name: 'b' }] },
        { why: 'info', severity: 'info', count: 1, places: 1, worst: [{ name: 'a' }] },
      ],
    },
  ]);
  await raise('b', { ...late, state: 'resolved', change: 'resolve' });
  await raise('c');
  await at(T0 + DAY + 2 * HOUR);
  expect(days()).toHaveLength(2);
  expect(days()[1]).toMatchObject({ over: 1, small: [{ why: 'info', count: 1 }], fromMs: T0 + HOUR });
});

it.each<[string, AlertSettings, number]>([
  ['on Mondays where nobody said otherwise', {}, 1],
  ['every day', { digest: { whenQuiet: 'daily' } }, 10],
  ['never', { digest: { whenQuiet: 'never' } }, 0],
  ['on Mondays where whatever no other route takes goes there', { routing: routedTo({}) }, 1],
  ['never where a route leads there for some', { routing: routedTo({ severity: 'critical' }) }, 0],
])('says that there is nothing to tell: %s', async (_, settings, times) => {
  const { at, days } = stage(settings);
  for (let hours = 0; hours <= 9 * 24 + 2; hours += 1) await at(T0 + hours * HOUR);
  expect(days()).toHaveLength(times);
  if (times === 1) expect(new Date(days()[0]!.toMs).toISOString()).toBe('2026-11-23T08:00:00.000Z');
});

it('tells of a detector that is only being tried, critical alerts apart, and asks after a week', async () => {
  const { at, raise, told, days } = stage({ staged: ['login-attack'] });
  await at(T0);
  await raise('a', { severity: 'warning' });
  await raise('b', { severity: 'critical' });
  expect(told.map(({ id }) => id)).toEqual(['b-1']);
  for (let day = 0; day <= 9; day += 1) await at(T0 + day * DAY + HOUR);
  const asked = days().filter(({ staged }) => staged.some(({ days: so }) => so === 7));
  expect(days()[0]?.small).toMatchObject([{ why: 'staged', severity: 'warning', count: 1 }]);
  expect(asked).toMatchObject([{ staged: [{ kind: 'login-attack', wouldHaveTold: 1, days: 7 }] }]);
});

it('tells what grew beyond being small at once, and its end too', async () => {
  const { raise, told } = stage();
  await raise('a');
  await raise('a', { severity: 'warning', change: 'update' });
  await raise('a', { severity: 'warning', change: 'resolve', state: 'resolved' });
  expect(told).toMatchObject([
    { id: 'a-1', change: 'update' },
    { id: 'a-1', change: 'resolve' },
  ]);
});

it('tells what is small at once where there is no digest, and a test in any case', async () => {
  const off = stage({ digest: false });
  await off.raise('a');
  await off.raise('b', late);
  expect(off.told.map(({ id }) => id)).toEqual(['a-1', 'b-1']);
  const on = stage();
  await on.raise('a', { isTest: true });
  expect(on.told).toHaveLength(1);
});

it('tells what was put aside when the digest is switched off, and no day after', async () => {
  const { at, raise, world, days, told } = stage();
  await at(T0);
  await raise('a');
  world.settings = { digest: false };
  await at(T0 + 60_000);
  expect(days()).toMatchObject([{ small: [{ count: 1 }] }]);
  await at(T0 + 3 * DAY);
  await raise('b');
  expect(told).toHaveLength(2);
});

it('is counted over several runs where its lists are long, leaves the desk in between, and counts each alert once', async () => {
  const { at, raise, world, days, desks, run } = stage();
  await at(T0);
  await raise('a');
  for (let number = 0; number < 3500; number += 1)
    await desks.putSmall('email', 1, {
      key: { kind: 'login-attack', subject: { kind: 'login-source', name: `many ${number}` } },
      why: 'info',
      severity: 'info',
      seq: 1,
      loud: 1,
      before: 0,
      change: 'open',
      peakRatio: 1,
    });
  world.pageMs = 8000; // two pages in a run's 15 s
  for (const pages of [2, 4]) {
    const startMs = Math.max(world.nowMs, T0 + HOUR);
    expect(await at(startMs)).toMatchObject({ end: 'later', sent: 0 });
    expect(world.pages).toBe(pages);
    expect(world.nowMs - startMs).toBe(16_000);
    expect(await desks.take('email', 'another', world.nowMs, world.nowMs)).toBeDefined();
  }
  expect(days()).toEqual([]);
  expect(await run()).toMatchObject({ end: 'done', sent: 1 });
  expect(days()).toMatchObject([{ id: 'day-2026-11-20', toMs: T0 + HOUR, small: [{ count: 3501, places: 3501 }] }]);
  expect(world.pages).toBe(5);
});

it('tells what a run put on the list before it died there, and by itself only what became of it since', async () => {
  const { at, raise, world, days, told, desks, run } = stage();
  await at(T0);
  world.dies = 'markTold';
  await expect(raise('a')).rejects.toThrow('markTold');
  expect(await desks.listSmall('email', 1, 9)).toMatchObject([{ seq: 1 }]);
  world.dies = undefined;
  world.nowMs += 2 * 60_000; // its function was ended: the desk is free only then
  await raise('a', { severity: 'critical', change: 'update' });
  expect(told).toMatchObject([{ id: 'a-1', seq: 2, severity: 'critical', change: 'update' }]);
  expect(await run()).toMatchObject({ end: 'done', sent: 0 });
  expect(await desks.read('email')).not.toHaveProperty('aside');
  await at(T0 + HOUR);
  expect(days()).toMatchObject([{ small: [{ count: 1, worst: [{ name: 'a' }] }] }]);
});

it('never tells again what was told before the digest was switched off, and on again', async () => {
  const { at, raise, world, days } = stage();
  await at(T0);
  await raise('a');
  world.settings = { digest: false };
  await at(T0 + 60_000);
  expect(days()).toHaveLength(1);
  world.settings = {};
  await raise('b');
  await at(T0 + 3 * HOUR);
  await raise('c');
  await at(T0 + DAY + HOUR);
  expect(days().slice(1)).toMatchObject([
    { small: [{ count: 1, worst: [{ name: 'b' }] }] },
    { small: [{ count: 1, worst: [{ name: 'c' }] }] },
  ]);
});

it('waits for a channel that is down, and repeats what may have arrived under the same id with the same counts', async () => {
  const { at, raise, world, days, told } = stage();
  await at(T0);
  await raise('a');
  world.answer = { kind: 'try-again', why: 'down' };
  expect(await at(T0 + HOUR)).toMatchObject({ end: 'down' });
  expect(told).toEqual([]);
  world.answer = { kind: 'try-again', why: 'no answer', isUnsure: true };
  await at(T0 + 2 * HOUR);
  world.answer = { kind: 'sent' };
  await raise('b');
  await at(T0 + 3 * HOUR);
  expect(days()).toHaveLength(2);
  expect(days()[1]).toEqual(days()[0]);
  await at(T0 + DAY + HOUR);
  expect(days()[2]).toMatchObject({ small: [{ count: 1, worst: [{ name: 'b' }] }] });
});

it('keeps what was refused for the next day', async () => {
  const { at, raise, world, days } = stage();
  await at(T0);
  await raise('a');
  world.answer = { kind: 'give-up', why: 'no' };
  expect(await at(T0 + HOUR)).toMatchObject({ refused: ['no'] });
  world.answer = { kind: 'sent' };
  await raise('b');
  await at(T0 + 5 * HOUR);
  expect(days()).toEqual([]);
  await at(T0 + DAY + HOUR);
  expect(days()).toMatchObject([{ small: [{ count: 2, places: 2 }] }]);
});

it('is told by one of two that come at once', async () => {
  const { at, raise, world, days, run } = stage();
  await at(T0);
  await raise('a');
  world.nowMs = T0 + HOUR;
  const ends = await Promise.all([run(), run(), run()]);
  expect(ends.map(({ end }) => end).toSorted()).toEqual(['busy', 'busy', 'done']);
  expect(days()).toHaveLength(1);
});

it('is told without what cannot be read', async () => {
  const { at, raise, world, days } = stage();
  await at(T0);
  await raise('a');
  world.facts = new Error('no table');
  await at(T0 + HOUR);
  expect(days()).toMatchObject([{ facts: {} }]);
});

it.each([
  ['before its hour', '2026-11-22T07:59:59Z', {}, '2026-11-21'],
  ['at its hour', '2026-11-22T08:00:00Z', {}, '2026-11-22'],
  ['at midnight', '2026-11-22T00:00:00Z', { digest: { hour: 0 } }, '2026-11-22'],
])('a day begins at the hour of the digest: %s', (_, now, settings, day) =>
  expect(dayOf(Date.parse(now), settings)).toBe(day),
);

it.each([
  ['a clock that went back a little', '2026-11-23', false],
  ['a clock that was far ahead', '2026-12-24', true],
])('does not fall silent for %s', (_, told, isDue) => {
  const desk = { bells: 0, day: { told, list: 1, from: 1, sinceMs: 0 } };
  expect(isDayDue(desk, {}, Date.parse('2026-11-22T09:00:00Z'))).toBe(isDue);
});
