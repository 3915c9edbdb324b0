/** What the calls of a function say in each minute of one delivery, as sums that can be added in any order. */
import { cellOf } from './baseline/log-histogram';
import type { Failure, Parsed, Report } from './log/parsed';
import { COUNTER, durationCell, memoryCell, timeoutCell } from './state/counters';
import type { Minute } from './state/minute';
import type { Series } from './state/series';

export interface FunctionMinute {
  readonly series: Series;
  readonly minute: Minute;
  readonly counters: ReadonlyMap<string, number>;
}

type Cause = Failure['cause'];

/**
 * Sees one delivery's lines. A call's failure stands in its REPORT (new style) or on a line of its own (old style);
 * where both are there they tell of one failure. A retry has the same request id and its own REPORT: another call.
 */
export function createCalls(series: Series) {
  const reports: [Minute, Report][] = [];
  const failures = new Map<string, [Minute, Failure]>();
  return {
    see(minute: Minute, parsed: Parsed): void {
      if (parsed.kind === 'report') reports.push([minute, parsed]);
      if (parsed.kind !== 'failure') return;
      // The more telling cause wins: a killed process is also told as a mere error.
      if ((failures.get(parsed.requestId)?.[1].cause ?? 'error') === 'error') {
        failures.set(parsed.requestId, [minute, parsed]);
      }
    },
    minutes(): FunctionMinute[] {
      const byMinute = new Map<Minute, Map<string, number>>();
      const toldByReport = new Set<string>();
      for (const [minute, report] of reports) {
        const cause = causeOf(report);
        if (cause !== undefined) toldByReport.add(report.requestId);
        addReport(countersOf(byMinute, minute), report, cause, cause !== undefined || failures.has(report.requestId));
      }
      for (const [requestId, [minute, { cause, durationMs }]] of failures) {
        if (!toldByReport.has(requestId)) addFailure(countersOf(byMinute, minute), cause, durationMs);
      }
      return [...byMinute].map(([minute, counters]) => ({ series, minute, counters }));
    },
  };
}

function countersOf(byMinute: Map<Minute, Map<string, number>>, minute: Minute): Map<string, number> {
  const known = byMinute.get(minute);
  if (known !== undefined) return known;
  const fresh = new Map<string, number>();
  byMinute.set(minute, fresh);
  return fresh;
}

const counterOf: Record<Cause, string> = {
  timeout: COUNTER.timeouts,
  'out-of-memory': COUNTER.outOfMemory,
  error: COUNTER.errors,
};

function causeOf(report: Report): Cause | undefined {
  if (report.status === undefined || report.status === 'success') return undefined;
  if (report.status === 'timeout') return 'timeout';
  return report.errorType === 'Runtime.OutOfMemory' ? 'out-of-memory' : 'error';
}

function addReport(counters: Map<string, number>, report: Report, cause: Cause | undefined, failed: boolean): void {
  add(counters, COUNTER.calls, 1);
  if (cause !== undefined) addFailure(counters, cause, report.durationMs);
  if (report.initMs !== undefined || report.restoreMs !== undefined) add(counters, COUNTER.coldStarts, 1);
  if (report.initMs !== undefined) add(counters, COUNTER.initUs, Math.round(report.initMs * 1000));
  if (report.durationMs !== undefined) {
    add(counters, COUNTER.durationUs, Math.round(report.durationMs * 1000));
    if (!failed) add(counters, durationCell(cellOf(report.durationMs)), 1);
  }
  if (report.billedMs !== undefined && report.memoryMb !== undefined) {
    add(counters, COUNTER.billedMs, report.billedMs);
    add(counters, COUNTER.billedMbMs, report.billedMs * report.memoryMb);
  }
  if (report.maxMemoryMb !== undefined) add(counters, memoryCell(cellOf(report.maxMemoryMb)), 1);
}

function addFailure(counters: Map<string, number>, cause: Cause, durationMs: number | undefined): void {
  add(counters, counterOf[cause], 1);
  if (cause === 'timeout' && durationMs !== undefined) add(counters, timeoutCell(cellOf(durationMs)), 1);
}

function add(counters: Map<string, number>, name: string, count: number): void {
  counters.set(name, (counters.get(name) ?? 0) + count);
}
