/** What the daily digest says of the week, of what is watched and of Vigil's own cost, and that none of it keeps the rest from being said. */
import type { Episode } from '../../../core/alert/episode';
import { readDayFacts, type FactsWorld } from '../../../core/alert/day-facts';
import type { Routing } from '../../../core/alert/route';
import type { Silence } from '../../../core/alert/silence';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-22T08:00:00Z');

const episode = (name: string, changes: Partial<Episode> = {}): Episode => ({
  id: `${name}-1`,
  kind: 'slow-calls',
  subject: { kind: 'function', name },
  episode: 1,
  severity: 'warning',
  openedAtMs: NOW - HOUR,
  ...changes,
});

const silence = (untilMs: number): Silence => ({
  id: 'a',
  kind: 'timeouts',
  author: 'ann',
  reason: 'known',
  fromMs: NOW - HOUR,
  untilMs,
});

function worldWith(episodes: readonly Episode[], changes: Partial<FactsWorld> = {}): FactsWorld {
  return {
    channel: 'email',
    alerts: {
      async *pagesOfEpisodes(fromMs, toMs) {
        const all = episodes.filter((each) => each.openedAtMs >= fromMs && each.openedAtMs < toMs);
        for (let at = 0; at < all.length; at += 2) yield all.slice(at, at + 2);
      },
    },
    coverage: { read: async () => undefined, readGaps: async () => undefined, readCost: async () => undefined },
    silences: async () => [],
    settings: {},
    clock: () => NOW,
    ...changes,
  };
}

it('counts the alerts of seven days that people were told of at once, and names those told most', async () => {
  const episodes = [
    ...[1, 2, 3].map((hours) => episode('a', { episode: hours, openedAtMs: NOW - hours * HOUR })),
    ...[1, 2].map((hours) => episode('b', { kind: 'timeouts', openedAtMs: NOW - hours * HOUR })),
    episode('once'),
    episode('info', { severity: 'info' }),
    episode('silent', { hush: 'silenced' }),
    episode('late', { isLongOver: true }),
    episode('staged', { kind: 'slow-drift' }),
    episode('critical', { kind: 'slow-drift', severity: 'critical' }),
    episode('long ago', { openedAtMs: NOW - 7 * 24 * HOUR - 1 }),
  ];
  const { week } = await readDayFacts(
    NOW,
    worldWith(episodes, { settings: { staged: ['slow-drift'], weekBudget: 5 } }),
  );
  expect(week).toEqual({
    told: 7,
    budget: 5,
    loudest: [
      { kind: 'slow-calls', subject: { kind: 'function', name: 'a' }, count: 3 },
      { kind: 'timeouts', subject: { kind: 'function', name: 'b' }, count: 2 },
    ],
  });
});

it.each([
  ['as many as it counts', 20, 20, 0, undefined],
  ['too many to be counted', 100, 20, 0, true],
  ['a table that is slow', 100, 3, 1000, true],
])('reads the journal of a week within bounds: %s', async (_, pages, read, pageMs, isMore) => {
  let [nowMs, asked] = [NOW, 0];
  const page = Array.from({ length: 1000 }, (__, at) => episode(`f ${at % 10}`));
  const alerts: FactsWorld['alerts'] = {
    async *pagesOfEpisodes() {
      for (; asked < pages; asked += 1) {
        yield page;
        nowMs += pageMs;
      }
    },
  };
  const { week } = await readDayFacts(NOW, worldWith([], { alerts, clock: () => nowMs }));
  expect(week).toMatchObject({ told: read * 1000, loudest: Array.from({ length: 5 }, () => ({ count: read * 100 })) });
  expect([asked, week?.isMore]).toEqual([read, isMore]);
});

it('keeps a bounded number of places apart, and counts all', async () => {
  const once = Array.from({ length: 10_000 }, (_, at) => episode(`f ${at}`));
  const beyond = [1, 2, 3].map(() => episode('beyond'));
  const { week } = await readDayFacts(NOW, worldWith([...once, ...beyond, episode('f 0')]));
  expect(week).toMatchObject({ told: 10_004, loudest: [{ subject: { name: 'f 0' }, count: 2 }] });
  expect(week?.loudest).toHaveLength(1);
});

it('names the silences that are in force', async () => {
  const [now, over] = [silence(NOW + 1), silence(NOW)];
  expect((await readDayFacts(NOW, worldWith([], { silences: async () => [now, over] }))).silences).toEqual([now]);
});

it.each([
  ['reads nothing of the others where a route leads there for some', 'slack-shop', false],
  ['reads all where it is told what no route takes', 'email', true],
])('a channel %s', async (_, channel, isTold) => {
  const routing: Routing = {
    choose: 'first',
    routes: [
      { match: { functions: ['shop-*'] }, channels: ['slack-shop'] },
      { match: {}, channels: ['email'] },
    ],
  };
  const world = worldWith([episode('pay'), episode('pay')], {
    channel,
    settings: { routing },
    silences: async () => [silence(NOW + 1)],
  });
  const facts = await readDayFacts(NOW, world);
  expect(Object.keys(facts)).toEqual(isTold ? ['week', 'silences'] : []);
});

it.each([
  ['of today', NOW - 5 * HOUR, { usd: 0.04, hours: 24 }],
  ['of yesterday', NOW - 24 * HOUR, undefined],
])('tells a cost %s', async (_, atMs, told) => {
  const coverage = {
    read: async () => undefined,
    readGaps: async () => undefined,
    readCost: async () => ({ atMs, hours: 24, usd: 0.04 }),
  };
  expect((await readDayFacts(NOW, worldWith([], { coverage }))).cost).toEqual(told);
});

it('says what it can where something cannot be read', async () => {
  const broken = async () => {
    throw new Error('no table');
  };
  const world = worldWith([], { coverage: { read: broken, readGaps: broken, readCost: broken }, silences: broken });
  expect(await readDayFacts(NOW, world)).toEqual({ week: { told: 0, budget: 20, loudest: [] } });
  const unread: FactsWorld['alerts'] = {
    // eslint-disable-next-line require-yield
    async *pagesOfEpisodes() {
      await broken();
    },
  };
  expect(await readDayFacts(NOW, { ...world, alerts: unread })).toEqual({});
});
