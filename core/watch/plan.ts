/** Decides which log groups get our filter, which keep it, which lose it, and which cannot have it. Does nothing itself. */
import type { Choice, Wanted } from './choose';
import { whyNoLogGroupName } from './log-group-name';
import type { FilterSeen, WatchedGroup, WatchState } from './ports';
import { isVigilLogGroup } from './vigil-log-group';

export interface Watch extends Pick<Choice, 'wanted' | 'isOut' | 'isWhole'> {
  /** Log groups that we once dealt with, as stored. */
  readonly known: readonly WatchedGroup[];
  /** For so long a log group that nothing asks for any more keeps its filter: a function that is replaced is away for moments. */
  readonly graceMs: number;
  readonly nowMs: number;
}

export interface Blind {
  readonly logGroup: string;
  readonly state: Exclude<WatchState, 'watched' | 'full'>;
  readonly why?: string;
}

export interface FilterPlan {
  readonly add: readonly string[];
  readonly leave: readonly string[];
  readonly remove: readonly string[];
  readonly blocked: readonly { readonly logGroup: string; readonly by: readonly string[] }[];
  readonly blind: readonly Blind[];
  /** Nothing asks for it any more: first noted, and removed when that lasts. */
  readonly doubt: readonly string[];
  /** No longer wanted and no filter of ours left: nothing more to remember. */
  readonly forget: readonly string[];
  /** Not looked at in time: as they are until the next run. */
  readonly later: readonly string[];
}

/** Looked at in one run of those that were well when they were looked at last: the quota is the account's. */
const MOST_REASSURED = 120;

export interface LookPlan {
  /** To be looked at in any case; not those that nothing is known of, where a filter can be put at once. */
  readonly first: readonly string[];
  /** Of those that were well, so many as a run may look at. */
  readonly reassured: readonly string[];
}

/** The log groups to look at before planning. */
export function planLook(watch: Watch, takeTurns: (names: readonly string[]) => readonly string[]): LookPlan {
  const known = knownByName(watch);
  const wanted = watch.wanted.filter((each) => whyBlind(each) === undefined);
  const isWanted = new Set(watch.wanted.map(({ logGroup }) => logGroup));
  const settled = wanted.filter((each) => isSettled(each, known.get(each.logGroup))).map(({ logGroup }) => logGroup);
  const unsettled = wanted
    .filter(({ logGroup }) => known.has(logGroup))
    .filter((each) => !isSettled(each, known.get(each.logGroup)));
  const leaving = [
    ...watch.wanted.map(({ logGroup }) => logGroup).filter(isVigilLogGroup),
    ...watch.known
      .map(({ logGroup }) => logGroup)
      .filter((name) => !isWanted.has(name) && decideUnwanted(watch, name) === 'look'),
  ].filter((name) => whyNoLogGroupName(name) === undefined);
  return {
    first: [...unsettled.map(({ logGroup }) => logGroup), ...leaving],
    reassured: takeTurns(settled).slice(0, MOST_REASSURED),
  };
}

/** Plans from what was seen; what is known and was not looked at gets nothing done to it. */
export function planFilters(watch: Watch, seen: ReadonlyMap<string, FilterSeen>): FilterPlan {
  const plan: Writable<FilterPlan> = {
    add: [],
    leave: [],
    remove: [],
    blocked: [],
    blind: [],
    doubt: [],
    forget: [],
    later: [],
  };
  const known = knownByName(watch);
  const wanted = new Map(watch.wanted.map((each) => [each.logGroup, each]));
  for (const each of wanted.values()) placeWanted(plan, each, known.get(each.logGroup), seen.get(each.logGroup));
  for (const logGroup of known.keys())
    if (!wanted.has(logGroup)) placeUnwanted(plan, watch, logGroup, seen.get(logGroup));
  return plan;
}

type Writable<Plan> = { -readonly [Key in keyof Plan]: Plan[Key] extends readonly (infer Item)[] ? Item[] : never };

