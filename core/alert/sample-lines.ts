/** Lines of failed calls, redacted, that an alert may show: for whoever is woken to read at once. */
import type { Series } from '../state/series';
import type { Alert } from './alert';

/** The latest of a function. */
export interface LineSample {
  readonly series: Series;
  readonly atMs: number;
  readonly lines: readonly string[];
}

export interface LineSampleStore {
  put(sample: LineSample): Promise<void>;
  read(series: Series): Promise<LineSample | undefined>;
}

const NEAR_MS = 2 * 60_000;

/** Kinds that a line of a failed call explains. */
const EXPLAINED: readonly Alert['kind'][] = [
  'timeouts',
  'out-of-memory',
  'error-burst',
  'only-failures',
  'retries-exhausted',
];

/** Those that were written while the alert's trouble was there. */
export async function linesFor(alert: Alert, store: Pick<LineSampleStore, 'read'>): Promise<readonly string[]> {
  if (alert.change === 'resolve' || alert.isTest || !EXPLAINED.includes(alert.kind)) return [];
  const sample = await store.read(alert.subject);
  if (sample === undefined || sample.atMs < alert.firstSeenMs - NEAR_MS) return [];
  return sample.lines;
}
