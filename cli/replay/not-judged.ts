/** Words for what a replay could not judge: functions and login sources too little known, functions too seldom called. */
import { countOf, formatCount } from '../../core/alert/figures';
import { learningOf } from '../../core/baseline/learning';
import { shortNameOf } from '../../core/alert/words';
import type { Series } from '../../core/state/series';
import type { LittleKnown, Tally } from './tally';

const NAMES_SHOWN = 5;

/** `1 of 6 functions to judge how long its calls take`; undefined when everything was judged. */
export function whatWasNotJudged({ functions, loginSources, littleKnown, seldomCalled }: Tally): string | undefined {
  const littleKnownOf = (kind: Series['kind']) =>
    littleKnown.flatMap(({ series }) => (series.kind === kind ? [series.name] : []));
  const notTimed = new Set([...littleKnownOf('function'), ...seldomCalled]).size;
  const newSources = littleKnownOf('login-source').length;
  const parts = [
    notTimed > 0 && `${shareOf(notTimed, functions.size, 'functions')} to judge how long ${its(notTimed)} calls take`,
    newSources > 0 && `${shareOf(newSources, loginSources.size, 'login sources')} to notice a small attack`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(', and of ');
}

const shareOf = (part: number, all: number, what: string): string =>
  `${formatCount(part)} of ${formatCount(all)} ${what}`;

const its = (count: number): string => (count === 1 ? 'its' : 'their');

export function littleKnownLines({ littleKnown }: Tally): string[] {
  const shown = littleKnown
    .slice(0, NAMES_SHOWN)
    .map((each) => [`${shortNameOf(each.series)}: known from ${knownOf(each)}`, each.learning ?? []].flat().join(', '));
  const more = littleKnown.length - shown.length;
  return more > 0 ? [...shown, `and ${formatCount(more)} more`] : shown;
}

function knownOf({ minutes, neededMinutes, calls = 0, neededCalls = 0 }: LittleKnown): string {
  return minutes < neededMinutes
    ? `${formatCount(minutes)} of ${countOf(neededMinutes, 'minute', 'minutes')}`
    : `${formatCount(calls)} of ${countOf(neededCalls, 'call', 'calls')}`;
}

/** Silence is judged by whoever knows a week: until then nobody is told that a function is called no more. */
export function learningLine({ learning }: Tally): string[] {
  const sentence = learningOf(learning);
  if (learning.functions === 0 || sentence === undefined) return [];
  return [`${sentence}: until then ${countOf(learning.functions, 'function', 'functions')} may go silent unnoticed`];
}

/** What is too little known as well is left out: a longer log may show more calls of it. */
export function seldomLine({ seldomCalled, littleKnown }: Tally): string[] {
  const names = seldomCalled
    .filter((name) => !littleKnown.some(({ series }) => series.kind === 'function' && series.name === name))
    .map((name) => shortNameOf({ kind: 'function', name }));
  if (names.length === 0) return [];
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const more = names.length > NAMES_SHOWN ? ` and ${formatCount(names.length - NAMES_SHOWN)} more` : '';
  return [`${shown}${more}: called too seldom to judge how long ${its(names.length)} calls take`];
}
