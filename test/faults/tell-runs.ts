/** Prints what the runs met and what became of every event. */
import type { Counts } from './chance';
import type { Verdicts } from './checker';
import type { RunOutcome } from './run-seed';

export const isExact = ({ lost, 'counted twice': twice, overlap }: Verdicts): boolean => lost + twice + overlap === 0;

const HEADS = ['exact', 'quarantined', 'lost', 'counted twice'] as const;
const OVERLAPS = ['overlap found', 'mended', 'left'] as const;

export function renderHead(): string {
  return row(['seed', 'counting', ...HEADS, ...OVERLAPS, 'invoked', 'requests', 'redriven', 'seconds']);
}

export function renderRun(name: string, run: RunOutcome): string {
  const seconds = Math.round(run.tookMs / 1000);
  const counts = HEADS.map((head) => run.verdicts[head]);
  const left = run.verdicts.overlap;
  counts.push(run.overlaps, run.overlaps - left, left);
  return row([run.seed, name, ...counts, run.invocations, run.requests, run.redriven, seconds]);
}

const WIDTHS = [5, 24, 7, 12, 6, 14, 14, 7, 5, 8, 9, 9, 8];

const row = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) => (index === 1 ? `  ${cell}`.padEnd(WIDTHS[1]!) : String(cell).padStart(WIDTHS[index]!)))
    .join('');

/** The classes of fault that all runs met, with how often. */
export function renderFaults(runs: readonly RunOutcome[], points: number): string {
  const total: Counts = new Map();
  for (const { met } of runs) for (const [name, times] of met) total.set(name, (total.get(name) ?? 0) + times);
  total.set('killed at a request of its own, one after the other', points);
  const lines = [...total].toSorted((one, other) => other[1] - one[1]);
  return [
    `${lines.length} classes of fault were met:`,
    ...lines.map(([name, times]) => `${String(times).padStart(9)}  ${name}`),
  ].join('\n');
}
