/**
 * Finds calls that come close to the memory they are given, before one is killed. Blind to what a runtime keeps below the
 * limit by itself (a Java heap), and to functions whose reports carry no memory. Memory used is known within 5 %.
 */
import { quantile, valueOf } from '../baseline/log-histogram';
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { MemoryPressureRule } from './rules';
import { allOf, measured } from './silenced-by';
import { cellsOf, type Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

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
  const limitMb = memoryMb * rule.nearLimit;
  const { above: tightCalls, all: calls } = seen.countAbove('m', limitMb);
  const reach = allOf(rule, { minCalls: calls, minShare: tightCalls / calls });
  if (!(reach.ratio >= WORTH_A_LOOK)) return undefined;
  const isTight = (cell: number): boolean => valueOf(cell) > limitMb;
  const span = seen.span((bucket) => cellsOf(bucket, 'm').some(([cell]) => isTight(cell)));
  if (span === undefined) return undefined;
  return {
    kind: 'memory-pressure',
    subject,
    severity: 'info',
    ...measured(reach),
    ...span,
    evidence: {
      kind: 'memory-pressure',
      tightCalls,
      calls,
      usedMb: Math.min(
        memoryMb,
        quantile(
          seen.cells('m').filter(([cell]) => isTight(cell)),
          0.5,
        ) ?? memoryMb,
      ),
      memoryMb: Math.round(memoryMb),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}
