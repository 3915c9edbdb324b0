/** Says which detectors a kind of series has under the rules, and how many minutes they must see. */
import type { Series } from '../state/series';
import type { Kind } from './finding';
import { KINDS, subjectOf } from './kinds';
import { LOGIN_MINUTES } from './login-attack-rule';
import type { Rules } from './rules';

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
    longest: Math.max(...kinds.map((kind) => minutesOf(kind, rules))),
  };
}

/** Silence has a window of its own; of logins an hour is read, whatever is set. */
function minutesOf(kind: Kind, rules: Rules): number {
  if (kind === 'gone-silent') return 0;
  return kind === 'login-attack' ? LOGIN_MINUTES : rules[kind].windowMinutes;
}
