/**
 * Counts minutes anew from the log that nobody noticed as inexact while they were counted: those before a filter was there,
 * and those that lack calls. Each is set once and for all; what cannot be set now is left to the recounts.
 */
import type { DirtyList } from '../ports';
import { closeOf, dueMinute, slotOf } from '../state/minute';
import { homeOf } from '../state/series';
import type { Place } from './ports';
import { recountMinute, type RecountWorld } from './recount-minute';

export interface MendWorld extends RecountWorld {
  readonly dirty: Pick<DirtyList, 'add'>;
  /** False when what is left of the time is too short to begin another. */
  readonly hasTime: () => boolean;
}

export interface Mended {
  /** Set, or seen to be set already. */
  readonly done: number;
  /** Noted for the recounts, which try for hours. */
  readonly handedOver: number;
  /** Not begun for want of time. */
  readonly left: number;
}

/** @param from the log groups that hold them, beside the series' own */
export async function mendMinutes(
  places: readonly Place[],
  from: readonly string[],
  world: MendWorld,
): Promise<Mended> {
  let done = 0;
  let handedOver = 0;
  for (const place of places) {
    if (!world.hasTime()) break;
    const { series, minute } = place;
    if ((await world.recounts.read(series, minute)).some(({ version }) => version > 0)) {
      done += 1; // once a bucket
      continue;
    }
    const noticedAtMs = world.now();
    const mark = {
      ...place,
      guards: [],
      from: from.filter((logGroup) => logGroup !== homeOf(series)),
      noticedAtMs,
      rev: 0,
    };
    const recounted = await recountMinute(mark, world);
    if (recounted.kind === 'mended') {
      done += 1;
      await noteForJudging(place, world);
    } else {
      handedOver += 1;
      await world.recounts.note(mark);
    }
  }
  return { done, handedOver, left: places.length - done - handedOver };
}

/** The sweeper looks at it as at anything that came late; what closes later is learned too. */
async function noteForJudging({ series, minute }: Place, { dirty, now }: MendWorld): Promise<void> {
  const due = dueMinute(minute, now());
  await dirty.add(series, due > closeOf(minute) ? minute : slotOf(minute), due);
}
