/** Says what one attacking address did: `64+ tries on 60 accounts`, for its counts saturate. */
import type { AttackingAddress } from '../detect/finding';
import { SUBJECT_CAP } from '../state/subject';
import { countOf, formatCount } from './figures';

export function triesOf({ tries, accounts }: AttackingAddress): string {
  const made = countOrMore(tries, 'try', 'tries');
  return accounts > 0 ? `${made} on ${countOrMore(accounts, 'account', 'accounts')}` : made;
}

const countOrMore = (count: number, one: string, many: string): string =>
  count >= SUBJECT_CAP ? `${formatCount(count)}+ ${many}` : countOf(count, one, many);
