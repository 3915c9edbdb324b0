/** Which hours the profile has yet to learn, and which minutes of them it must pass over. */
import { CLOSES_AFTER_MINUTES, SLOT_MINUTES, type Minute } from '../state/minute';
import { partOf, type Series } from '../state/series';
import { hourOf, type Hour } from './hour';
import type { PendingHour, Recent } from './recent';

/** So many parts of an hour have series of their own that learn in them, for the profile is large. */
const PARTS = 12;

/**
 * An hour is learned an hour after it closed or, for most series, some minutes later, with all that came by then: always in
 * a minute in which five minutes close, so that it costs no write of its own.
 */
export const hourDue = (series: Series, hour: Hour): Minute =>
  (hour + 2) * 60 + CLOSES_AFTER_MINUTES + partOf(series, PARTS) * SLOT_MINUTES;

type Pending = readonly PendingHour[];

/** Notes a minute that was folded, or passed over, at `due`; what came too late for its hour is not noted. */
export function notePending(series: Series, pending: Pending, minute: Minute, due: Minute, isPassed: boolean): Pending {
  const hour = hourOf(minute);
  if (due > hourDue(series, hour)) return pending;
  const known = pending.find((each) => each.hour === hour);
  if (known !== undefined && !isPassed) return pending;
  const passed = isPassed ? withBit(known?.passed ?? '', minute % 60) : '';
  return [...pending.filter((each) => each.hour !== hour), { hour, passed }].toSorted((a, b) => a.hour - b.hour);
}

/** The first hour that is due by now. */
export const nextDue = (series: Series, { pending = [] }: Recent, through: Minute): PendingHour | undefined =>
  pending.find(({ hour }) => hourDue(series, hour) <= through);

export const withoutHour = (recent: Recent, learned: Hour): Recent => ({
  ...recent,
  pending: (recent.pending ?? []).filter(({ hour }) => hour !== learned),
});

export const isPassed = ({ passed }: PendingHour, minute: Minute): boolean =>
  passed !== '' && ((BigInt(`0x${passed}`) >> BigInt(minute % 60)) & 1n) === 1n;

export function passedMinutes({ passed }: PendingHour): number {
  return Array.from(passed, (digit) => bitsOf(Number.parseInt(digit, 16))).reduce((sum, bits) => sum + bits, 0);
}

const bitsOf = (digit: number): number => (digit & 1) + ((digit >> 1) & 1) + ((digit >> 2) & 1) + ((digit >> 3) & 1);

const withBit = (passed: string, bit: number): string =>
  (BigInt(`0x${passed || '0'}`) | (1n << BigInt(bit))).toString(16);
