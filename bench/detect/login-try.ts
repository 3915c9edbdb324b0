/** One attempt to log in as the bench makes it, and the line that an application would write of it. */
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

export function lineOf({ account, address, result }: LoginTry, sees: Sees): string {
  const who = `${sees === 'address' ? '' : `,"email":"${account}"`}${sees === 'account' ? '' : `,"ip":"${address}"`}`;
  if (result === 'in') return `{"event":"login_success"${who}}`;
  const reason = result === 'no-such-account' ? 'user_not_found' : 'invalid_credentials';
  return `{"event":"login_failed"${who},"reason":"${reason}"}`;
}

export const userName = (user: number): string => `user${user}@shop.example`;

/** An address for a number, hardly ever the same for two; `net` keeps kinds of people apart. */
export function addressOf(net: number, number: number): string {
  const stirred = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  return `${net}.${(stirred >>> 24) & 255}.${(stirred >>> 16) & 255}.${(stirred >>> 8) & 255}`;
}
