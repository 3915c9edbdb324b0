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
  readonly accounts: Set<string>;
  /** By address, IPv6 by its /64. */
  readonly addresses: Map<string, AddressTries>;
}

export interface AddressTries {
  readonly failures: string[];
  readonly accounts: Set<string>;
}

/** Not for probes. A line that stands for several attempts counts as many, each under an id of its own. */
export function observeLogin(minute: LoginMinute, login: LoginEvent, eventId: string): void {
  const times = login.times ?? 1;
  minute.attempts += times;
  if (login.outcome !== 'failure') return;
  minute.failures += times;
  if (login.isKnownAccount === false) minute.unknownAccounts += times;
  if (login.account !== undefined) minute.accounts.add(login.account);
  if (login.address === undefined) return;
  const key = addressKey(login.address);
  const tries = minute.addresses.get(key) ?? { failures: [], accounts: new Set<string>() };
  for (let time = 1; time <= Math.min(times, SUBJECT_CAP); time += 1)
    tries.failures.push(time === 1 ? eventId : `${eventId} ${time}`);
  if (login.account !== undefined) tries.accounts.add(login.account);
  minute.addresses.set(key, tries);
}
