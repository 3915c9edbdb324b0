/** Makes a few rows to be handed over twice, as CloudWatch does now and then. */
import type { LogRow } from '../../cli/replay/read-file';
import { CHECKOUT, groupOf } from './sample-stack';
import type { Sent } from './sent';

const DURATIONS_MS = [33, 34, 35];

export function makeRows(nowMs: number, sent: Sent): LogRow[] {
  const atMs = nowMs - 30 * 60_000;
  return DURATIONS_MS.map((durationMs, index) => {
    sent.countCall(CHECKOUT, durationMs);
    return {
      kind: 'row',
      logGroup: groupOf(CHECKOUT),
      logStream: '2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef',
      timestampMs: atMs + index,
      id: `3854929873294872394872394872394872394872394${index}`,
      message:
        `REPORT RequestId: 8f507cfc-3a1c-4c0e-9d4e-00000000000${index}\tDuration: ${durationMs}.00 ms\t` +
        `Billed Duration: ${durationMs} ms\tMemory Size: 512 MB\tMax Memory Used: 84 MB\t\n`,
    };
  });
}
