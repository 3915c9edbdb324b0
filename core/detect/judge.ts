/** Puts every detector that knows this kind of series before what was seen: one judge for live, replay and bench. */
import type { Profile } from '../baseline/profile';
import type { Recent } from '../baseline/recent';
import type { PricedBy } from '../price';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding, Kind } from './finding';
import { findFunctionTroubles } from './judge-function';
import { KINDS, subjectOf } from './kinds';
import { findLoginAttack, type LoginLook } from './login-attack';
import type { Rules } from './rules';

export interface Seen {
  readonly subject: Series;
  readonly buckets: readonly Bucket[];
  readonly recent: Recent | undefined;
  readonly profile: Profile | undefined;
  /** Of a login source: what a first look found, with what is known of the accounts it named. */
  readonly logins?: LoginLook;
  /** What the function's calls cost by; where undefined, cost is not judged. */
  readonly priced?: PricedBy;
  /** The last minute of every window. */
  readonly last: Minute;
}

/** The kinds of trouble this series can have, with those switched off left out. */
export const kindsOf = (series: Series, rules: Rules): readonly Kind[] => readRules(rules)[series.kind].kinds;

/** Minutes that must be read for every detector of a kind of series, or of any, to see its window. */
export function longestWindow(rules: Rules, series?: Series['kind']): number {
  const known = readRules(rules);
  if (series !== undefined) return known[series].longest;
  return Math.max(known.function.longest, known['login-source'].longest);
}

/** Minutes in which silence is looked for; where nothing came in the longest window, those before are read as well. */
export const silenceWindow = (rules: Rules): number => rules['gone-silent'].windowMinutes;

type Read = Readonly<Record<Series['kind'], { readonly kinds: readonly Kind[]; readonly longest: number }>>;

/** Rules do not change while a function runs, and are asked for every series each minute. */
const read = new WeakMap<Rules, Read>();

function readRules(rules: Rules): Read {
  const known = read.get(rules) ?? {
    function: readOf('function', rules),
    'login-source': readOf('login-source', rules),
  };
  read.set(rules, known);
  return known;
}

function readOf(series: Series['kind'], rules: Rules): Read['function'] {
  const kinds = KINDS.filter((kind) => subjectOf(kind) === series);
  return {
    kinds: kinds.filter((kind) => rules[kind].enabled),
    longest: Math.max(...kinds.filter((kind) => kind !== 'gone-silent').map((kind) => rules[kind].windowMinutes)),
  };
}

export function judge(seen: Seen, rules: Rules): readonly Finding[] {
  const kinds = kindsOf(seen.subject, rules);
  if (seen.subject.kind === 'function') return findFunctionTroubles(kinds, seen, rules);
  const attack = seen.logins && kinds.includes('login-attack') ? findLoginAttack(seen.logins) : undefined;
  return attack === undefined ? [] : [attack];
}
