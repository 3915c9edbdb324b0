/** Measures how long the sweeper takes for 1,000 active functions: judged alone, judged and folded, and learned by the hour. */
import { performance } from 'node:perf_hooks';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import { concurrently } from '../../core/concurrently';
import { countBatches } from '../../core/count-batches';
import { defaultRules } from '../../core/detect/rules';
import { noteOnce } from '../../core/note-once';
import { closeOf, MINUTE_MS, minuteOf, type Minute } from '../../core/state/minute';
import { createSubjectBudget } from '../../core/subject-budget';
import { createSweeper, type SweepTally } from '../../lambda/sweeper/sweeper';
import type { DynamoServer } from '../contracts/dynamodb-server';
import { delivery, report } from '../core/deliveries';
import { START_MS } from './made-load';

export interface SweepTime {
  readonly what: string;
  readonly judged: number;
  readonly folded: number;
  readonly failed: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const FUNCTIONS = 1_000;
/** As many minutes with calls as a slot and a half: what a window holds. */
const MINUTES = 8;
const AT_ONCE = 16;
const MOST_SECONDS = 20;
/** A busy machine's DynamoDB Local may be slow to answer: that is to be seen in the time, not as an error. */
const PATIENCE_MS = 60_000;

export async function measureSweep(server: DynamoServer): Promise<readonly SweepTime[]> {
  const client = createDynamoClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'sweep', secretAccessKey: 'sweep' },
    requestHandler: { ...CLIENT_LIMITS.requestHandler, requestTimeout: PATIENCE_MS },
  });
  let nowMs = START_MS;
  const now = () => nowMs;
  const state = createDynamoState(client, await server.makeTable(), now);
  const world = {
    ...state,
    dirty: noteOnce(state.dirty),
    hasher: createHasher('pepper'),
    budget: createSubjectBudget(),
    now,
  };
  const sweep = createSweeper({ ...state, rules: defaultRules, now });
  const first = minuteOf(START_MS);
  const count = async (minute: Minute): Promise<void> => {
    nowMs = minute * MINUTE_MS;
    const names = Array.from({ length: FUNCTIONS }, (_, index) => `function-${index}`);
    await concurrently(names, AT_ONCE, async (name) => {
      await countBatches([delivery(`/aws/lambda/${name}`, [[nowMs, report(minute, 20)]])], world);
    });
  };
  const times: SweepTime[] = [];
  const timed = async (what: string, minute: Minute): Promise<void> => {
    nowMs = minute * MINUTE_MS;
    times.push({ what, ...(await clocked(sweep)) });
  };
  await sweep(); // so that it knows how far it came
  for (let minute = first; minute < first + MINUTES; minute += 1) await count(minute);
  await timed('judged', first + MINUTES - 1);
  await count(closeOf(first));
  await timed('judged and folded', closeOf(first) + 1);
  await count(hourDue(hourOf(first)));
  await timed('judged, folded and learned by the hour', hourDue(hourOf(first)) + 1);
  client.destroy();
  return times;
}

async function clocked(sweep: () => Promise<SweepTally>): Promise<Omit<SweepTime, 'what'>> {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
  const { judged, folded, failed } = await sweep();
  const { user, system } = process.cpuUsage(cpu);
  return { judged, folded, failed, seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (user + system) / 1e6 };
}

export const renderSweep = (times: readonly SweepTime[]): string =>
  [
    `the sweeper over ${FUNCTIONS} active functions, on DynamoDB Local (at most ${MOST_SECONDS} s a sweep):`,
    ...times.map(
      ({ what, judged, folded, seconds, cpuSeconds }) =>
        `  ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of it our own CPU: ${judged} series ${what} (${folded} minutes)`,
    ),
  ].join('\n');

export const isFast = (times: readonly SweepTime[]): boolean =>
  times.every(({ judged, failed, seconds }) => judged >= FUNCTIONS && failed === 0 && seconds <= MOST_SECONDS);
