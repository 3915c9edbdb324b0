/** Does what was planned: puts and takes filters one after another, and notes what became of each at once, so that a run may end anywhere. */
import { minuteOf } from '../../core/state/minute';
import type { Wanted } from '../../core/watch/choose';
import type { FilterPlan } from '../../core/watch/plan';
import type { Account, FilterPut, Filters, FilterSeen, ReadBackStore, WatchState } from '../../core/watch/ports';
import type { Ledger } from './ledger';
import type { Paced } from './paced';

export interface CarryOutWorld {
  readonly filters: Filters;
  readonly account: Pick<Account, 'findLogGroup'>;
  readonly readBacks: Pick<ReadBackStore, 'note'>;
  readonly paced: Paced;
  readonly ledger: Ledger;
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly seen: ReadonlyMap<string, FilterSeen>;
  readonly now: () => number;
  readonly hasTime: () => boolean;
  /** Asked anew before each filter: the stack may be going away, and a filter put now would outlive it. */
  readonly mayChange: () => Promise<boolean>;
}

export interface CarriedOut {
  readonly put: number;
  readonly taken: number;
  /** Planned, and left for the next run. */
  readonly left: number;
}

/** How far back a log group is read whose filter came late: older ones are learned from, not counted. */
const READ_BACK_MS = 60 * 60_000;

export async function carryOut(plan: FilterPlan, world: CarryOutWorld): Promise<CarriedOut> {
  const { ledger, hasTime, mayChange } = world;
  for (const logGroup of plan.leave) await ledger.note(logGroup, 'watched');
  for (const { logGroup, by } of plan.blocked) await ledger.note(logGroup, 'full', { holders: by });
  for (const { logGroup, state, why } of plan.blind) await ledger.note(logGroup, state, { why });
  for (const logGroup of plan.doubt) await ledger.doubt(logGroup);
  for (const logGroup of plan.forget) await ledger.forget(logGroup);

  let put = 0;
  let begun = 0;
  for (const logGroup of plan.add) {
    if (!hasTime() || !(await mayChange())) break;
    begun += 1;
    if (await add(logGroup, world)) put += 1;
  }
  let taken = 0;
  for (const logGroup of plan.remove) {
    if (!hasTime()) break;
    begun += 1;
    const result = await world.paced(() => world.filters.take(logGroup));
    if (result.kind === 'failed') continue; // still known, so the next run tries again
    taken += 1;
    if (!plan.blind.some((blind) => blind.logGroup === logGroup)) await ledger.forget(logGroup);
  }
  return { put, taken, left: plan.add.length + plan.remove.length - begun + plan.later.length };
}

async function add(logGroup: string, world: CarryOutWorld): Promise<boolean> {
  const { filters, ledger, paced, seen } = world;
  const result = await paced(() => filters.put(logGroup));
  const look = result.kind === 'full' ? (seen.get(logGroup) ?? (await paced(() => filters.look(logGroup)))) : undefined;
  const holders = look !== undefined && 'others' in look ? look.others : undefined;
  // Before it is noted as watched: a crash in between reads it back twice, never not at all.
  if (result.kind === 'done') await noteReadBack(logGroup, world);
  await ledger.note(logGroup, STATES[result.kind], { ...('why' in result && { why: result.why }), holders });
  return result.kind === 'done';
}

const STATES: Record<FilterPut['kind'], WatchState> = {
  done: 'watched',
  'no-log-group': 'missing',
  full: 'full',
  failed: 'failed',
};

/** What a new log group held before the filter was there, and what one missed whose filter somebody took. */
async function noteReadBack(logGroup: string, world: CarryOutWorld): Promise<void> {
  const { account, ledger, now, readBacks, seen, wanted } = world;
  const stored = ledger.stored(logGroup);
  const lost = stored?.state === 'watched' && seen.get(logGroup)?.kind === 'absent';
  const isOld = stored === undefined || stored.state === 'full'; // not ours before, or not for long
  const group = wanted.get(logGroup)?.seen ?? (isOld ? undefined : await account.findLogGroup(logGroup));
  const sinceMs = now() - READ_BACK_MS;
  const isNew = group !== undefined && group.createdAtMs >= sinceMs;
  if (!isNew && !lost) return;
  const fromMs = Math.max(sinceMs, group?.createdAtMs ?? sinceMs);
  // The minute after too: a filter takes some seconds until it delivers.
  await readBacks.note({ logGroup, from: minuteOf(fromMs), to: minuteOf(now()) + 1 });
}
