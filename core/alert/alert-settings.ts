/** How people are told, as settings: to whom what goes, what is silent, what is only being tried. */
import { isKind } from '../detect/kinds';
import type { Kind } from '../detect/finding';
import { isObject } from '../log/json';
import type { Routing } from './route';
import { faultsOfSilence, type Silence } from './silence';

export interface AlertSettings {
  /** Whether messages show lines of failed calls, redacted. @default false */
  readonly sampleLines?: boolean;
  /** Which alert goes to which channel. @default every alert to every channel */
  readonly routing?: Routing;
  /** Silences that stand in the stack's code; they end like all others. */
  readonly silences?: readonly Silence[];
  /** Detectors that are only tried: told in the daily digest, unless critical. @default none */
  readonly staged?: readonly Kind[];
  /** Alerts a week that people wish to be told of at most; the daily digest compares. @default 20 */
  readonly weekBudget?: number;
  /** The daily digest; false for none: then what is small is told at once. */
  readonly digest?: DigestSettings | false;
}

export interface DigestSettings {
  /** When it is told, as an hour of the day in UTC. @default 8 */
  readonly hour?: number;
  /** How often it is told where there is nothing to tell: weekly is on Mondays. @default weekly */
  readonly whenQuiet?: WhenQuiet;
}

export type WhenQuiet = 'daily' | 'weekly' | 'never';

export const WEEK_BUDGET = 20;
export const DIGEST_HOUR = 8;

const WHEN_QUIET: readonly unknown[] = ['daily', 'weekly', 'never'];
const MOST_SILENCES = 100;

/** Of everything but the routes, which are checked where they are written. */
export function faultsOfAlertSettings({
  sampleLines,
  silences,
  staged,
  weekBudget,
  digest,
}: { readonly [Key in keyof AlertSettings]?: unknown }): string[] {
  const faults: string[] = [];
  if (sampleLines !== undefined && typeof sampleLines !== 'boolean')
    faults.push('alerts.sampleLines must be true or false');
  if (silences !== undefined && (!Array.isArray(silences) || silences.length > MOST_SILENCES))
    faults.push(`alerts.silences must be a list of at most ${MOST_SILENCES} silences`);
  else if (Array.isArray(silences))
    faults.push(...silences.flatMap((each, index) => faultsOfSilence(each, `alerts.silences[${index}]`)));
  if (staged !== undefined && !isKinds(staged))
    faults.push("alerts.staged must be a list of kinds such as ['slow-calls']; docs/alerts.md names them");
  if (digest === false && isKinds(staged) && staged.length > 0)
    faults.push('alerts.staged needs the digest, which alone tells of what is staged; take out digest: false');
  if (weekBudget !== undefined && !isWhole(weekBudget, 1, 10_000))
    faults.push('alerts.weekBudget must be a whole number from 1 to 10000: alerts a week');
  return [...faults, ...faultsOfDigest(digest)];
}

function faultsOfDigest(digest: unknown): string[] {
  if (digest === undefined || digest === false) return [];
  if (!isObject(digest)) return ["alerts.digest must be false, or an object such as { hour: 8, whenQuiet: 'weekly' }"];
  const { hour, whenQuiet, ...unknown } = digest;
  return [
    ...(Object.keys(unknown).length > 0 ? ['alerts.digest has settings that are none; there are hour, whenQuiet'] : []),
    ...(hour !== undefined && !isWhole(hour, 0, 23)
      ? ['alerts.digest.hour must be a whole number from 0 to 23: the hour in UTC']
      : []),
    ...(whenQuiet !== undefined && !WHEN_QUIET.includes(whenQuiet)
      ? ['alerts.digest.whenQuiet must be daily, weekly or never']
      : []),
  ];
}

const isKinds = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string' && isKind(each));

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
