/** One attempt to log in as the bench makes it, and the line that an application would write of it. */
import type { LoginEvent } from '../../core/login/login-event';
import { emptyLoginMinute, observeLogin, type LoginMinute } from '../../core/observe-login';
import { minuteOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import type { Happening } from './by-time';

export interface LoginTry extends Happening {
  readonly account: string;
  readonly address: string;
  readonly result: 'in' | 'wrong-password' | 'no-such-account';
  /** True of an attack's. */
  readonly isPlanted?: boolean;
}

/** What the lines of a source name. */
export type Sees = 'both' | 'address' | 'account';

/** What the lines of a delivery would say, by minute. */
export function observeTries(
  series: Series,
  tries: readonly LoginTry[],
  sees: Sees,
  delivery: number,
): readonly LoginMinute[] {
  const minutes = new Map<Minute, LoginMinute>();
  for (const [index, { atMs, account, address, result }] of tries.entries()) {
    const minute = minuteOf(atMs);
    const seen = minutes.get(minute) ?? emptyLoginMinute(series, minute);
    minutes.set(minute, seen);
    const login: LoginEvent = {
      outcome: result === 'in' ? 'success' : 'failure',
      ...(sees !== 'address' && { account }),
      ...(sees !== 'account' && { address }),
      ...(result === 'no-such-account' && { isKnownAccount: false }),
      format: 'field-map',
      isDeclared: true,
    };
    observeLogin(seen, login, { id: `${delivery}-${index}` });
  }
  return [...minutes.values()];
}

export const userName = (user: number): string => `user${user}@shop.example`;

/** An address for a number, hardly ever the same for two; `net` keeps kinds of people apart. */
export function addressOf(net: number, number: number): string {
  const stirred = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  return `${net}.${(stirred >>> 24) & 255}.${(stirred >>> 16) & 255}.${(stirred >>> 8) & 255}`;
}
