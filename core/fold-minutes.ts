/** Folds a series' closed minutes into what is usual for it: each once, in the order in which they fell due, none while it is in trouble. */
import { emptyRecent, foldHabit, foldParts } from './baseline/fold';
import { hourOf, type Hour } from './baseline/hour';
import { withHourly } from './baseline/hourly-levels';
import type { Trouble } from './baseline/learn-hour';
import { dueAt, type LearnedPart } from './baseline/learned-part';
import { hourDue, notePending } from './baseline/pending-hours';
import type { Recent } from './baseline/recent';
import { createHoursRead, type HoursRead } from './hours-read';
import { createHourLearner } from './learn-hours';
import type { BucketStore, DirtyList, UsualStore } from './ports';
import type { Bucket } from './state/bucket';
import { closeOf, SLOT_MINUTES, type Minute } from './state/minute';
import type { Series } from './state/series';

/** What the dirty list says: the five minutes from `minute` on, or what came late of that one. */
export interface DueMinute {
  readonly minute: Minute;
  readonly due: Minute;
}

export interface FoldWorld {
  readonly buckets: BucketStore;
  readonly usual: UsualStore;
  readonly dirty: DirtyList;
}

interface DuePart extends LearnedPart {
  readonly due: Minute;
}

/**
 * @param through every minute due up to here is among `entries`
 * @param trouble minutes of a frozen or thawing series are passed over for good: they belong to a trouble that must not become usual
 * @returns how many minutes were folded
 */
export async function foldMinutes(
  series: Series,
  entries: readonly DueMinute[],
  through: Minute,
  trouble: Trouble,
  world: FoldWorld,
): Promise<number> {
  const stored = await world.usual.read(series);
  const fresh = entries.filter(({ due }) => due > (stored?.foldedDue ?? 0));
  if (fresh.length === 0) return 0;
  const hours = createHoursRead(series, world.buckets);
  const parts = await readParts(series, fresh, hours, world);
  const before = stored ?? (parts[0] && emptyRecent(series, parts[0].minute));
  if (before === undefined) return 0;
  const learner = createHourLearner(series, trouble, { ...world, hours });
  const isFrozen = trouble === 'frozen' || trouble === 'thawing';
  let recent = before;
  for (const part of parts) {
    recent = await learner.learnUntil(recent, part.due - 1);
    recent = noted(series, isFrozen ? foldHabit(recent, part) : foldParts(recent, [part]), part, isFrozen);
  }
  recent = await learner.learnUntil(recent, through);
  if (!(await learner.write())) return 0;
  for (const { hour } of recent.pending ?? []) {
    // So that the hour is learned although nothing may be called any more.
    if (!before.pending?.some((each) => each.hour === hour))
      await world.dirty.add(series, hour * 60, hourDue(series, hour));
  }
  recent = await withHourly(series, recent, hourOf(through), learner.profile);
  const after = { ...recent, rev: before.rev + 1, foldedDue: through };
  // Only the sweeper writes here; when two overlap, the slower one's minutes were folded by the other.
  return (await world.usual.write(series, after, stored?.rev ?? 0)) && !isFrozen ? parts.length : 0;
}

const noted = (series: Series, recent: Recent, { minute, due }: DuePart, isPassed: boolean): Recent => ({
  ...recent,
  pending: notePending(series, recent.pending ?? [], minute, due, isPassed),
});

/** What fell due, in the order in which it did and by time; one read for every stretch of minutes without an hour's gap. */
async function readParts(
  series: Series,
  entries: readonly DueMinute[],
  hours: HoursRead,
  world: FoldWorld,
): Promise<DuePart[]> {
  const dues = new Map<Minute, Minute[]>();
  const wakes = new Set<Hour>();
  for (const { minute, due } of entries) {
    const length = due === closeOf(minute) ? SLOT_MINUTES : 1;
    for (let each = minute; each < minute + length; each += 1) noteDue(dues, each, due);
    // The whole hour is going to be learned: what came late of its first minute is in it.
    if (due === hourDue(series, hourOf(minute))) wakes.add(hourOf(minute));
  }
  const isApart = (minute: Minute): boolean => wakes.has(hourOf(minute));
  const alone = [...dues.keys()].filter((minute) => !isApart(minute));
  const read = await Promise.all([readMinutes(series, alone, world), ...[...wakes].map((hour) => hours.read(hour))]);
  const parts: DuePart[] = [];
  for (const bucket of read.flat()) {
    for (const due of dues.get(bucket.minute) ?? []) {
      const part = dueAt(bucket, due);
      if (part !== undefined) parts.push({ ...part, due });
    }
  }
  return parts.toSorted((one, other) => one.due - other.due || one.minute - other.minute);
}

function noteDue(dues: Map<Minute, Minute[]>, minute: Minute, due: Minute): void {
  const known = dues.get(minute);
  if (known === undefined) dues.set(minute, [due]);
  else if (!known.includes(due)) known.push(due);
}

async function readMinutes(series: Series, minutes: readonly Minute[], world: FoldWorld): Promise<Bucket[]> {
  const sorted = minutes.toSorted((a, b) => a - b);
  const buckets: Bucket[] = [];
  for (let first = 0; first < sorted.length;) {
    let last = first;
    while (last + 1 < sorted.length && sorted[last + 1]! - sorted[last]! <= 60) last += 1;
    buckets.push(...(await world.buckets.read(series, sorted[first]!, sorted[last]!)));
    first = last + 1;
  }
  return buckets;
}
