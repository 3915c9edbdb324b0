/**
 * Tells a channel once a day of what is too small to be told at once. Its lists are closed before it is sent, and the desk says
 * after how far they were told: a crash in between repeats the same digest at worst.
 */
import { dayOf, daysBetween, isQuietTold } from './day';
import type { DayDesk } from './desk';
import { isOutOfTime, post, type Posted, type Run } from './run';
import { countsOf, nothingYet, sumSmall, type SmallSoFar } from './sum-small';
import { isToAsk } from '../say-daily';
import { isForAll } from '../route';
import type { Daily, StagedCount } from '../summary';

/** `nothing`: there is nothing to tell today; `later`: time ran out, and the next run goes on. */
export type DailyTold = Posted | 'nothing' | 'later' | 'lost';

export async function tellDaily(run: Run): Promise<DailyTold> {
  if (isOutOfTime(run)) return 'later';
  const { settings, now } = run.world;
  const day = dayOf(now(), settings);
  if (run.desk.day === undefined || run.desk.day.isOff === true) {
    // The first digest is of the first whole day. What lists were told before stays told.
    const { list, from } = run.desk.day ?? { list: 1, from: 1 };
    const { staged } = afterDay(undefined, day, {}, settings.staged);
    return (await note(run, { told: day, list, from, sinceMs: now(), staged })) ? 'nothing' : 'lost';
  }
  const begun = run.desk.day.underWay === undefined ? begin(run.desk.day, day, now()) : run.desk.day;
  if (begun !== run.desk.day && !(await note(run, begun))) return 'lost';
  const underWay = begun.underWay ?? { id: `day-${day}`, through: begun.list, toMs: now() };
  const { id, through, toMs } = underWay;
  const lists = { ...run.world, isOutOfTime: () => isOutOfTime(run) };
  const sums = await sumSmall(lists, underWay.counted ?? nothingYet(begun.from), through);
  // Nothing is told any more in this run's time: the next tells it, and counts nothing twice.
  if (isOutOfTime(run))
    return (await note(run, { ...begun, underWay: { ...underWay, counted: sums } })) ? 'later' : 'lost';
  const staged = afterDay(begun.staged, begun.told, sums.staged, settings.staged);
  const summary: Daily = {
    form: 'daily',
    id,
    fromMs: begun.sinceMs,
    toMs,
    small: countsOf(sums),
    over: sums.over,
    overflow: begun.overflow ?? 0,
    staged: staged.counts,
    facts: {},
  };
  const isQuietHeard = isForAll(run.world.channel, settings.routing) && isQuietTold(begun.told, settings);
  if (!isWorthIt(summary) && !isQuietHeard) return finish(run, staged.staged, 'nothing');
  // What it says besides may fail, and must not keep it from being told.
  const facts = (await run.world.facts?.(toMs).catch(() => undefined)) ?? {};
  const { end } = await post(run, 'digest', { ...summary, facts }, undefined);
  if (end === 'sent') return finish(run, staged.staged, 'sent');
  if (end !== 'refused') return end;
  // Nobody was told: its lists are told with the next.
  const { underWay: _, ...kept } = begun;
  return (await note(run, kept)) ? 'refused' : 'lost';
}

const begin = (known: DayDesk, day: string, nowMs: number): DayDesk => ({
  ...known,
  told: day,
  list: known.list + 1,
  underWay: { id: `day-${day}`, through: known.list, toMs: nowMs },
});

async function finish(run: Run, staged: DayDesk['staged'], told: 'sent' | 'nothing'): Promise<DailyTold> {
  const { underWay, overflow: _, staged: __, ...kept } = run.desk.day ?? { told: '', list: 1, from: 1, sinceMs: 0 };
  const known = { ...kept, from: (underWay?.through ?? kept.from) + 1, sinceMs: underWay?.toMs ?? kept.sinceMs };
  // Switched off, all of it is told; its lists stay for months, so that their numbers are never used again.
  const isOff = run.world.settings.digest === false;
  return (await note(run, isOff ? { ...known, isOff } : { ...known, staged })) ? told : 'lost';
}

async function note(run: Run, day: DayDesk): Promise<boolean> {
  run.desk = { ...run.desk, day };
  return run.world.desk.note(run.world.channel, run.world.holder, run.desk);
}

const isWorthIt = ({ small, overflow, staged }: Daily): boolean =>
  small.length > 0 || overflow > 0 || staged.some(isToAsk);

/** How the trials stand with what the day's lists hold. */
function afterDay(
  known: DayDesk['staged'],
  day: string,
  found: SmallSoFar['staged'],
  kinds: Run['world']['settings']['staged'] = [],
): { readonly staged: NonNullable<DayDesk['staged']>; readonly counts: readonly StagedCount[] } {
  const all = kinds.map((kind) => {
    const { since, told } = known?.[kind] ?? { since: day, told: 0 };
    return { kind, since, told: told + (found[kind] ?? 0) };
  });
  return {
    staged: Object.fromEntries(all.map(({ kind, since, told }) => [kind, { since, told }])),
    counts: all.map(({ kind, since, told }) => ({ kind, wouldHaveTold: told, days: daysBetween(since, day) })),
  };
}
