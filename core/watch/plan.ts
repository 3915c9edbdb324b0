/** Decides which log groups get our filter, which lose it, and which never may have it. */
import { isOwnLogGroup } from '../settings';
import { whyNoLogGroupName } from './log-group-name';
import type { FilterSeen } from './ports';

export interface Watch {
  readonly stack: string;
  /** Log groups that are to be watched; repetitions are one. */
  readonly wanted: readonly string[];
  /** Log groups that we once dealt with, as stored. */
  readonly known: readonly string[];
}

export interface Refusal {
  readonly logGroup: string;
  readonly why: string;
}

export interface FilterPlan {
  readonly put: readonly string[];
  readonly take: readonly string[];
  readonly keep: readonly string[];
  readonly missing: readonly string[];
  readonly refuse: readonly Refusal[];
  /** Could not be looked at; as they are until the next run. */
  readonly failed: readonly Refusal[];
  /** No longer wanted and no filter of ours left: nothing more to remember. */
  readonly forget: readonly string[];
}

/** The log groups to look at before planning, sorted: every legal name that is wanted or known. */
export function planLook({ wanted, known }: Watch): readonly string[] {
  return [...new Set([...wanted, ...known])].filter((name) => whyNoLogGroupName(name) === undefined).toSorted();
}

/** Plans from what was seen; a log group that was not looked at gets nothing done to it. */
export function planFilters(watch: Watch, seen: ReadonlyMap<string, FilterSeen>): FilterPlan {
  const refuse = [...new Set(watch.wanted)].flatMap((logGroup) => {
    const why = whyRefused(watch.stack, logGroup);
    return why === undefined ? [] : [{ logGroup, why }];
  });
  const refused = new Set(refuse.map(({ logGroup }) => logGroup));
  const wanted = new Set(watch.wanted.filter((logGroup) => !refused.has(logGroup)));

  const named = (isWanted: boolean, ...kinds: FilterSeen['kind'][]): string[] =>
    [...seen].flatMap(([name, { kind }]) => (wanted.has(name) === isWanted && kinds.includes(kind) ? [name] : []));

  return {
    put: named(true, 'absent', 'outdated'),
    keep: named(true, 'current'),
    missing: named(true, 'no-log-group'),
    take: named(false, 'current', 'outdated'),
    refuse,
    failed: [...seen].flatMap(([logGroup, look]) => (look.kind === 'failed' ? [{ logGroup, why: look.why }] : [])),
    forget: [...new Set(watch.known)].filter(
      (name) => !wanted.has(name) && !refused.has(name) && isGone(seen.get(name)),
    ),
  };
}

const isGone = (look: FilterSeen | undefined): boolean =>
  look === undefined || look.kind === 'absent' || look.kind === 'no-log-group';

function whyRefused(stack: string, logGroup: string): string | undefined {
  const why = whyNoLogGroupName(logGroup);
  if (why !== undefined) return `no log group can have this name: ${why}`;
  return isOwnLogGroup(stack, logGroup) ? 'it is our own log group: we would watch ourselves without end' : undefined;
}