function placeWanted(
  plan: Writable<FilterPlan>,
  each: Wanted,
  stored: WatchedGroup | undefined,
  look: FilterSeen | undefined,
): void {
  const { logGroup } = each;
  const blind = whyBlind(each);
  if (blind !== undefined) {
    plan.blind.push(blind);
    if (isVigilLogGroup(logGroup) && isThere(look)) plan.remove.push(logGroup);
  } else if (look === undefined) {
    // Where nothing is known yet, putting it says all that a look would: at five calls a second half of the time.
    (stored === undefined ? plan.add : isSettled(each, stored) ? plan.leave : plan.later).push(logGroup);
  } else if (look.kind === 'failed') plan.blind.push({ logGroup, state: 'failed', why: look.why });
  else if (look.kind === 'no-log-group') plan.blind.push({ logGroup, state: 'missing' });
  else if (look.kind === 'current') plan.leave.push(logGroup);
  else if (look.kind === 'absent' && isStillFull(stored, look.others)) plan.blocked.push({ logGroup, by: look.others });
  else plan.add.push(logGroup);
}

function placeUnwanted(plan: Writable<FilterPlan>, watch: Watch, logGroup: string, look: FilterSeen | undefined): void {
  const decided = decideUnwanted(watch, logGroup);
  if (decided === 'doubt') plan.doubt.push(logGroup);
  else if (decided === 'keep') plan.later.push(logGroup);
  else if (whyNoLogGroupName(logGroup) !== undefined) plan.forget.push(logGroup);
  else if (look === undefined || look.kind === 'failed') plan.later.push(logGroup);
  else if (isThere(look)) plan.remove.push(logGroup);
  else plan.forget.push(logGroup);
}

/** What to do with what nobody asks for: settings and tags are sure, and a listing that does not show it is only in time. */
function decideUnwanted(watch: Watch, logGroup: string): 'keep' | 'doubt' | 'look' {
  if (watch.isOut(logGroup) || isVigilLogGroup(logGroup)) return 'look';
  if (!watch.isWhole) return 'keep';
  if (watch.graceMs === 0) return 'look';
  const since = watch.known.find((each) => each.logGroup === logGroup)?.unwantedAtMs;
  return since === undefined ? 'doubt' : watch.nowMs - since >= watch.graceMs ? 'look' : 'keep';
}

/** Why it cannot be watched, as far as no look is needed to know. */
function whyBlind({ logGroup, there, seen }: Wanted): Blind | undefined {
  const why = whyNoLogGroupName(logGroup);
  if (why !== undefined) return { logGroup, state: 'refused', why: `no log group can have this name: ${why}` };
  if (isVigilLogGroup(logGroup))
    return { logGroup, state: 'refused', why: "it is a log group of Vigil's own: it would watch itself without end" };
  if (there === 'not-there') return { logGroup, state: 'missing' };
  if (seen !== undefined && seen.logClass !== 'STANDARD')
    return { logGroup, state: 'unfit', why: `log groups of class ${seen.logClass} take no subscription filters` };
  return undefined;
}

/** Watched when last looked at, and not made anew since: a log group that is deleted takes its filters along. */
const isSettled = ({ seen }: Wanted, stored: WatchedGroup | undefined): boolean =>
  stored?.state === 'watched' && (seen === undefined || seen.createdAtMs <= stored.atMs);

const isThere = (look: FilterSeen | undefined): boolean => look?.kind === 'current' || look?.kind === 'outdated';

/** The same others hold the slots as when it was tried last: nothing to be tried again. */
const isStillFull = (stored: WatchedGroup | undefined, others: readonly string[]): boolean =>
  stored?.state === 'full' &&
  others.length > 0 &&
  stored.holders?.length === others.length &&
  others.every((other) => stored.holders?.includes(other));

const knownByName = ({ known }: Watch): ReadonlyMap<string, WatchedGroup> =>
  new Map(known.map((group) => [group.logGroup, group]));
