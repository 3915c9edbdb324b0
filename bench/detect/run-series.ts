/** Runs one series through its weeks: four of learning, honest months in which every alert is false, weeks with incidents. */
import type { Random } from '../../cli/demo/random';
import type { Alert } from '../../core/alert/alert';
import { silenceWindow } from '../../core/detect/longest-window';
import { defaultRules } from '../../core/detect/rules';
import { MINUTE_MS, minuteOf, SLOT_MINUTES, startOf, type Minute } from '../../core/state/minute';
import type { Happening } from './by-time';
import { SIZES, type Size, type Trouble } from './incident';
import { isOf, outcomeOf, type FixedSaid, type Outcome, type Told } from './outcome';
import { createStage, type Stage } from './stage';
import { nameOf } from './told-of';
import type { Planted, Traffic } from './traffic';

export interface SeriesPlan<Kind extends Trouble> {
  readonly first: Minute;
  readonly learnDays: number;
  readonly honestDays: number;
  readonly troubles: readonly Kind[];
  /** How often each trouble is planted at each size. */
  readonly rounds: number;
  /** Hours between two incidents, at the least and at the most. */
  readonly gapHours: readonly [number, number];
}

export interface SeriesResult {
  readonly isLogin: boolean;
  readonly honestDays: number;
  /** Alerts in the honest months, by name; and those in troubled weeks that no incident accounts for. */
  readonly falseAlerts: Readonly<Record<string, number>>;
  readonly between: number;
  readonly fixedFalse: Readonly<Record<string, number>>;
  readonly outcomes: readonly Outcome[];
}

const DAY_MINUTES = 24 * 60;
/** How long after an incident an alert is still of it. */
const GRACE_MINUTES = 30;
/** Deliveries come this often where time is measured, and once a minute elsewhere. */
const TICK_MS = 5_000;
/**
 * A login source is looked at after every minute in which something came where time is measured, or that passes the analyzer's
 * floor; else so often, as long as what came last lies in windows that say what happens lately, or an alert is open. To look
 * at every minute would take most of the bench's time and say the same: every other look falls on the end of such a window.
 */
const CALM_LOOK_MINUTES = 5;
/** A series is looked at for so long after what came last. */
const LIVELY_MINUTES = 20;
/** The longest that buckets are looked back at: an hour is learned two hours after its end. */
const KEPT_MINUTES = 4 * 60;
/** The longest that tries of a subject are looked back at. */
const WATCHED_MINUTES = 26 * 60;
/** Times of the next day that are tried for a trouble which needs traffic. */
const MOST_TIMES = 12;

export async function runSeries<Item extends Happening, Kind extends Trouble>(
  traffic: Traffic<Item, Kind>,
  plan: SeriesPlan<Kind>,
  random: Random,
  tellDay: () => void,
): Promise<SeriesResult> {
  const stage = createStage(traffic.series);
  const falseAlerts: Record<string, number> = {};
  const fixedFalse: Record<string, number> = {};
  const outcomes: Outcome[] = [];
  let between = 0;
  let minute = plan.first;
  const live = traffic.series.kind === 'function' ? createFunctionLive(traffic, stage) : createLive(traffic, stage);
  const runTo = async (end: Minute, tickMs: number) => {
    const heard = { told: new Array<Told>(), said: new Array<FixedSaid>() };
    for (; minute < end; minute += 1) {
      const { told, said } = await live(minute, tickMs);
      heard.told.push(...told);
      heard.said.push(...said);
      if (minute % DAY_MINUTES === 0) tellDay();
    }
    return heard;
  };

  for (const end = minute + plan.learnDays * DAY_MINUTES; minute < end; minute += 1) {
    if (minute === Math.max(plan.first, end - WATCHED_MINUTES)) stage.watchSubjects();
    const items = traffic.take(minute);
    if (items.length > 0) await traffic.hear(stage, items, endOf(minute));
    if (minute % 60 === 59) {
      await stage.learn(endOf(minute));
      stage.forgetBefore(startOf(minute - KEPT_MINUTES));
    }
    if (minute % DAY_MINUTES === 0) tellDay();
  }

  const honest = await runTo(minute + plan.honestDays * DAY_MINUTES, MINUTE_MS);
  for (const { alert } of honest.told.filter(isOpening)) count(falseAlerts, nameOf(alert));
  for (const { rule } of honest.said) count(fixedFalse, rule);

  for (const [trouble, size] of shuffled(plan, random)) {
    const gap = Math.round(random.between(...plan.gapHours) * 60);
    const planted = plantSomewhere(traffic, trouble, size, minute + gap, random);
    if (planted === undefined) continue;
    between += (await runTo(planted.from, MINUTE_MS)).told.filter(isOpening).length;
    const heard = await runTo(planted.last + 1 + GRACE_MINUTES, TICK_MS);
    const incident = planted.incident();
    if (incident === undefined) continue;
    const ids = new Set(heard.told.filter((told) => isOf(incident, told)).map(({ alert }) => alert.id));
    const own = heard.told.filter(({ alert }) => ids.has(alert.id));
    between += heard.told.filter((told) => isOpening(told) && !ids.has(told.alert.id)).length;
    outcomes.push(outcomeOf(incident, own, heard.said));
  }
  const isLogin = traffic.series.kind === 'login-source';
  return { isLogin, honestDays: plan.honestDays, falseAlerts, between, fixedFalse, outcomes };
}

const isOpening = ({ alert }: Told): boolean => alert.change === 'open';

const endOf = (minute: Minute): number => startOf(minute + 1) - 1;

