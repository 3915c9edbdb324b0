/**
 * Finds calls that come close to the memory they are given, before one is killed. Blind to what a runtime keeps below the
 * limit by itself (a Java heap), and to functions whose reports carry no memory. Memory used is known within 5 %.
 */
import { quantile, valueOf } from '../baseline/log-histogram';
import { COUNTER, readCells } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { MemoryPressureRule } from './rules';
import type { Window } from './window';

export interface MemoryPressureEvidence {
  readonly kind: 'memory-pressure';
  /** Calls near the limit, of all whose report said how much they used. */
  readonly tightCalls: number;
  readonly calls: number;
  /** The median of what these used, known within 5 %. */
  readonly usedMb: number;
  readonly memoryMb: number;
  readonly windowMinutes: number;
}

export function findMemoryPressure(subject: Series, seen: Window, rule: MemoryPressureRule): Finding | undefined {
  const billedMs = seen.count(COUNTER.billedMs);
  // Where a call was killed already, `out-of-memory` speaks.
  if (billedMs === 0 || seen.count(COUNTER.outOfMemory) > 0) return undefined;
  const memoryMb = seen.count(COUNTER.billedMbMs) / billedMs;
  const isTight = (cell: number): boolean => valueOf(cell) >= memoryMb * rule.nearLimit;
  const cells = seen.cells('m');
  const calls = cells.reduce((sum, [, count]) => sum + count, 0);
  const tight = cells.filter(([cell]) => isTight(cell));
  const tightCalls = tight.reduce((sum, [, count]) => sum + count, 0);
  const span = seen.span(({ counters }) => readCells(counters, 'm').some(([cell]) => isTight(cell)));
  if (span === undefined) return undefined;
  return {
    kind: 'memory-pressure',
    subject,
    severity: 'info',
    ratio: Math.min(calls / rule.minCalls, tightCalls / calls / rule.minShare),
    ...span,
    evidence: {
      kind: 'memory-pressure',
      tightCalls,
      calls,
      usedMb: Math.min(memoryMb, quantile(tight, 0.5) ?? memoryMb),
      memoryMb: Math.round(memoryMb),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}
