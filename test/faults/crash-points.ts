/** Kills the analyzer at every request it makes, before and after the table carried it out, and delivers again. */
import { gzipSync } from 'node:zlib';
import { createDynamoState, type DynamoState } from '../../adapters/dynamodb/state';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import type { DynamoServer } from '../contracts/dynamodb-server';
import { delivery, envelope, failedLogin, report } from '../core/deliveries';
import { createContainer, createTestClient, Killed, type Death } from './container';
import { START_MS } from './made-load';

export interface CrashPoints {
  readonly points: number;
  /** Points after which the state was not that of a run without a crash. */
  readonly broken: readonly string[];
}

const FN: Series = { kind: 'function', name: 'busy' };
const SOURCE: Series = { kind: 'login-source', name: '/aws/lambda/entrance' };
const STREAM = `2026/11/20/${FN.name}[$LATEST]0123456789abcdef0123456789abcdef`;
const NOW_MS = START_MS + 90_000;
/** Far more than one invocation makes: a guard against running for ever. */
const MOST_POINTS = 200;

/** One delivery that touches four buckets, hot addresses and two alerts. */
const EVENT = {
  awslogs: {
    data: gzipSync(
      envelope(
        delivery(
          SOURCE.name,
          [0, 1].flatMap((minute) => {
            const at = START_MS + minute * MINUTE_MS;
            const tries = Array.from({ length: 30 }, (_, index) => failedLogin(`person${index}`, '198.51.100.7'));
            return [report(minute, 3000, 'Status: timeout'), ...tries].map((line) => [at, line] as const);
          }),
          STREAM,
        ),
      ),
    ).toString('base64'),
  },
};

export async function crashEverywhere(server: DynamoServer): Promise<CrashPoints> {
  const intact = await stateAfter(server, []);
  const broken: string[] = [];
  let points = 0;
  for (let request = 1; request <= MOST_POINTS; request += 1) {
    let reached = 0;
    for (const when of ['before', 'after'] as const) {
      const after = await stateAfter(server, [{ request, when }]);
      if (!after.died) continue;
      reached += 1;
      if (after.text !== intact.text) broken.push(`${when} request ${request}: ${after.text} is not ${intact.text}`);
    }
    points += reached;
    if (reached === 0) break;
  }
  return { points, broken };
}

async function stateAfter(server: DynamoServer, deaths: readonly Death[]) {
  const tableName = await server.makeTable();
  const place = { endpoint: server.endpoint, tableName, now: () => NOW_MS };
  let died = false;
  for (const death of deaths) {
    try {
      await createContainer(place).invoke(EVENT, death);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      died = true;
    }
  }
  await createContainer(place).invoke(EVENT);
  const client = createTestClient(server.endpoint);
  const text = await describe(createDynamoState(client, tableName));
  client.destroy();
  return { died, text };
}

/** All that a crash could have spoiled, as one text. */
async function describe({ buckets, subjects, dirty, alerts }: DynamoState): Promise<string> {
  const first = minuteOf(START_MS);
  const counts = await Promise.all([FN, SOURCE].map((series) => buckets.read(series, first, first + 1)));
  const due = await Promise.all(Array.from({ length: 8 }, (_, index) => dirty.list(first + index)));
  const open = await alerts.listOpen();
  const stored = await Promise.all(open.map((key) => alerts.read(key)));
  return JSON.stringify({
    counts: counts.flat().map(({ minute, counters, sketches }) => ({
      minute,
      counters: [...counters].toSorted(),
      sketches: [...sketches]
        .map(([name, pairs]) => [name, [...pairs].toSorted((one, other) => one - other)])
        .toSorted(),
    })),
    subjects: await subjects.list(SOURCE, first - (first % 10)),
    due: due.map((entries) => entries.map((entry) => JSON.stringify(entry)).toSorted()),
    alerts: stored.map((alert) => `${alert?.kind} ${alert?.subject.name} ${alert?.state}`).toSorted(),
  });
}
