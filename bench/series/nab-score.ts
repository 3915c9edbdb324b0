/** The score of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015, with its scorer of 2024): early in a labelled window earns most, a false alarm costs least soon after one, and one threshold serves all series. */
export interface LabelledSeries {
  /** First and last row of each labelled window, ascending. */
  readonly windows: readonly (readonly [first: number, last: number])[];
  readonly scores: ArrayLike<number>;
}

export interface Profile {
  readonly name: string;
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
}

export interface NabScore {
  /** 0 for saying nothing, 100 for the first row of every window and nothing else; below 0 is worse than silence. */
  readonly score: number;
  /** Rows that score at least this are alarms. */
  readonly threshold: number;
  readonly found: number;
  readonly windows: number;
  readonly falseAlarms: number;
}

export const PROFILES: readonly [standard: Profile, ...others: Profile[]] = [
  { name: 'standard', truePositive: 1, falsePositive: 0.11, falseNegative: 1 },
  { name: 'reward low FP', truePositive: 1, falsePositive: 0.22, falseNegative: 1 },
  { name: 'reward low FN', truePositive: 1, falsePositive: 0.11, falseNegative: 2 },
];

const PROBATION_SHARE = 0.15;
const MOST_PROBATION_ROWS = 750;

/** Rows that may be alarms, the most certain first: made once, scored by every profile. */
export interface Ranking {
  readonly rows: readonly RankedRow[];
  readonly windows: number;
}

interface RankedRow {
  readonly score: number;
  /** What an alarm here is worth before the profile's weights: up to 1 inside a window, down to −1 outside. */
  readonly worth: number;
  /** Its window among all windows of all series; -1 outside. */
  readonly window: number;
}

export function rankRows(all: readonly LabelledSeries[]): Ranking {
  const windows = all.reduce((sum, series) => sum + series.windows.length, 0);
  return { rows: scoredRows(all).toSorted((one, other) => other.score - one.score), windows };
}

/** With `threshold` undefined, the one that scores best is taken, as the benchmark does. */
export function nabScore({ rows, windows }: Ranking, profile: Profile, threshold?: number): NabScore {
  const worths = Array.from({ length: windows }, () => -profile.falseNegative);
  let sum = -profile.falseNegative * windows;
  let found = 0;
  let falseAlarms = 0;
  const now = (at: number): NabScore => ({
    score: normal(sum, windows, profile),
    threshold: at,
    found,
    windows,
    falseAlarms,
  });
  let best = now(threshold ?? NOTHING_SAID);
  for (let row = 0; row < rows.length;) {
    const at = rows[row]!.score;
    if (threshold !== undefined && at < threshold) break;
    for (; rows[row]?.score === at; row += 1) {
      const { worth, window } = rows[row]!;
      const before = worths[window];
      if (before === undefined) {
        sum += worth * profile.falsePositive;
        falseAlarms += 1;
      } else if (worth * profile.truePositive > before) {
        if (before === -profile.falseNegative) found += 1;
        worths[window] = worth * profile.truePositive;
        sum += worths[window] - before;
      }
    }
    const next = now(threshold ?? at);
    if (threshold !== undefined || next.score > best.score) best = next;
  }
  return best;
}

/** A score above every score. */
const NOTHING_SAID = 1.1;

/** 0 for a detector that says nothing, 100 for one that says the first row of each window. */
const normal = (sum: number, windows: number, { truePositive, falseNegative }: Profile): number =>
  (100 * (sum + falseNegative * windows)) / (windows * (truePositive + falseNegative));

/** Rows of the first 15 % of a series, at most 750, are not scored. */
function scoredRows(all: readonly LabelledSeries[]): RankedRow[] {
  let windowsBefore = 0;
  return all.flatMap(({ windows, scores }) => {
    const first = Math.min(Math.floor(PROBATION_SHARE * scores.length), MOST_PROBATION_ROWS);
    const rows: RankedRow[] = [];
    let next = 0;
    for (let row = 0; row < scores.length; row += 1) {
      while (next < windows.length && row > windows[next]![1]) next += 1;
      const score = scores[row]!;
      // A score of 0 says nothing at any threshold that is worth having, and nearly all rows score 0.
      if (row < first || !(score > 0)) continue;
      const here = windows[next];
      const isInside = here !== undefined && row >= here[0];
      const worth = isInside ? worthInside(here, row) : worthOutside(windows[next - 1], row);
      rows.push({ score, worth, window: isInside ? windowsBefore + next : -1 });
    }
    windowsBefore += windows.length;
    return rows;
  });
}

/** From 1 at the window's first row down to nearly 0 at its last. */
const worthInside = ([first, last]: readonly [number, number], row: number): number =>
  fall(-(last - row + 1) / (last - first + 1)) / fall(-1);

/** From nearly 0 just behind a window down to −1. */
function worthOutside(window: readonly [number, number] | undefined, row: number): number {
  if (window === undefined) return -1;
  const away = (row - window[1]) / (window[1] - window[0]);
  return away >= 3 ? -1 : fall(away);
}

const fall = (place: number): number => 2 / (1 + Math.exp(5 * place)) - 1;
