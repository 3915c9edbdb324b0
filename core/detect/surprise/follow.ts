/** What the judging core remembers of a function's metrics, as a profile keeps it: read, taken on by closed minutes, written. */
import type { LearnedPart } from '../../baseline/learned-part';
import { startOf } from '../../state/minute';
import { readBase64, writeBase64 } from './base64';
import { learn } from './learn';
import { look } from './look';
import { newMetricState, type MetricState } from './metric-state';
import { METRICS, metricIn, type Metric } from './metrics';
import { defaultSurprise } from './settings';
import { decodeMetricState, encodeMetricState } from './state-bytes';

export type Followed = Readonly<Record<Metric, MetricState>>;

/** States of their own: what is learned into them changes nothing else. A text that is none is begun anew. */
export function readFollowed(text = ''): Followed {
  const packed = text.split('.');
  const read = (index: number): MetricState => {
    const bytes = readBase64(packed[index] ?? '');
    return (bytes && decodeMetricState(bytes)) ?? newMetricState(defaultSurprise);
  };
  return { duration: read(0), failed: read(1), calls: read(2) };
}

export const packFollowed = (followed: Followed): string =>
  METRICS.map((metric) => writeBase64(encodeMetricState(followed[metric]))).join('.');

/** Learns minutes, each looked at with what was known before it. */
export function followMinutes(followed: Followed, parts: readonly LearnedPart[]): void {
  for (const { minute, counters } of parts.toSorted((one, other) => one.minute - other.minute)) {
    for (const metric of METRICS) {
      const value = metricIn(metric, counters);
      const seen = value === undefined ? undefined : look(followed[metric], value, startOf(minute));
      if (seen !== undefined) learn(followed[metric], seen);
    }
  }
}
