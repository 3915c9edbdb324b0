/**
 * Measures how long the sweeper takes for 1,000 functions that are called in every minute and whose weeks are known: in a
 * minute in which it only judges, in one in which five minutes close, and in the worst one of the hour, from a cold start.
 */
import { performance } from 'node:perf_hooks';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { hourDue } from '../../core/baseline/pending-hours';
import { hourOf } from '../../core/baseline/hour';
import { defaultRules } from '../../core/detect/rules';
import { MINUTE_MS, minuteOf, SLOT_MINUTES, type Minute } from '../../core/state/minute';
import { createSweeper, type SweepTally } from '../../lambda/sweeper/sweeper';
import type { DynamoServer } from '../contracts/dynamodb-server';
import { functionsOf, noteCalls, storeCalls, storeUsual } from './fleet';
import { START_MS } from './made-load';

export interface SweepTime {
  readonly what: string;
  readonly judged: number;
  readonly folded: number;
  readonly learned: number;
  readonly failed: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const FUNCTIONS = 1_000;
const MOST_SECONDS = 20;
/** A busy machine's DynamoDB Local may be slow to answer: that is to be seen in the time, not as an error. */
const PATIENCE_MS = 60_000;
/** What a window holds, and how far back the notes are read of what may have fallen silent. */
const WINDOW_MINUTES = 15;
const NOTED_MINUTES = 30;

export async function measureSweep(server: DynamoServer): Promise<readonly SweepTime[]> {
  const client = createDynamoClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'sweep', secretAccessKey: 'sweep' },
    requestHandler: { ...CLIENT_LIMITS.requestHandler, requestTimeout: PATIENCE_MS },
  });
  let nowMs = START_MS;
  const now = () => nowMs;
  const table = await server.makeTable();
  const state = createDynamoState(client, table, now);
  const fleet = { client, table, state, functions: functionsOf(FUNCTIONS) };
  const hour = minuteOf(START_MS); // a full hour, in which the hour before the last is learned
  const last = hour + 2 * SLOT_MINUTES - 1;
  const learnedAt = (due: Minute) => fleet.functions.filter((each) => hourDue(each, hourOf(hour) - 2) === due);

  await storeUsual(hour - SLOT_MINUTES, fleet);
  await storeCalls(minutesFrom(hour - WINDOW_MINUTES, last), fleet);
  await noteCalls(minutesFrom(hour - NOTED_MINUTES, last), fleet);
  const dues = [hour + 3, hour + 8];
  for (const due of dues) {
    const learning = learnedAt(due);
    await storeCalls(minutesFrom(hour - 120, hour - 61), { ...fleet, functions: learning });
    for (const each of learning) await state.dirty.add(each, hour - 120, due);
  }
  await state.usual.writeCursor(hour + 2);

  const world = { ...state, rules: defaultRules, now };
  const times: SweepTime[] = [];
  const timed = async (what: string, minute: Minute, sweep: () => Promise<SweepTally>): Promise<void> => {
    nowMs = minute * MINUTE_MS;
    const learned = learnedAt(minute - 1).length;
    times.push({ what, learned, ...(await clocked(sweep)) });
  };
  const warm = createSweeper(world);
  await timed('judged, from a cold start', hour + 3, warm);
  await timed('judged and folded', hour + 4, warm);
  await timed('judged', hour + 5, warm);
  await timed(
    'judged and folded, from a cold start and in the first minutes of an hour',
    hour + 9,
    createSweeper(world),
  );
  client.destroy();
  return times;
}

const minutesFrom = (first: Minute, last: Minute): Minute[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

async function clocked(sweep: () => Promise<SweepTally>): Promise<Omit<SweepTime, 'what' | 'learned'>> {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
  const { judged, folded, failed } = await sweep();
  const { user, system } = process.cpuUsage(cpu);
  return { judged, folded, failed, seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (user + system) / 1e6 };
}

export const renderSweep = (times: readonly SweepTime[]): string =>
  [
    `the sweeper over ${FUNCTIONS} active functions, on DynamoDB Local (at most ${MOST_SECONDS} s a sweep):`,
    ...times.map(
      ({ what, judged, folded, learned, failed, seconds, cpuSeconds }) =>
        `  ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of it our own CPU: ${judged} series ${what} ` +
        `(${folded} minutes folded, ${learned} hours learned, ${failed} failed)`,
    ),
  ].join('\n');

export const isFast = (times: readonly SweepTime[]): boolean =>
  times.every(({ judged, failed, seconds }) => judged >= FUNCTIONS && failed === 0 && seconds <= MOST_SECONDS);
