/** Sums the calls of one minute: in plain numbers while lines are read, as named counters at the end. */
import { lightness } from './baseline/learned-weights';
import { cellOf } from './baseline/log-histogram';
import type { Attempt } from './log/attempts';
import type { Cause, Report } from './log/parsed';
import { COUNTER, durationCell, lightCell, memoryCell, timeoutCell, versionCalls } from './state/counters';

import { errorTypeCounters } from './state/error-types';

/** Adding to a Map by name for each value of each REPORT costs more than reading the REPORT. */
export class CallTotals {
  private calls = 0;
  private readonly failed: Record<Cause, number> = { timeout: 0, 'out-of-memory': 0, error: 0 };
  private coldStarts = 0;
  private durationUs: number | undefined;
  private initUs: number | undefined;
  private billedMs: number | undefined;
  private billedMbMs = 0;
  private suspects = 0;
  private readonly durations = new Map<number, number>();
  private readonly memories = new Map<number, number>();
  private timeouts: Map<number, number> | undefined;
  private errorTypes: Map<string, number> | undefined;

  add({ report, cause, suspect, timedOutMs, errorType }: Attempt<unknown>): void {
    if (suspect !== undefined) {
      this.suspects += 1;
      return;
    }
    if (cause !== undefined) this.failed[cause] += 1;
    if (cause === 'error' && errorType !== undefined) increment((this.errorTypes ??= new Map()), errorType);
    const timeoutMs = cause === 'timeout' ? (report?.durationMs ?? timedOutMs) : undefined;
    if (timeoutMs !== undefined) increment((this.timeouts ??= new Map()), cellOf(timeoutMs));
    if (report !== undefined) this.addReport(report, cause !== undefined);
  }

  private addReport(report: Report, hasFailed: boolean): void {
    const { durationMs, initMs, billedMs, memoryMb, maxMemoryMb } = report;
    this.calls += 1;
    if (initMs !== undefined || report.restoreMs !== undefined) this.coldStarts += 1;
    if (initMs !== undefined) this.initUs = (this.initUs ?? 0) + Math.round(initMs * 1000);
    if (durationMs !== undefined) {
      this.durationUs = (this.durationUs ?? 0) + Math.round(durationMs * 1000);
      if (!hasFailed) increment(this.durations, cellOf(durationMs));
    }
    if (billedMs !== undefined && memoryMb !== undefined) {
      this.billedMs = (this.billedMs ?? 0) + billedMs;
      this.billedMbMs += billedMs * memoryMb;
    }
    if (maxMemoryMb !== undefined) increment(this.memories, memoryCellOf(maxMemoryMb));
  }

  /** What was never seen has no counter; a sum of zero that was seen has one. `version` is of the stream, if published. */
  counters(version?: string): Map<string, number> {
    const counters = new Map<string, number>();
    const set = (name: string, count: number | undefined): void => {
      if (count !== undefined) counters.set(name, count);
    };
    set(COUNTER.calls, this.calls || undefined);
    set(COUNTER.errors, this.failed.error || undefined);
    set(COUNTER.timeouts, this.failed.timeout || undefined);
    set(COUNTER.outOfMemory, this.failed['out-of-memory'] || undefined);
    set(COUNTER.coldStarts, this.coldStarts || undefined);
    set(COUNTER.initUs, this.initUs);
    set(COUNTER.durationUs, this.durationUs);
    set(COUNTER.billedMs, this.billedMs);
    set(COUNTER.billedMbMs, this.billedMs === undefined ? undefined : this.billedMbMs);
    set(COUNTER.suspects, this.suspects || undefined);
    if (version !== undefined && this.calls > 0) counters.set(versionCalls(version), this.calls);
    for (const [cell, count] of this.durations) counters.set(durationCell(cell), count);
    if (this.calls > 1) for (const [cell, less] of lightness(this.durations)) counters.set(lightCell(cell), less);
    for (const [cell, count] of this.memories) counters.set(memoryCell(cell), count);
    for (const [cell, count] of this.timeouts ?? []) counters.set(timeoutCell(cell), count);
    if (this.errorTypes !== undefined)
      for (const [name, count] of errorTypeCounters(this.errorTypes)) counters.set(name, count);
    return counters;
  }
}

/** By megabyte up to what Lambda offers: a logarithm costs as much as reading the number. */
const MEMORY_CELLS = new Uint8Array(10_241);

function memoryCellOf(mb: number): number {
  const known = MEMORY_CELLS[mb] ?? 0;
  if (known > 0) return known;
  const cell = cellOf(mb);
  if (mb < MEMORY_CELLS.length) MEMORY_CELLS[mb] = cell; // of what is no whole number, an array of bytes keeps nothing
  return cell;
}

function increment<Key>(cells: Map<Key, number>, cell: Key): void {
  cells.set(cell, (cells.get(cell) ?? 0) + 1);
}
