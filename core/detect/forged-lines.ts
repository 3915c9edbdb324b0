/**
 * Finds reports that their own delivery contradicts: somebody prints lines that look like the platform's. Blind to a forger
 * who controls the whole output of a stream; what such a one can move is bounded where usual is learned.
 */
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { CountRule } from './rules';
import { allOf, measured } from './silenced-by';
import type { Window } from './window';

export interface ForgedLinesEvidence {
  readonly kind: 'forged-lines';
  readonly suspects: number;
  /** Calls whose reports were believed. */
  readonly calls: number;
  readonly windowMinutes: number;
}

export function findForgedLines(subject: Series, seen: Window, rule: CountRule): Finding | undefined {
  const suspects = seen.count(COUNTER.suspects);
  if (suspects === 0) return undefined;
  const span = seen.span(({ counters }) => (counters.get(COUNTER.suspects) ?? 0) > 0);
  if (span === undefined) return undefined;
  return {
    kind: 'forged-lines',
    subject,
    severity: 'warning',
    ...measured(allOf(rule, { minEvents: suspects })),
    ...span,
    evidence: { kind: 'forged-lines', suspects, calls: seen.count(COUNTER.calls), windowMinutes: seen.minutes },
    addresses: [],
  };
}
