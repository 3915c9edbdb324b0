/** Puts the rows of one series through the judging core in order: one pass, nothing known of what comes. */
import { learn } from '../../core/detect/surprise/learn';
import { look } from '../../core/detect/surprise/look';
import { newMetricState } from '../../core/detect/surprise/metric-state';
import type { SurpriseSettings } from '../../core/detect/surprise/settings';
import { encodeMetricState } from '../../core/detect/surprise/state-bytes';
import type { SeriesRow } from './read-series';

export interface ScoredSeries {
  /** One for each row, 0 to 1, with the six digits that are written; 0 where a row has no value. */
  readonly scores: Float64Array;
  readonly rowsWithoutValue: number;
  /** What is remembered of the series after its last row, stored. */
  readonly stateBytes: number;
}

const DIGITS = 1e6;

export function scoreRows(rows: readonly SeriesRow[], settings: SurpriseSettings): ScoredSeries {
  const state = newMetricState(settings);
  const scores = new Float64Array(rows.length);
  let rowsWithoutValue = 0;
  rows.forEach(({ value, atMs }, row) => {
    const seen = look(state, value, atMs, settings);
    if (seen === undefined) {
      rowsWithoutValue += 1;
      return;
    }
    scores[row] = Math.round(seen.score * DIGITS) / DIGITS;
    learn(state, seen, settings);
  });
  return { scores, rowsWithoutValue, stateBytes: encodeMetricState(state).length };
}
