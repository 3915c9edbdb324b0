/** What the daily digest says beside what was put aside for it: the week against its budget, what is watched, what Vigil cost. */
import type { AlertStore } from '../ports';
import { renderCoverageLine } from '../watch/coverage-line';
import type { Coverage } from '../watch/coverage';
import type { Gaps } from '../watch/gaps';
import type { AlertSettings } from './alert-settings';
import { isForAll } from './route';
import { isInForce, type Silence } from './silence';
import type { DayFacts } from './summary';
import { countWeek } from './week';

export interface FactsWorld {
  /** Who is told. */
  readonly channel: string;
  readonly alerts: Pick<AlertStore, 'pagesOfEpisodes'>;
  readonly coverage: {
    read(): Promise<Coverage | undefined>;
    readGaps(): Promise<Gaps | undefined>;
    readCost(): Promise<OwnCost | undefined>;
  };
  readonly silences: () => Promise<readonly Silence[]>;
  readonly settings: AlertSettings;
  readonly clock: () => number;
}

/** What Vigil's own functions and table cost in the hours before a moment. */
export interface OwnCost {
  readonly atMs: number;
  readonly hours: number;
  readonly usd: number;
}

const DAY_MS = 24 * 60 * 60_000;

/** What cannot be read is left out: the rest is told all the same. Whoever has a route of his own reads nothing of the others. */
export async function readDayFacts(nowMs: number, world: FactsWorld): Promise<DayFacts> {
  const { alerts, channel, coverage, silences, settings, clock } = world;
  if (!isForAll(channel, settings.routing)) return {};
  const [week, watched, gaps, cost, wished] = await Promise.all([
    orNothing(countWeek(alerts, settings, nowMs, clock)),
    orNothing(coverage.read()),
    orNothing(coverage.readGaps()),
    orNothing(coverage.readCost()),
    orNothing(silences()),
  ]);
  const isFresh = cost !== undefined && nowMs - cost.atMs < DAY_MS;
  return {
    ...(week && { week }),
    ...(watched && { coverage: renderCoverageLine(watched, gaps, nowMs) }),
    ...(isFresh && { cost: { usd: cost.usd, hours: cost.hours } }),
    ...(wished && { silences: wished.filter((silence) => isInForce(silence, nowMs)) }),
  };
}

const orNothing = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => asked.catch(() => undefined);
