/** One whole hour of a function, handed to the analyzer: what the sweeper makes of it is held against a replay. */
import type { LogRow } from '../../cli/replay/read-file';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import { MINUTE_MS, minuteOf, startOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import type { Aws } from './aws';
import type { Cdk } from './deploy';
import { lookAtReplay, lookAtStack } from './same-as-replay';
import { groupOf } from './sample-stack';
import type { Steps } from './steps';
import { sweepAhead } from './sweep-ahead';

/** There is no such function: only its log lines are told. */
export const HOURLY: Series = { kind: 'function', name: 'e2e-hourly' };
const HOUR_MS = 60 * MINUTE_MS;
const LINES_A_CALL = 4;
const CALL_EVERY_MS = 20_000;

/** The last hour that is over: no sweeper has learned it, for it waits an hour for what comes late. */
export function lastHour(nowMs: number): LogRow[] {
  const startMs = (hourOf(minuteOf(nowMs)) - 1) * HOUR_MS;
  return Array.from({ length: HOUR_MS / CALL_EVERY_MS }, (_, index) => callAt(startMs, index)).flat();
}

export async function checkHour(
  { step, check }: Steps,
  aws: Aws,
  cdk: Cdk,
  { sweeper, table }: { readonly sweeper: string; readonly table: string },
  rows: readonly LogRow[],
): Promise<void> {
  const firstMs = rows[0]?.timestampMs ?? 0;
  const dueMs = startOf(hourDue(HOURLY, hourOf(minuteOf(firstMs))) + 1);
  await step("an hour learned by the sweeper's bundle, its clock put ahead", () =>
    sweepAhead(aws, cdk, sweeper, dueMs + 1_000 - Date.now()),
  );
  const span = { series: HOURLY, from: minuteOf(firstMs), to: minuteOf(rows.at(-1)?.timestampMs ?? 0) };
  const [deployed, replayed] = [await lookAtStack(aws, table, span), await lookAtReplay(rows, span)];
  check(
    `the profile of an hour of ${rows.length / LINES_A_CALL} calls is that of a replay, and so are its ${deployed.buckets.length} buckets`,
    deployed.buckets.length === 60 &&
      deployed.profile?.hours === 1 &&
      JSON.stringify(deployed) === JSON.stringify(replayed),
    [deployed, replayed].map(({ buckets, ...learned }) => ({ ...learned, first: buckets[0] })),
  );
}

/** 20 to 58 ms, one in ten a cold start. */
function callAt(startMs: number, index: number): LogRow[] {
  const requestId = `7d1c2f3e-0b5a-4c6d-8e9f-${String(index).padStart(12, '0')}`;
  const durationMs = 20 + ((index * 17) % 39);
  const init = index % 10 === 0 ? `Init Duration: ${180 + (index % 7)}.00 ms\t` : '';
  return [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    `${JSON.stringify({ level: 'INFO', message: 'a parcel was booked', requestId })}\n`,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: ${durationMs}.00 ms\tBilled Duration: ${durationMs} ms\t` +
      `Memory Size: 512 MB\tMax Memory Used: ${80 + (index % 5)} MB\t${init}\n`,
  ].map((message, line) => ({
    kind: 'row',
    id: String(index * LINES_A_CALL + line).padStart(56, '0'),
    logGroup: groupOf(HOURLY.name),
    logStream: '2026/01/01/[$LATEST]00112233445566778899aabbccddeeff',
    timestampMs: startMs + index * CALL_EVERY_MS + line,
    message,
  }));
}
