/**
 * Where nobody is ever seen to get in, people of an office who mistype all day look like an attacker: their address is held
 * against its own loudest ten minutes of the day before. Blind there to an attack that is no louder than that, to one on fewer
 * than some thirty tries in twenty minutes from an address that was never seen, and to what creeps from one address over many
 * accounts.
 */
import type { LoginAttackRule } from './login-attack-rule';
import { ALL_FAIL, type LoginView } from './login-view';
import type { SubjectSum } from './subject-sums';
import { lnNegativeBinomialTail } from './tails';

/** People who share an address. */
const SEVERAL = 3;
/** Tries in twenty minutes of an office that was quiet the day before. */
const LEAST_USUAL = 8;
/** Twenty minutes are at most two windows, the hour three times as long. */
const WINDOWS = 2;
const TIMES_AS_LONG = 3;
/** How evenly an office fails: the shape of a negative binomial. */
const EVENNESS = 10;

/** Whether nobody got in, neither usually nor of late, though the log is known. */
const isOnlyFailing = ({ usual, hour }: LoginView): boolean =>
  usual !== undefined && usual.failureShare >= ALL_FAIL && !hour.addresses.some(({ gotIn }) => gotIn > 0);

/** True for an address that may be an office's: who tries names that nobody has is none. */
export function mayBeOffice({ kind, hash, tries, unknown, others }: SubjectSum, view: LoginView): boolean {
  if (kind === 'account' || !isOnlyFailing(view) || unknown > tries / 2) return false;
  const spells = view.day.find(kind, hash)?.spells ?? [];
  return Math.max(others.size, ...spells.map((spell) => spell.others)) >= SEVERAL;
}

/** How loud an office's address is for one that is an office's, as a multiple of the threshold. */
export function loudForOffice(
  now: SubjectSum,
  inHour: SubjectSum,
  { day, attack }: LoginView,
  { chance }: LoginAttackRule,
): number {
  const before = (day.find(now.kind, now.hash)?.spells ?? []).filter(
    ({ window }) => window < (attack?.fromMinute ?? Infinity),
  );
  const usual = Math.max(LEAST_USUAL, WINDOWS * Math.max(0, ...before.map(({ tries }) => tries)));
  const ln = Math.min(
    lnNegativeBinomialTail(now.tries, usual, EVENNESS),
    lnNegativeBinomialTail(inHour.tries, usual * TIMES_AS_LONG, EVENNESS),
  );
  return ln / Math.log(chance);
}
