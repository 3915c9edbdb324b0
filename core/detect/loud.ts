/** How loud one address or account is: whether so many of its tries would fail by chance, as a multiple of the threshold. */
import { isHurried, LN_AT_HOME, onlyStrangers, TIMES_AT_HOME } from './at-home';
import { leftBehind } from './left-behind';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { LOW_WATER } from './low-water';
import { loudForOffice, mayBeOffice } from './only-failing';
import type { SubjectSum } from './subject-sums';
import { lnBinomialTail } from './tails';

/** The share of their tries that real users may fail before it speaks against them: those of a large login fail 27 % (2021). */
const HONEST_SHARE = 0.3;
/** Of an address from which several accounts get in, on a day of new passwords: people type the old one again and again. */
const SHARED_SHARE = 0.5;
const SHARED_BY = 3;
/** … and of whoever got in more than once meanwhile. */
const CAME_BACK = 2;
const MOST_SHARE = 0.9;
/** Of people who mistype and have an account at most this share gives up. */
const GIVE_UP = 0.1;
/** Failed tries on accounts that exist, as a share of `minTries`: none of several people getting in says more than one's typing. */
const OF_SEVERAL = 0.6;

export function loudness(
  { tries, gotIn, successes }: SubjectSum,
  { userShare }: Pick<LoginView, 'userShare'>,
  { chance }: Pick<LoginAttackRule, 'chance'>,
  minTries: number,
): number {
  if (tries === 0) return 0;
  const honest = successes.size >= SHARED_BY || gotIn >= CAME_BACK ? SHARED_SHARE : HONEST_SHARE;
  const p = gotIn === 0 ? HONEST_SHARE : Math.min(MOST_SHARE, Math.max(userShare, honest));
  return Math.min(tries / minTries, lnBinomialTail(tries + gotIn, tries, p) / Math.log(chance));
}

/** Who mistypes goes on as often as not. */
const AT_HOME_SHARE = 0.5;

function loudnessAtHome(
  { tries, gotIn }: SubjectSum,
  { userShare }: Pick<LoginView, 'userShare'>,
  { chance, minTries }: LoginAttackRule,
): number {
  const p = Math.min(MOST_SHARE, Math.max(userShare, AT_HOME_SHARE));
  return Math.min(
    tries / (TIMES_AT_HOME * minTries),
    lnBinomialTail(tries + gotIn, tries, p) / (Math.log(chance) + LN_AT_HOME),
  );
}

/** An address from which several existing accounts are tried and none gets in: asks for less, where the log tells which exist. */
function hopelessness(
  { kind, tries, unknown, others, gotIn }: SubjectSum,
  { usual }: Pick<LoginView, 'usual'>,
  { chance, minTries, minAccounts }: LoginAttackRule,
): number {
  const accounts = others.size - unknown;
  if (kind === 'account' || gotIn > 0 || accounts < minAccounts || !(usual?.unknownShare ?? 0)) return 0;
  return Math.min((tries - unknown) / (minTries * OF_SEVERAL), (accounts * Math.log(GIVE_UP)) / Math.log(chance));
}

/** In an hour half as much again is asked of those from whom somebody got in as in ten to twenty minutes. */
const IN_AN_HOUR = 1.5;

export interface Loud {
  readonly subject: SubjectSum;
  readonly ratio: number;
  readonly windowMinutes: number;
}

/**
 * The loud addresses or accounts, each with the span in which it is loudest.
 * @param left how many accounts an address has left behind
 */
export function loudOnes(
  view: LoginView,
  kind: 'addresses' | 'accounts',
  rule: LoginAttackRule,
  left = leftBehind,
): Loud[] {
  const least = rule.minTries * OF_SEVERAL * LOW_WATER;
  const loud: Loud[] = [];
  for (const inHour of view.anew[kind]) {
    if (inHour.tries < least) continue;
    const now = view.lately.find(inHour);
    if (now === undefined || now.tries === 0) continue;
    let found = loudest(now, inHour, view, rule);
    const behind = left(now, view, rule);
    if (found.ratio >= LOW_WATER) found = withoutThoseAtHome(found, now, inHour, view, rule);
    if (found.ratio >= LOW_WATER && mayBeOffice(inHour, view))
      found = { ...found, ratio: Math.min(found.ratio, loudForOffice(now, inHour, view, rule)) };
    if (behind > found.ratio) found = { ratio: behind, windowMinutes: 20 };
    if (found.ratio >= LOW_WATER) loud.push({ subject: inHour, ...found });
  }
  return loud;
}

type Loudest = Pick<Loud, 'ratio' | 'windowMinutes'>;

function loudest(now: SubjectSum, inHour: SubjectSum, view: LoginView, rule: LoginAttackRule): Loudest {
  const soon = Math.max(loudness(now, view, rule, rule.minTries), hopelessness(inHour, view, rule));
  const slow = loudness(inHour, view, rule, rule.minTries * (inHour.gotIn > 0 ? IN_AN_HOUR : 1));
  return { ratio: Math.max(soon, slow), windowMinutes: soon >= slow ? 20 : 60 };
}

/** What strangers tried is as loud as ever; with the tries of those at home it takes more. */
function withoutThoseAtHome(
  found: Loudest,
  now: SubjectSum,
  inHour: SubjectSum,
  view: LoginView,
  rule: LoginAttackRule,
): Loudest {
  const strange = onlyStrangers(inHour, view.hour, view);
  if (strange === undefined || isHurried(now, view)) return found;
  const lately = onlyStrangers(now, view.lately, view) ?? now;
  const { ratio, windowMinutes } = loudest(lately, strange, view, rule);
  const atHome = Math.max(loudnessAtHome(now, view, rule), loudnessAtHome(inHour, view, rule));
  return { ratio: Math.min(found.ratio, Math.max(ratio, atHome)), windowMinutes };
}