/** One minute as the deployed system lives it: deliveries, looks that cannot wait, and the sweep. */
function createLive<Item extends Happening, Kind extends Trouble>(traffic: Traffic<Item, Kind>, stage: Stage) {
  let lastTried = 0;
  /** The whole sweep only where it does more than to judge; closed minutes are learned once an hour, as in the weeks before. */
  const look = async (minute: Minute, isSure: boolean): Promise<readonly Alert[]> => {
    const isOpen = await stage.isAnythingOpen();
    const isTurn = (minute + 1) % CALM_LOOK_MINUTES === 0 && (isOpen || minute - lastTried <= LIVELY_MINUTES);
    const isLooked = isSure || isTurn;
    if (isLooked && isOpen) return stage.sweep(endOf(minute));
    const changes = isLooked ? await stage.judge(endOf(minute)) : [];
    if (minute % 60 === 59) await stage.learn(endOf(minute));
    return changes;
  };
  return async (minute: Minute, tickMs: number): Promise<{ told: Told[]; said: FixedSaid[] }> => {
    const items = traffic.take(minute);
    const told: Told[] = [];
    const said: FixedSaid[] = [];
    for (const slice of slices(items, tickMs)) {
      const nowMs = tickEnd(slice[0]!, tickMs);
      await traffic.hear(stage, slice, nowMs);
      for (const item of slice) said.push(...traffic.fixedRulesAt(item));
      if (tickMs < MINUTE_MS) for (const alert of await stage.judgeUrgent(nowMs)) told.push({ alert, atMs: nowMs });
    }
    if (items.length > 0) lastTried = minute;
    const isSure = items.length > 0 && (tickMs < MINUTE_MS || (await stage.isUrgent(endOf(minute))));
    for (const alert of await look(minute, isSure)) told.push({ alert, atMs: endOf(minute) });
    if (minute % 60 === 0) stage.forgetBefore(startOf(minute - KEPT_MINUTES));
    return { told, said };
  };
}

/**
 * A function is judged every minute while the sweep looks at it: whenever something came in its windows; its silence is looked
 * for every fifth minute after that, as long as the sweep does, and its closed minutes are folded where any are due.
 */
const MISSED_MINUTES = silenceWindow(defaultRules) + 10;

function createFunctionLive<Item extends Happening, Kind extends Trouble>(traffic: Traffic<Item, Kind>, stage: Stage) {
  let lastCalled = 0;
  return async (minute: Minute, tickMs: number): Promise<{ told: Told[]; said: FixedSaid[] }> => {
    const items = traffic.take(minute);
    const told: Told[] = [];
    if (items.length > 0) lastCalled = minute;
    const isSlot = minute % SLOT_MINUTES === 0;
    const isLooked = minute - lastCalled < (isSlot ? MISSED_MINUTES : LIVELY_MINUTES);
    for (const slice of tickMs < MINUTE_MS ? slices(items, tickMs) : items.length > 0 ? [items] : []) {
      const nowMs = tickMs < MINUTE_MS ? tickEnd(slice[0]!, tickMs) : endOf(minute);
      await traffic.hear(stage, slice, nowMs);
      if (tickMs < MINUTE_MS) for (const alert of await stage.judgeUrgent(nowMs)) told.push({ alert, atMs: nowMs });
    }
    const isSwept = tickMs < MINUTE_MS || (await stage.isAnythingOpen());
    const changes = isLooked && !isSwept ? [...(await stage.judge(endOf(minute)))] : [];
    if (isSwept || changes.length > 0) changes.push(...(await stage.sweep(endOf(minute))));
    else if (isSlot) await stage.learn(endOf(minute));
    for (const alert of changes) told.push({ alert, atMs: endOf(minute) });
    if (minute % 60 === 0) stage.forgetBefore(startOf(minute - KEPT_MINUTES));
    return { told, said: [] };
  };
}

const tickEnd = ({ atMs }: Happening, tickMs: number): number =>
  Math.min(endOf(minuteOf(atMs)), (Math.floor(atMs / tickMs) + 1) * tickMs - 1);

function slices<Item extends Happening>(items: readonly Item[], tickMs: number): Item[][] {
  const cut: Item[][] = [];
  let tick = -1;
  for (const item of items) {
    const at = Math.floor(item.atMs / tickMs);
    if (at === tick) cut.at(-1)!.push(item);
    else cut.push([item]);
    tick = at;
  }
  return cut;
}

function shuffled<Kind extends Trouble>({ troubles, rounds }: SeriesPlan<Kind>, random: Random): [Kind, Size][] {
  const all = Array.from({ length: rounds }, () =>
    troubles.flatMap((trouble) => SIZES.map((size): [Kind, Size] => [trouble, size])),
  ).flat();
  return all
    .map((entry) => ({ entry, at: random.next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ entry }) => entry);
}

/** At the first of some times of the day from `earliest` at which it could be noticed. */
function plantSomewhere<Item extends Happening, Kind extends Trouble>(
  traffic: Traffic<Item, Kind>,
  trouble: Kind,
  size: Size,
  earliest: Minute,
  random: Random,
): (Planted & { readonly from: Minute }) | undefined {
  for (let time = 0; time < MOST_TIMES; time += 1) {
    const from = earliest + (time === 0 ? 0 : random.below(DAY_MINUTES));
    const planted = traffic.plant(trouble, size, from);
    if (planted !== undefined) return { ...planted, from };
  }
  return undefined;
}

const count = (counts: Record<string, number>, name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
