/** What the logins of one minute say, in clear: hashed before anything leaves the delivery. */
import type { LogEvent } from './log/batch';
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
  /** The accounts that an address tried, or the addresses from which an account was tried, as often as that; and so for successes. */
  readonly others: string[];
  readonly successes: string[];
  /** Ids of successes whose line names no account, or no address: somebody got in. */
  readonly nameless: string[];
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
export function observeLogin(minute: LoginMinute, login: LoginEvent, event: Pick<LogEvent, 'id'>): void {
  const { outcome, times = 1 } = login;
  if (outcome === 'probe') minute.probes += times;
  else minute.attempts += times;
  if (outcome === 'failure') {
    minute.failures += times;
    if (login.isKnownAccount === false) minute.unknownAccounts += times;
  }
  const account = login.account?.slice(0, LONGEST_ACCOUNT);
  const address = login.address === undefined ? undefined : addressKey(login.address);
  if (address !== undefined) note(triesOf(minute.addresses, address), login, event, account);
  if (account !== undefined && outcome !== 'probe') note(triesOf(minute.accounts, account), login, event, address);
}

function note(tries: Tries, login: LoginEvent, event: Pick<LogEvent, 'id'>, other: string | undefined): void {
  tries.isDeclared &&= login.isDeclared;
  if (login.outcome === 'success') {
    if (other !== undefined) tries.successes.push(other);
    else tries.nameless.push(event.id);
    return;
  }
  const { id } = event; // most lines are successes that name both, whose ids nobody asks for
  const times = login.times ?? 1;
  addIds(login.outcome === 'failure' ? tries.failures : tries.probes, id, times);
  if (login.isKnownAccount === false) addIds(tries.unknown, id, times);
  if (other !== undefined) tries.others.push(other);
}

function addIds(ids: string[], id: string, times: number): void {
  if (times > 0) ids.push(id);
  for (let time = 2; time <= Math.min(times, SUBJECT_CAP); time += 1) ids.push(`${id} ${time}`);
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
  others: [],
  successes: [],
  nameless: [],
  isDeclared: true,
});

/** How often it was tried, at least: where a log tells both the try and its result, these are two lines of one try. */
export const triesIn = ({ failures, probes }: Pick<Tries, 'failures' | 'probes'>): number =>
  Math.max(failures.length, probes.length);
