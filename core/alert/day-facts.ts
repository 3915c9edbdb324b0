/** What the daily digest says beside what was put aside for it: the week against its budget, what is watched, what Vigil cost. */
import type { AlertStore } from '../ports';
import { alertKey } from '../state/keys';
import { renderCoverageLine } from '../watch/coverage-line';
import type { Coverage } from '../watch/coverage';
import type { Gaps } from '../watch/gaps';
import { WEEK_BUDGET, type AlertSettings } from './alert-settings';
import type { Episode } from './episode';
import { isInForce, type Silence } from './silence';
import { whySmall } from './small';
import type { DayFacts } from './summary';

export interface FactsWorld {
  readonly alerts: Pick<AlertStore, 'listEpisodes'>;
  readonly coverage: {
    read(): Promise<Coverage | undefined>;
    readGaps(): Promise<Gaps | undefined>;
    readCost(): Promise<OwnCost | undefined>;
  };
  readonly silences: () => Promise<readonly Silence[]>;
  readonly settings: AlertSettings;
}

/** What Vigil's own functions and table cost in the hours before a moment. */
export interface OwnCost {
  readonly atMs: number;
  readonly hours: number;
  readonly usd: number;
}

const DAY_MS = 24 * 60 * 60_000;
const LOUDEST = 5;
/** Told less often in a week, nobody needs to look at it for that alone. */
const LOUD_FROM = 2;

/** What cannot be read is left out: the rest is told all the same. */
export async function readDayFacts(nowMs: number, world: FactsWorld): Promise<DayFacts> {
  const { alerts, coverage, silences, settings } = world;
  const [episodes, watched, gaps, cost, wished] = await Promise.all([
    orNothing(alerts.listEpisodes(nowMs - 7 * DAY_MS, nowMs)),
    orNothing(coverage.read()),
    orNothing(coverage.readGaps()),
    orNothing(coverage.readCost()),
    orNothing(silences()),
  ]);
  const isFresh = cost !== undefined && nowMs - cost.atMs < DAY_MS;
  return {
    ...(episodes && { week: weekOf(episodes, settings) }),
    ...(watched && { coverage: renderCoverageLine(watched, gaps, nowMs) }),
    ...(isFresh && { cost: { usd: cost.usd, hours: cost.hours } }),
    ...(wished && { silences: wished.filter((silence) => isInForce(silence, nowMs)) }),
  };
}

/** Of what people were told at once. */
function weekOf(episodes: readonly Episode[], settings: AlertSettings): NonNullable<DayFacts['week']> {
  const told = episodes.filter((each) => each.hush === undefined && !isSmall(each, settings));
  const counts = new Map<string, { kind: Episode['kind']; subject: Episode['subject']; count: number }>();
  for (const { kind, subject } of told) {
    const { pk } = alertKey({ kind, subject });
    counts.set(pk, { kind, subject, count: (counts.get(pk)?.count ?? 0) + 1 });
  }
  const loudest = [...counts.values()]
    .filter(({ count }) => count >= LOUD_FROM)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, LOUDEST);
  return { told: told.length, budget: settings.weekBudget ?? WEEK_BUDGET, loudest };
}

const isSmall = (episode: Episode, settings: AlertSettings): boolean =>
  episode.isLongOver === true || whySmall({ ...episode, lastSeenMs: episode.openedAtMs }, settings) !== undefined;

const orNothing = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => asked.catch(() => undefined);
