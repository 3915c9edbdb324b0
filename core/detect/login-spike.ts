/**
 * Finds far more failed logins than a source usually sees at this hour, and a larger share of attempts that fail than chance
 * allows; who gets in after all does not count. Blind to an attack that stays within the usual number; where only failures are
 * logged, the number alone decides.
 */
import { COUNTER } from '../state/counters';
import { SUBJECT_WINDOW_MINUTES, subjectWindowOf } from '../state/subject';
import { crowdOf, isHardlyIn, type Crowd } from './crowd';
import { familiarTries } from './familiar';
import type { LoginAttackRule } from './login-attack-rule';
import { triedIn, type LoginSeen, type LoginView } from './login-view';
import { LOW_WATER } from './low-water';
import { surgeOf } from './surge';

const MIN_TRIES = 3;
const MIN_ACCOUNTS = 2;

/**
 * @param explained what other signs have found: only what they leave is a spike of its own
 * @param known what is known of the accounts tried; empty in a first look, which finds out whether it is worth asking
 */
export function findSpike(
  view: LoginView,
  rule: LoginAttackRule,
  explained: readonly Crowd[] = [],
  known: LoginSeen['known'] = new Map(),
): Crowd | undefined {
  const minFailures = leastFailures(view, rule);
  const minutes = minutesRead(view);
  const window = view.window(minutes);
  const failures = window.count(COUNTER.failures) - accountedFor(view, explained) - familiarTries(view, known);
  const ratio = surgeOf(view, window, failures, minFailures, rule.timesUsual, rule);
  if (ratio < LOW_WATER) return undefined;
  const addresses = view.lately.addresses.filter(
    (each) => (each.tries >= MIN_TRIES || (each.tries > 0 && each.others.size >= MIN_ACCOUNTS)) && isHardlyIn(each),
  );
  const accounts = addresses.length > 0 ? [] : view.lately.accounts.filter(({ tries }) => tries > 0);
  const crowd = crowdOf('spike', ratio, view, addresses, accounts, minutes);
  const usual = (view.usual?.failuresPerMinute ?? 0) * 2;
  const busy = view.buckets.filter(({ minute }) => minute > view.last - minutes && minute <= view.last);
  const first = busy.find((bucket) => triedIn(bucket) >= Math.max(2, usual))?.minute ?? view.last;
  return { ...crowd, from: Math.min(view.last, first), tries: Math.max(crowd.tries, failures) };
}

/** The present window of subjects and the one before it. */
export const minutesRead = ({ last }: LoginView): number => last - subjectWindowOf(last) + 1 + SUBJECT_WINDOW_MINUTES;

export const leastFailures = ({ usual }: LoginView, { minFailures, minFailuresUnknown }: LoginAttackRule): number =>
  usual === undefined ? minFailuresUnknown : minFailures;

/** No spike is larger, as a multiple of its threshold: every failed login counted, whoever is accounted for. */
export function mostSpike(view: LoginView, rule: LoginAttackRule): number {
  const minutes = minutesRead(view);
  const usual = (view.usual?.failuresPerMinute ?? 0) * minutes;
  const failures = view.window(minutes).count(COUNTER.failures);
  return failures / Math.max(leastFailures(view, rule), rule.timesUsual * usual);
}

/** Failed tries of those who got in as well, and of those whom another sign has found. */
function accountedFor({ lately }: LoginView, explained: readonly Crowd[]): number {
  const found = new Set(explained.flatMap(({ addresses }) => addresses.map(({ hash }) => hash)));
  const targets = new Set(explained.flatMap((crowd) => [...crowd.targets]));
  const subjects =
    lately.addresses.length > 0
      ? lately.addresses.filter((each) => found.has(each.hash) || !isHardlyIn(each))
      : lately.accounts.filter((each) => targets.has(each.hash) || each.gotIn > 0);
  // Of those whose windows are full nobody knows how much they tried: they leave nothing to be explained.
  return subjects.reduce((sum, { tries, isFull }) => sum + (isFull ? Infinity : tries), 0);
}
