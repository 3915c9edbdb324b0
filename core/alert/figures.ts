/** Writes numbers, durations and times the way a person says them: `1,204`, `2.5 s`, `97 %`, `2026-11-20 14:05`. */

/** A whole number with commas; `an unknown number of` where there is none. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return 'an unknown number of';
  return String(Math.round(Math.min(Math.abs(count), Number.MAX_SAFE_INTEGER))).replace(/\B(?=(\d{3})+$)/gu, ',');
}

/** `1 call`, `1,204 calls`. */
export const countOf = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${Math.round(count) === 1 ? one : many}`;

/** `once`, `7 times`. */
export const timesOf = (count: number): string => (Math.round(count) === 1 ? 'once' : `${formatCount(count)} times`);

/** Two figures under a minute, for our histograms know durations within 5 %: `250 ms`, `2.5 s`, `2 min 5 s`. */
export function formatMs(durationMs: number): string {
  if (!Number.isFinite(durationMs) || durationMs < 0) return 'an unknown time';
  if (durationMs < 1) return 'less than 1 ms';
  const ms = Number(durationMs.toPrecision(2));
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${ms / 1000} s`;
  const seconds = Math.round(durationMs / 1000);
  const rest = seconds % 60;
  return `${formatCount((seconds - rest) / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

/** A share from 0 to 1 as `97 %`; never `0 %` for a little nor `100 %` for nearly all. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return 'an unknown share';
  if (share > 0 && share < 0.01) return 'less than 1 %';
  if (share > 0.99 && share < 1) return 'more than 99 %';
  return `${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;
}

/** Dollars with two figures that mean something, however few: `$0.012`, `$1.40`, `$1,204.00`. */
export function formatUsd(usd: number): string {
  if (!Number.isFinite(usd)) return 'an unknown sum';
  if (usd === 0) return '$0';
  if (usd < 0) return `−${formatUsd(-usd)}`;
  if (usd >= 0.995) return `$${usd.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
  const digits = Math.min(12, 1 - Math.floor(Math.log10(usd)));
  return `$${usd.toFixed(digits)}`;
}

/** A stretch of time in its two largest units: `25 minutes`, `3 hours 10 minutes`; at least a minute. */
export function formatSpan(spanMs: number): string {
  const minutes = Math.max(1, Math.round((Number.isFinite(spanMs) ? spanMs : 0) / 60_000));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return twoUnits(countOf(days, 'day', 'days'), hours % 24, 'hour');
  if (hours > 0) return twoUnits(countOf(hours, 'hour', 'hours'), minutes % 60, 'minute');
  return countOf(minutes, 'minute', 'minutes');
}

const twoUnits = (large: string, small: number, unit: string): string =>
  small === 0 ? large : `${large} ${countOf(small, unit, `${unit}s`)}`;

/** The farthest moment that a Date can hold. */
const FARTHEST_MS = 8.64e15;

/** ISO 8601 in UTC; 1970 for what is no time at all. */
export function isoTime(atMs: number): string {
  const known = Number.isFinite(atMs) ? atMs : 0;
  return new Date(Math.min(FARTHEST_MS, Math.max(-FARTHEST_MS, known))).toISOString();
}

/** `2026-11-20 14:05`, in UTC. */
export const formatTime = (atMs: number): string =>
  isoTime(atMs)
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/u, '');

/** `14:05`, in UTC, or with its date where that is another than `besideMs`. */
export function formatTimeBeside(atMs: number, besideMs: number): string {
  const [date, time = ''] = formatTime(atMs).split(' ');
  return date === formatTime(besideMs).split(' ')[0] ? time : `${date} ${time}`;
}
