/** The figures that are learned of an hour, in the order in which they are stored, each with the unit below which it is little. */
import type { Series } from '../state/series';

export interface Figure {
  readonly name: FigureName;
  readonly unit: number;
  /** A level that moves with the function's speed: shifted together when a new level is adopted. */
  readonly isDuration?: true;
}

export type CallFigureName =
  | 'calls'
  | 'failures'
  | 'coldStarts'
  | 'medianMs'
  | 'p95Ms'
  | 'p99Ms'
  | 'initMs'
  | 'memoryMb'
  | 'billedMs'
  | 'billedMbMs'
  | 'activeMinutes';
export type LoginFigureName = 'attempts' | 'failedLogins' | 'unknownAccountShare';
export type FigureName = CallFigureName | LoginFigureName;

const CALL_FIGURES: readonly Figure[] = [
  { name: 'calls', unit: 1 },
  { name: 'failures', unit: 1 },
  { name: 'coldStarts', unit: 1 },
  { name: 'medianMs', unit: 0.1, isDuration: true },
  { name: 'p95Ms', unit: 0.1, isDuration: true },
  { name: 'p99Ms', unit: 0.1, isDuration: true },
  { name: 'initMs', unit: 0.1 },
  { name: 'memoryMb', unit: 0.1 },
  { name: 'billedMs', unit: 1 },
  { name: 'billedMbMs', unit: 100 },
  { name: 'activeMinutes', unit: 1 },
];

const LOGIN_FIGURES: readonly Figure[] = [
  { name: 'attempts', unit: 1 },
  { name: 'failedLogins', unit: 1 },
  { name: 'unknownAccountShare', unit: 0.01 },
];

export const figuresOf = (kind: Series['kind']): readonly Figure[] =>
  kind === 'function' ? CALL_FIGURES : LOGIN_FIGURES;

/** What one hour showed; a figure that nothing was seen of is left out, never zero. */
export type HourFigures = { readonly [Name in FigureName]?: number };
