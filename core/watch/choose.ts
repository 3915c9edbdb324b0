/** Chooses the log groups to be watched, out of what is named, what is wished for, and what there is in the account. */
import type { FunctionSeen, Listed, LogGroupSeen, Tagged } from './ports';
import { isVigilLogGroup } from './vigil-log-group';
import { isExcluded, isSearching, type WatchWishes } from './watch-wishes';

/** What was found in the account; listings that nobody needed are empty. */
export interface Survey {
  readonly functions: Listed<FunctionSeen>;
  /** Of all log groups under `listedPrefixes`. */
  readonly logGroups: Listed<LogGroupSeen>;
  readonly listedPrefixes: readonly string[];
  readonly tagged: Listed<Tagged>;
  readonly optedOut: Listed<Tagged>;
}

export interface Wanted {
  readonly logGroup: string;
  /** `unknown` where no listing would show it. */
  readonly there: 'there' | 'not-there' | 'unknown';
  readonly seen?: LogGroupSeen;
}

export interface Choice {
  readonly wanted: readonly Wanted[];
  /** True for what is left out on purpose: no matter what the listings say, it is not to be watched. */
  readonly isOut: (logGroup: string) => boolean;
  /** False where a listing failed: then what nobody asks for may only not have been found. */
  readonly isWhole: boolean;
  /** Why, once each. */
  readonly troubles: readonly string[];
}

/** Which log groups are to be listed: by prefix, each but once. */
export const prefixesToList = ({ everyFunction, tags, prefixes }: WatchWishes): readonly string[] =>
  everyFunction || Object.keys(tags).length > 0 ? [''] : prefixes;

export function chooseLogGroups(named: readonly string[], wishes: WatchWishes, survey: Survey): Choice {
  const functions = itemsOf(survey.functions);
  const groups = new Map(itemsOf(survey.logGroups).map((group) => [group.name, group]));
  const out = groupsOf(itemsOf(survey.optedOut), functions, 'all of a group');
  const isOut = (logGroup: string): boolean => out.has(logGroup) || isExcluded(logGroup, wishes);

  const chosen = new Set<string>();
  for (const { name } of groups.values())
    if (wishes.prefixes.some((prefix) => name.startsWith(prefix))) chosen.add(name);
  if (wishes.everyFunction) for (const { logGroup } of functions) chosen.add(logGroup);
  if (Object.keys(wishes.tags).length > 0)
    for (const logGroup of groupsOf(itemsOf(survey.tagged), functions, 'any of a group')) chosen.add(logGroup);

  const isListed = (name: string): boolean =>
    survey.logGroups.kind === 'listed' && survey.listedPrefixes.some((prefix) => name.startsWith(prefix));
  // Vigil's own are passed over where they are found, and refused where they are named.
  const wanted = [...new Set([...named, ...[...chosen].filter((name) => !isVigilLogGroup(name))])]
    .filter((logGroup) => !isOut(logGroup))
    .toSorted()
    .map((logGroup): Wanted => {
      const seen = groups.get(logGroup);
      return { logGroup, there: seen ? 'there' : isListed(logGroup) ? 'not-there' : 'unknown', ...(seen && { seen }) };
    });
  const failed = neededListings(wishes, survey).flatMap(({ listing, what }) =>
    listing.kind === 'failed' ? [`${what} could not be listed: ${listing.why}`] : [],
  );
  return { wanted, isOut, isWhole: failed.length === 0, troubles: failed };
}

const itemsOf = <Item>(listed: Listed<Item>): readonly Item[] => (listed.kind === 'listed' ? listed.items : []);

/** The functions' listing is asked for in any case, but chooses nothing where only names do. */
function neededListings(wishes: WatchWishes, survey: Survey) {
  const all = [
    {
      what: 'functions',
      listing: survey.functions,
      isNeeded: wishes.everyFunction || Object.keys(wishes.tags).length > 0,
    },
    { what: 'log groups', listing: survey.logGroups, isNeeded: isSearching(wishes) },
    { what: 'tags', listing: survey.tagged, isNeeded: Object.keys(wishes.tags).length > 0 },
    { what: `log groups and functions that opted out`, listing: survey.optedOut, isNeeded: isSearching(wishes) },
  ];
  return all.filter(({ isNeeded }) => isNeeded);
}

/** The log groups that are tagged, and those of tagged functions: where any writes to it, or only where all do. */
function groupsOf(
  tagged: readonly Tagged[],
  functions: readonly FunctionSeen[],
  which: 'any of a group' | 'all of a group',
): ReadonlySet<string> {
  const groups = new Set(tagged.flatMap(({ kind, name }) => (kind === 'log-group' ? [name] : [])));
  const names = new Set(tagged.flatMap(({ kind, name }) => (kind === 'function' ? [name] : [])));
  if (names.size === 0) return groups;
  const ofOthers = new Set(functions.flatMap(({ name, logGroup }) => (names.has(name) ? [] : [logGroup])));
  for (const { name, logGroup } of functions)
    if (names.has(name) && (which === 'any of a group' || !ofOthers.has(logGroup))) groups.add(logGroup);
  return groups;
}
