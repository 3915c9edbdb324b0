/**
 * Finds an attack on a login and gives it the name that fits what is known by now: one finding, whatever gave it away. What
 * each shape cannot see stands in its file.
 */
import { COUNTER, SKETCH } from '../state/counters';
import { startOf } from '../state/minute';
import { SUBJECT_WINDOW_MINUTES } from '../state/subject';
import { companyOf } from './company';
import type { Crowd, Shape } from './crowd';
import { findDistributed, isDistributed } from './distributed';
import { isEnumeration } from './enumeration';
import type { Finding, LoginAttackEvidence } from './finding';
import { findGuessing, isGuessing } from './guessing';
import { findLowAndSlow } from './low-and-slow';
import { findManyStrangers } from './many-strangers';
import { findSpike } from './login-spike';
import { LOGIN_MINUTES, type LoginAttackRule } from './login-attack-rule';
import { namesAccounts, spanOf, type LoginSeen, type LoginView } from './login-view';
import { outcomeOf } from './outcome';
import { findOvercrowded, isOvercrowded } from './overcrowded';
import type { SilencedBy } from './silenced-by';
import { findLoudAddresses, isSpraying } from './spraying';
import { isStuffing } from './stuffing';

/** How much a name tells. */
export const SHAPE_RANK: Readonly<Record<Shape, number>> = {
  'low-and-slow': 0,
  spike: 1,
  guessing: 2,
  spraying: 3,
  stuffing: 4,
  enumeration: 5,
  distributed: 6,
};

export type NamedCrowd = Crowd & { readonly shape: Shape };

/** Undefined also for what is not loud enough yet, unless it belongs to an attack that is known: nobody is said to have fallen to it. */
export function findAttackers(
  view: LoginView,
  { attack, known }: LoginSeen,
  rule: LoginAttackRule,
): NamedCrowd | undefined {
  const crowd = findCrowd(view, rule, known);
  return attack !== undefined || (crowd !== undefined && crowd.ratio >= 1) ? crowd : undefined;
}

/** What is most likely an attack: of those above their thresholds the one whose name tells most. */
export function findCrowd(view: LoginView, rule: LoginAttackRule, known: LoginSeen['known']): NamedCrowd | undefined {
  const signs = [findGuessing, findLoudAddresses, findDistributed, findManyStrangers, findOvercrowded, findLowAndSlow]
    .flatMap((find) => find(view, rule) ?? [])
    .filter((crowd) => crowd.sign !== 'low-and-slow' || creepsAnew(crowd, view, rule));
  const spike = findSpike(
    view,
    rule,
    signs.filter(({ ratio }) => ratio >= 1),
    known,
  );
  const crowds = [...signs, ...(spike ? [spike] : [])].map((crowd) => ({
    ...crowd,
    shape: shapeOf(crowd, view, rule),
  }));
  const [first, ...rest] = crowds.toSorted(
    (one, other) =>
      Number(other.ratio >= 1) - Number(one.ratio >= 1) ||
      SHAPE_RANK[other.shape] - SHAPE_RANK[one.shape] ||
      other.tries - one.tries,
  );
  if (first === undefined) return undefined;
  const also = rest.filter(({ ratio, sign }) => ratio >= 1 && sign !== 'spike');
  const found = [...also.toReversed(), first].flatMap((each) => each.addresses);
  const addresses = new Map([...companyOf(first.shape, view), ...found].map((each) => [each.hash, each]));
  return {
    ...first,
    ratio: Math.max(first.ratio, ...rest.map(({ ratio }) => ratio)),
    addresses: [...addresses.values()],
    targets: new Set([first, ...also].flatMap(({ targets }) => [...targets])),
    from: Math.min(first.from, ...also.map(({ from }) => from)),
  };
}

/** A day still tells of an attack that is over when one whom it was after mistypes: then it creeps only where it begins to. */
function creepsAnew(
  { addresses, targets }: Crowd,
  { attack, anew }: LoginView,
  { minSlowWindows }: LoginAttackRule,
): boolean {
  if (attack?.calmFrom === undefined) return true;
  const slow = new Set([...addresses.map(({ hash }) => hash), ...targets]);
  return [...anew.addresses, ...anew.accounts].some((each) => slow.has(each.hash) && each.fruitless >= minSlowWindows);
}

function shapeOf(crowd: Crowd, view: LoginView, rule: LoginAttackRule): Shape {
  if (crowd.sign === 'low-and-slow') return 'low-and-slow';
  if (isEnumeration(crowd, view, rule)) return 'enumeration';
  if (isStuffing(crowd, view, rule)) return 'stuffing';
  if (isDistributed(crowd, view, rule)) return 'distributed';
  // Many failures of whom none tried much say nothing of passwords, unless the log does not say who it was.
  const isAnybody = crowd.sign === 'spike' && crowd.addresses.length === 0 && view.lately.addresses.length > 0;
  if (crowd.sign !== 'guessing' && !isAnybody && isSpraying(crowd, rule)) return 'spraying';
  return isGuessing(crowd) ? 'guessing' : crowd.sign;
}

