/** What Vigil will cost, as far as synth can know: what stands there anyway, what each million calls adds, and the most there can be. */
import type { Ceiling } from './ceiling';
import { OWN_USD as USD } from '../core/price/own-cost';

export interface CostOf {
  readonly alarms: number;
  readonly hasDashboard: boolean;
  readonly secrets: number;
  readonly ceiling: Ceiling;
  readonly analyzerMemoryMb: number;
}

/** List prices of us-east-1, 2026-09, in dollars a month unless said; before the free tier, which takes ten alarms and three pages. */
const ALARM = 0.1;
const DASHBOARD = 3;
const SECRET = 0.4;
/** The sweeper each minute, subscriber and redriver each fifth: two seconds a minute at 512 MB; looking at a hundred filters adds as much. */
const SCHEDULES = 43_200 * 2 * 0.5 * USD.perGbSecond;

/** Of a million watched calls: twenty lines of log a delivery, and a call by itself. */
const PER_MILLION_CALLS = { least: 0.06, most: 1.2 };

const DAY_SECONDS = 86_400;

export interface Estimate {
  readonly fixedUsdPerMonth: number;
  readonly mostUsdPerDay: number;
}

export function estimateCost({ alarms, hasDashboard, secrets, ceiling, analyzerMemoryMb }: CostOf): Estimate {
  const { writesPerSecond, readsPerSecond, concurrency } = ceiling;
  const table = (writesPerSecond * USD.perMillionWriteUnits + readsPerSecond * USD.perMillionReadUnits) / 1e6;
  const analyzers = concurrency * (analyzerMemoryMb / 1024) * USD.perGbSecond;
  return {
    fixedUsdPerMonth: alarms * ALARM + (hasDashboard ? DASHBOARD : 0) + secrets * SECRET + SCHEDULES,
    mostUsdPerDay: (table + analyzers) * DAY_SECONDS,
  };
}

export const renderEstimate = ({ fixedUsdPerMonth, mostUsdPerDay }: Estimate): string =>
  `costs some $${fixedUsdPerMonth.toFixed(2)} a month, and $${PER_MILLION_CALLS.least.toFixed(2)} to ` +
  `$${PER_MILLION_CALLS.most.toFixed(2)} for each million watched calls; at its limits at most $${Math.ceil(mostUsdPerDay)} a day ` +
  '(list prices of us-east-1, before the free tier, without CloudWatch, S3 and SNS by use)';
