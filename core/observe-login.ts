/** What the logins of one minute say, in clear: hashed before anything leaves the delivery. */
import type { LoginEvent } from './login/login-event';
import { addressKey } from './login/address';
import type { Minute } from './state/minute';
import type { Series } from './state/series';
import { SUBJECT_CAP } from './state/subject';

export interface LoginMinute {
  readonly series: Series;
  readonly minute: Minute;
  attempts: number;
  failures: number;
  unknownAccounts: number;
  /** Tries whose result the log does not tell: no attempts. */
  probes: number;
  /** By account, cut to its first characters; by address, IPv6 by its /64. */
  readonly accounts: Map<string, Tries>;
  readonly addresses: Map<string, Tries>;
}

/** What one address did, or what was done to one account. */
export interface Tries {
  /** Ids of events. */
  readonly failures: string[];
  readonly unknown: string[];
  readonly probes: string[];
  /** The accounts that an address tried, or the addresses from which an account was tried; and so for successes. */
  readonly others: Set<string>;
  readonly successes: Set<string>;
  isDeclared: boolean;
}

/** Longer names are told apart by their beginning: nobody is called so, and 100 KB would fill the memory. */
const LONGEST_ACCOUNT = 1024;

export const emptyLoginMinute = (series: Series, minute: Minute): LoginMinute => ({
  series,
  minute,
  attempts: 0,
  failures: 0,
  unknownAccounts: 0,
  probes: 0,
  accounts: new Map(),
  addresses: new Map(),
});

/** False for a probe without an address: Cognito announces every login so, and that says nothing against anybody. */
export const isTelling = ({ outcome, address }: LoginEvent): boolean => outcome !== 'probe' || address !== undefined;

/** A line that stands for several attempts counts as many, each under an id of its own. */
export function observeLogin(minute: LoginMinute, login: LoginEvent, eventId: string): void {
  const times = login.times ?? 1;
  const isUnknown = login.isKnownAccount === false;
  if (login.outcome === 'probe') minute.probes += times;
  else minute.attempts += times;
  if (login.outcome === 'failure') {
    minute.failures += times;
    if (isUnknown) minute.unknownAccounts += times;
  }
  const account = login.account?.slice(0, LONGEST_ACCOUNT);
  const address = login.address === undefined ? undefined : addressKey(login.address);
  const ids = times > 0 ? [eventId] : []; // nearly always one: Array.from would cost as much as all of the line
  for (let time = 2; time <= Math.min(times, SUBJECT_CAP); time += 1) ids.push(`${eventId} ${time}`);
  if (address !== undefined) note(triesOf(minute.addresses, address), login, ids, account);
  if (account !== undefined && login.outcome !== 'probe') note(triesOf(minute.accounts, account), login, ids, address);
}

function note(tries: Tries, { outcome, isKnownAccount, isDeclared }: LoginEvent, ids: string[], other?: string): void {
  tries.isDeclared &&= isDeclared;
  if (outcome === 'success') {
    if (other !== undefined) tries.successes.add(other);
    return;
  }
  (outcome === 'failure' ? tries.failures : tries.probes).push(...ids);
  if (isKnownAccount === false) tries.unknown.push(...ids);
  if (other !== undefined) tries.others.add(other);
}

function triesOf(all: Map<string, Tries>, key: string): Tries {
  const known = all.get(key);
  if (known !== undefined) return known;
  const fresh = emptyTries();
  all.set(key, fresh);
  return fresh;
}

export const emptyTries = (): Tries => ({
  failures: [],
  unknown: [],
  probes: [],
  others: new Set(),
  successes: new Set(),
  isDeclared: true,
});

/** How often it was tried, at least: where a log tells both the try and its result, these are two lines of one try. */
export const triesIn = ({ failures, probes }: Pick<Tries, 'failures' | 'probes'>): number =>
  Math.max(failures.length, probes.length);
