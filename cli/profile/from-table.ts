/** Reads what is usual from a stack's table. */
import type { KnownFunction } from '../../core/watch/functions';
import { concurrently } from '../../core/concurrently';
import type { DirtyList, UsualStore } from '../../core/ports';
import { minuteOf } from '../../core/state/minute';
import { parseSeriesKey, seriesKey, type Series } from '../../core/state/series';
import { functionOfGroup } from '../../core/watch/functions';
import type { Known, PricedByName } from './known';

export interface TableWorld {
  readonly usual: Pick<UsualStore, 'read' | 'readProfile'>;
  readonly dirty: Pick<DirtyList, 'list'>;
  readonly watched: () => Promise<readonly string[]>;
  readonly functions: () => Promise<readonly KnownFunction[]>;
  readonly nowMs: number;
}

const AT_ONCE = 16;
/** Functions that share a log group are found by what they did lately. */
const LATELY_MINUTES = 60;

/** Every function and login source that may be known: those that are watched, and those that did something in the last hour. */
export async function listSeries({ dirty, watched, functions, nowMs }: TableWorld): Promise<Series[]> {
  const now = minuteOf(nowMs);
  const lately = Array.from({ length: LATELY_MINUTES }, (_, back) => now - back);
  const groups = await watched();
  const active = (await concurrently(lately, AT_ONCE, (due) => dirty.list(due))).flat();
  const all: Series[] = [
    ...groups.flatMap((logGroup): Series[] => {
      const name = functionOfGroup(logGroup);
      const logins: Series = { kind: 'login-source', name: logGroup };
      return name === undefined ? [logins] : [{ kind: 'function', name }, logins];
    }),
    ...(await functions()).map(({ name }): Series => ({ kind: 'function', name })),
    ...active.map(({ series }) => series),
  ];
  return [...new Set(all.map(seriesKey))].toSorted().map(parseSeriesKey);
}

export const readKnown = (
  series: readonly Series[],
  { usual }: Pick<TableWorld, 'usual'>,
  pricedByName: PricedByName,
): Promise<Known[]> =>
  concurrently(series, AT_ONCE, async (each) => ({
    series: each,
    recent: await usual.read(each),
    profile: await usual.readProfile(each),
    pricedBy: pricedByName(each.name),
  }));
