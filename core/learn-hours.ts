/** Learns a series' hours into its profile when they are due, and keeps the profile to be written once. */
import { withAdopted } from './baseline/adopted-level';
import { hourFigures, versionOf } from './baseline/hour-figures';
import { learnHour, type HourSeen, type Trouble } from './baseline/learn-hour';
import { countedUntil, type LearnedPart } from './baseline/learned-part';
import { hourDue, isPassed, nextDue, passedMinutes, withoutHour } from './baseline/pending-hours';
import { emptyProfile, type Profile } from './baseline/profile';
import type { PendingHour, Recent } from './baseline/recent';
import { handOn, withFollowed } from './detect/surprise/follow';
import type { HoursRead } from './hours-read';
import type { UsualStore } from './ports';
import type { Minute } from './state/minute';
import type { Series } from './state/series';

export interface HourLearner {
  /** Learns every hour due by this minute; what is usual lately moves along where a new level was adopted. */
  learnUntil(recent: Recent, due: Minute): Promise<Recent>;
  readonly profile: () => Promise<Profile | undefined>;
  /** False when another writer was faster. */
  write(): Promise<boolean>;
}

interface World {
  readonly hours: HoursRead;
  readonly usual: UsualStore;
}

export function createHourLearner(series: Series, trouble: Trouble, { hours, usual }: World): HourLearner {
  let stored: Promise<Profile | undefined> | undefined;
  let learned: Profile | undefined;
  const read = (): Promise<Profile | undefined> => (stored ??= usual.readProfile(series));

  const learn = async (recent: Recent, pending: PendingHour): Promise<Recent> => {
    const { hour } = pending;
    const due = hourDue(series, hour);
    const found = await hours.read(hour);
    const parts = found.flatMap((bucket) => countedUntil(bucket, due) ?? []);
    const before = learned ?? (await read()) ?? emptyProfile(series.kind, hour - 1);
    learned = followed(learnHour(before, hourSeen(series, pending, parts, trouble)), before, pending, parts);
    const adoption = learned.adopted.at(-1);
    const isNow = adoption?.hour === hour && adoption.why !== 'accepted';
    return withAdopted(withoutHour(recent, hour), isNow ? adoption : undefined, due, parts);
  };

  return {
    async learnUntil(recent, due) {
      let lately = recent;
      for (let next = nextDue(series, lately, due); next !== undefined; next = nextDue(series, lately, due))
        lately = await learn(lately, next);
      return lately;
    },
    profile: async () => learned ?? read(),
    async write() {
      if (learned === undefined) return true;
      const { rev = 0 } = (await read()) ?? {};
      return usual.writeProfile(series, handOn(learned, { ...learned, rev: rev + 1 }), rev);
    },
  };
}

/** The judging core follows the minutes that are learned, each hour once. */
function followed(learned: Profile, before: Profile, pending: PendingHour, parts: readonly LearnedPart[]): Profile {
  if (learned.kind !== 'function' || learned === before) return learned;
  return withFollowed(
    learned,
    before,
    parts.filter(({ minute }) => !isPassed(pending, minute)),
  );
}

function hourSeen({ kind }: Series, pending: PendingHour, parts: readonly LearnedPart[], trouble: Trouble): HourSeen {
  const kept = parts.filter(({ minute }) => !isPassed(pending, minute));
  const figures = hourFigures(kind, kept, 60 - passedMinutes(pending));
  const isWhole = passedMinutes(pending) === 0;
  return {
    hour: pending.hour,
    figures,
    medianMs: (isWhole ? figures : hourFigures(kind, parts))?.medianMs,
    version: versionOf(parts),
    trouble,
  };
}
