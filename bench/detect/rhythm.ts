/** How busy an hour of the week is, as a factor around the week's mean: offices, shoppers, machines, schools. */
import { minuteOf, type Minute } from '../../core/state/minute';

export type Rhythm = keyof typeof RHYTHMS;

interface Week {
  /** By hour of the day, UTC, on a working day; scaled to a mean of 1 over the week when asked. */
  readonly hours: readonly number[];
  /** From Monday to Sunday. */
  readonly days: readonly number[];
}

const RHYTHMS = {
  flat: { hours: Array.from({ length: 24 }, () => 1), days: [1, 1, 1, 1, 1, 1, 1] },
  office: {
    hours: [2, 1, 1, 1, 1, 3, 12, 55, 100, 80, 60, 55, 50, 70, 60, 50, 40, 25, 12, 8, 6, 5, 4, 3],
    days: [1.35, 1.05, 1, 1, 0.9, 0.08, 0.06], // on Monday everybody comes at once
  },
  consumer: {
    hours: [25, 14, 9, 7, 7, 10, 22, 40, 50, 55, 60, 66, 72, 68, 62, 60, 64, 75, 90, 100, 98, 85, 62, 40],
    days: [1, 0.98, 0.98, 1, 1.05, 1.15, 1.2],
  },
  counter: {
    hours: [3, 3, 3, 3, 3, 3, 3, 3, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 3, 3, 3, 3, 3, 3],
    days: [1, 1, 1, 1, 1, 1, 1],
  },
  // Those below are of the held-out family.
  shift: {
    hours: [50, 60, 60, 60, 60, 50, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 50, 60],
    days: [1, 1, 1, 1, 1, 1.2, 1.2],
  },
  school: {
    hours: [1, 1, 1, 1, 1, 2, 20, 100, 30, 70, 30, 65, 30, 60, 25, 15, 20, 25, 20, 15, 10, 5, 2, 1],
    days: [1.1, 1, 1, 1, 0.9, 0.1, 0.35],
  },
  nightly: {
    hours: [90, 100, 100, 85, 40, 15, 10, 12, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 18, 25, 40, 70],
    days: [0.9, 1, 1, 1, 1, 1.3, 1],
  },
} satisfies Record<string, Week>;

/** From the first minute to the one before the last, clocks are an hour ahead. */
export interface Summer {
  readonly from: Minute;
  readonly to: Minute;
}

export const EUROPE: Summer = { from: minuteOf(Date.UTC(2026, 2, 29, 1)), to: minuteOf(Date.UTC(2026, 9, 25, 1)) };
export const NORTH_AMERICA: Summer = {
  from: minuteOf(Date.UTC(2026, 2, 8, 7)),
  to: minuteOf(Date.UTC(2026, 10, 1, 6)),
};

/** The minute as clocks show it, were it winter. */
export const onTheClock = (minute: Minute, summer: Summer | undefined): Minute =>
  summer !== undefined && minute >= summer.from && minute < summer.to ? minute + 60 : minute;

export function rhythmAt(rhythm: Rhythm, minute: Minute): number {
  const { hours, days }: Week = RHYTHMS[rhythm];
  const hour = Math.floor(minute / 60) % 24;
  const along = (minute % 60) / 60;
  const level = hours[hour]! * (1 - along) + hours[(hour + 1) % 24]! * along;
  return (level * days[weekdayOf(minute)]!) / meanOf(rhythm);
}

const means = new Map<Rhythm, number>();

function meanOf(rhythm: Rhythm): number {
  let mean = means.get(rhythm);
  if (mean === undefined) {
    const { hours, days }: Week = RHYTHMS[rhythm];
    mean = (sum(hours) / hours.length) * (sum(days) / days.length);
    means.set(rhythm, mean);
  }
  return mean;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** 0 for Monday. */
export const weekdayOf = (minute: Minute): number => (Math.floor(minute / DAY_MINUTES) + THURSDAY) % 7;

const DAY_MINUTES = 24 * 60;
/** 1970 began on one. */
const THURSDAY = 3;
