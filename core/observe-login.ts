/** What the logins of one minute say, in clear: hashed before anything leaves the delivery. */
import type { LoginEvent } from './login/login-event';
import { addressKey } from './login/address';
import type { Minute } from './state/minute';
import type { Series } from './state/series';

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

export function observeLogin(minute: LoginMinute, login: LoginEvent, eventId: string): void {
  minute.attempts += 1;
  if (login.outcome === 'success') return;
  minute.failures += 1;
  if (login.reason === 'USER_DOES_NOT_EXIST') minute.unknownAccounts += 1;
  if (login.account !== undefined) minute.accounts.add(login.account);
  if (login.address === undefined) return;
  const key = addressKey(login.address);
  const tries = minute.addresses.get(key) ?? { failures: [], accounts: new Set<string>() };
  tries.failures.push(eventId);
  if (login.account !== undefined) tries.accounts.add(login.account);
  minute.addresses.set(key, tries);
}
