/** Says what is watched and what is not, and why: what the digest and `vigil coverage` tell. */
import type { FunctionSeen, WatchedGroup } from './ports';
import { isVigilLogGroup } from './vigil-log-group';

/** As the subscriber's last run left it. */
export interface Coverage {
  readonly atMs: number;
  /** Log groups that are to be watched, and those that are. */
  readonly groups: number;
  readonly groupsWatched: number;
  /** Functions that write, or will write, to log groups that are to be watched, and those whose log group is. */
  readonly functions: number;
  readonly functionsWatched: number;
  /** Functions of the account that nobody asked to watch; Vigil's own are not among them. */
  readonly otherFunctions: number;
  readonly blocked: Some<{ readonly logGroup: string; readonly by: readonly string[] }>;
  /** Functions that have no log group yet. */
  readonly neverLogged: Some<string>;
  /** Functions whose log level hides reports: their durations, memory and costs are seen of failed calls alone. */
  readonly hidden: Some<string>;
  /** Named log groups that are no function's and not there. */
  readonly missing: Some<string>;
  readonly unfit: Some<{ readonly logGroup: string; readonly why: string }>;
  readonly failed: Some<{ readonly logGroup: string; readonly why: string }>;
  readonly refused: Some<{ readonly logGroup: string; readonly why: string }>;
  /** What keeps Vigil itself from watching, such as a permission that was lost. */
  readonly troubles: readonly string[];
}

/** The first of many: the item that holds it stays small. */
export interface Some<Item> {
  readonly total: number;
  readonly first: readonly Item[];
}

export const MOST_NAMED = 100;

export const some = <Item>(items: readonly Item[]): Some<Item> => ({
  total: items.length,
  first: items.slice(0, MOST_NAMED),
});

export interface Outcome {
  /** Every wanted log group and what became of it. */
  readonly groups: readonly WatchedGroup[];
  /** Undefined where they could not be listed. */
  readonly functions: readonly FunctionSeen[] | undefined;
  readonly troubles: readonly string[];
}

export function summarizeCoverage({ groups, functions = [], troubles }: Outcome, nowMs: number): Coverage {
  const states = new Map(groups.map((group) => [group.logGroup, group.state]));
  const wanted = functions.filter(({ logGroup }) => states.has(logGroup) && states.get(logGroup) !== 'refused');
  const ofFunctions = new Set(wanted.map(({ logGroup }) => logGroup));
  const inState = (state: WatchedGroup['state']) => groups.filter((group) => group.state === state);
  const withWhy = (state: WatchedGroup['state']) =>
    some(inState(state).map(({ logGroup, why = 'no reason given' }) => ({ logGroup, why })));
  return {
    atMs: nowMs,
    groups: groups.length - inState('refused').length,
    groupsWatched: inState('watched').length,
    functions: wanted.length,
    functionsWatched: wanted.filter(({ logGroup }) => states.get(logGroup) === 'watched').length,
    otherFunctions: functions.filter(({ logGroup }) => !isVigilLogGroup(logGroup)).length - wanted.length,
    blocked: some(inState('full').map(({ logGroup, holders = [] }) => ({ logGroup, by: holders }))),
    neverLogged: some(wanted.filter(({ logGroup }) => states.get(logGroup) === 'missing').map(({ name }) => name)),
    hidden: some(wanted.filter(({ hidesReports }) => hidesReports).map(({ name }) => name)),
    missing: some(inState('missing').flatMap(({ logGroup }) => (ofFunctions.has(logGroup) ? [] : [logGroup]))),
    unfit: withWhy('unfit'),
    failed: withWhy('failed'),
    refused: withWhy('refused'),
    troubles,
  };
}
