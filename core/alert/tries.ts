/** Says what one attacking address did: `64+ tries on 60 accounts`, for its counts saturate. */
import type { AccountOutcome, AttackingAddress } from '../detect/finding';
import { SUBJECT_CAP } from '../state/subject';
import { countOf, formatCount, formatTime } from './figures';
import { defang, plainText } from './plain-text';

export function triesOf(address: AttackingAddress): string {
  const { tries, accounts, advice } = address;
  const made = countOrMore(tries, 'try', 'tries');
  const on = accounts > 0 ? ` on ${countOrMore(accounts, 'account', 'accounts')}` : '';
  return `${made}${on}${isToBlock(address) ? '' : `; ${ADVICE[advice ?? 'block']}`}`;
}

export const isToBlock = ({ advice }: AttackingAddress): boolean => advice === undefined || advice === 'block';

const ADVICE = {
  block: 'block',
  challenge: "shared: challenge, don't block",
  look: "undeclared log form: look, don't block",
} as const;

/** `b***@e***.com (#a1b2c3d4) from 203.0.113.7 at 2026-11-20 14:05 UTC` */
export function accountLine({ account, hash, address, atMs }: AccountOutcome): string {
  const from = address === undefined ? '' : ` from ${plainText(address, 64)}`;
  return defang(`${plainText(account, 64)} (#${plainText(hash.slice(0, 8))})${from} at ${formatTime(atMs)} UTC`);
}

const countOrMore = (count: number, one: string, many: string): string =>
  count >= SUBJECT_CAP ? `${formatCount(count)}+ ${many}` : countOf(count, one, many);