/** What one look at a login source found: judged once it is known with whom the outcome hangs. */
export interface LoginLook {
  readonly view: LoginView;
  readonly crowd: NamedCrowd | undefined;
  readonly seen: LoginSeen;
  readonly quieter?: SilencedBy | undefined;
}

export function findLoginAttack({ view, crowd, seen, quieter }: LoginLook): Finding | undefined {
  const { addresses, fallen, toCheck } = outcomeOf(view, crowd, seen);
  const hasNewlyFallen = fallen.some(({ hash }) => !seen.attack?.fallen.has(hash));
  if (crowd === undefined && !hasNewlyFallen) return undefined;
  return {
    kind: 'login-attack',
    subject: view.subject,
    severity: fallen.length > 0 ? 'critical' : 'warning',
    // Who gets in after an attack keeps it alive, or wakes it.
    ratio: Math.max(crowd?.ratio ?? 0, hasNewlyFallen ? 1 : 0),
    ...(quieter && { quieter }),
    ...spanOfAttack(view, crowd),
    evidence: evidenceOf(view, crowd),
    addresses,
    fallen,
    toCheck,
  };
}

/** Of what creeps, others' failures say nothing: it is last seen where its own window ends. */
function spanOfAttack(view: LoginView, crowd: NamedCrowd | undefined): ReturnType<typeof spanOf> {
  const span = spanOf(view, crowd?.from ?? view.last);
  if (crowd?.shape !== 'low-and-slow') return span;
  const lastSeenMs = Math.min(span.lastSeenMs, startOf(crowd.until + SUBJECT_WINDOW_MINUTES) - 1);
  return { ...span, lastSeenMs: Math.max(span.firstSeenMs, lastSeenMs) };
}

function evidenceOf(view: LoginView, crowd: NamedCrowd | undefined): LoginAttackEvidence {
  const { usual, share } = view;
  const minutes = crowd?.windowMinutes ?? 10;
  // Of a whole day the totals are not read: only the attackers' own tries are told.
  const window = view.window(Math.min(minutes, LOGIN_MINUTES));
  const failures = minutes > LOGIN_MINUTES ? (crowd?.tries ?? 0) : window.count(COUNTER.failures);
  const targets = Math.max(crowd?.targets.size ?? 0, minutes > LOGIN_MINUTES ? mostInADay(view, crowd) : 0);
  const attackers = crowd?.addresses.length ?? 0;
  // A few who guess are told by themselves, without who else mistyped meanwhile.
  const own = crowd?.shape === 'low-and-slow' || (crowd?.shape === 'guessing' && !isOvercrowded(view));
  return {
    kind: 'login-attack',
    shape: crowd?.shape ?? 'spike',
    tries: crowd?.tries ?? 0,
    // Where the log tells of tries and of no results, there are tries alone.
    failures: failures === 0 ? (crowd?.tries ?? 0) : failures,
    attempts: minutes > LOGIN_MINUTES ? 0 : window.count(COUNTER.attempts),
    unknownAccounts: minutes > LOGIN_MINUTES ? (crowd?.unknown ?? 0) : window.count(COUNTER.unknownAccounts),
    usualFailures: (usual?.failuresPerMinute ?? 0) * Math.min(minutes, LOGIN_MINUTES),
    usualShare: share,
    // Estimates: there cannot be more of either than failed tries.
    accountsTouched: Math.max(own ? 0 : Math.min(failures, window.distinct(SKETCH.accounts)), targets),
    addressesSeen: Math.max(own ? 0 : Math.min(failures, window.distinct(SKETCH.addresses)), attackers),
    windowMinutes: minutes,
    blindTo: blindTo(view),
  };
}

/** Of a day it is not kept which accounts an address tried, only how many in each of its windows: there were at least so many. */
function mostInADay({ day }: LoginView, crowd: NamedCrowd | undefined): number {
  const spells = (crowd?.addresses ?? []).flatMap(({ hash }) => day.find('address', hash)?.spells ?? []);
  return spells.reduce((most, { others }) => Math.max(most, others), 0);
}

/** What the log of this source does not name. */
function blindTo(view: LoginView): LoginAttackEvidence['blindTo'] {
  const { hour, window, usual } = view;
  const seen = window(LOGIN_MINUTES);
  const hasSuccesses =
    seen.count(COUNTER.attempts) > seen.count(COUNTER.failures) || (usual !== undefined && usual.failureShare < 1);
  return [
    ...(hour.addresses.length === 0 ? ['addresses' as const] : []),
    ...(namesAccounts(view) ? [] : ['accounts' as const]),
    ...(hasSuccesses ? [] : ['successes' as const]),
  ];
}
