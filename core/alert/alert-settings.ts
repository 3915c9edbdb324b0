/** How people are told, as settings: to whom what goes, what is silent, what is only being tried. */
import { isKind } from '../detect/kinds';
import type { Kind } from '../detect/finding';
import { isObject } from '../log/json';
import type { Routing } from './route';
import { faultsOfSilence, type Silence } from './silence';

export interface AlertSettings {
  /** Which alert goes to which channel. @default every alert to every channel */
  readonly routing?: Routing;
  /** Silences that stand in the stack's code; they end like all others. */
  readonly silences?: readonly Silence[];
  /** Detectors that are only tried: told in the daily digest, unless critical. By kind, since which day (UTC). @default none */
  readonly staged?: Readonly<Partial<Record<Kind, string>>>;
  /** Alerts a week that people wish to be told of at most; the daily digest compares. @default 20 */
  readonly weekBudget?: number;
  /** When the daily digest is told, as an hour of the day in UTC. @default 8 */
  readonly dailyHour?: number;
}

export const WEEK_BUDGET = 20;
export const DAILY_HOUR = 8;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_SILENCES = 100;

/** Of everything but the routes, which are checked where they are written. */
export function faultsOfAlertSettings({
  silences,
  staged,
  weekBudget,
  dailyHour,
}: Readonly<Record<string, unknown>>): string[] {
  const faults: string[] = [];
  if (silences !== undefined && (!Array.isArray(silences) || silences.length > MOST_SILENCES))
    faults.push(`alerts.silences must be a list of at most ${MOST_SILENCES} silences`);
  else if (Array.isArray(silences))
    faults.push(...silences.flatMap((each, index) => faultsOfSilence(each, `alerts.silences[${index}]`)));
  if (staged !== undefined && !isStaged(staged))
    faults.push("alerts.staged must name kinds and since which day, such as { 'slow-calls': '2026-11-22' }");
  if (weekBudget !== undefined && !isWhole(weekBudget, 1, 10_000))
    faults.push('alerts.weekBudget must be a whole number from 1 to 10000: alerts a week');
  if (dailyHour !== undefined && !isWhole(dailyHour, 0, 23))
    faults.push('alerts.dailyHour must be a whole number from 0 to 23: the hour in UTC');
  return faults;
}

const isStaged = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(
    ([kind, since]) => isKind(kind) && typeof since === 'string' && DAY.test(since) && !Number.isNaN(Date.parse(since)),
  );

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
