/** A sender in AWS: called with the messages of one channel's queue. */
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoAlerts } from '../../adapters/dynamodb/alerts';
import { createDynamoTroubles } from '../../adapters/dynamodb/channel-troubles';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoLineSamples } from '../../adapters/dynamodb/line-samples';
import { readDynamoSilences } from '../../adapters/dynamodb/silences';
import { createOutlet } from '../../adapters/outlet';
import { createDeadMessages, createQueue, hideMessage } from '../../adapters/sqs';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { settingsOn } from '../../core/alert/for-programs';
import { linesFor } from '../../core/alert/sample-lines';
import { createSilences } from '../../core/alert/silences';
import { readDayFacts } from '../../core/alert/day-facts';
import { createSender } from './sender';

const {
  TABLE = '',
  CHANNEL = '',
  QUEUE = '',
  DEAD_LETTERS = '',
  OTHERS = '[]',
  AWS_REGION,
  ACCOUNT,
  STACK,
} = process.env;
const others: readonly string[] = JSON.parse(OTHERS);
const queues = new SQSClient(CLIENT_LIMITS);
const table = { client: createDynamoClient(), name: TABLE };
const alerts = createDynamoAlerts(table);
const desks = createDynamoDesks(table, Date.now);

const { alerts: settings = {}, logins } = loadSettings();
const coverage = createDynamoCoverage(table);
const silences = createSilences(readDynamoSilences(table), settings.silences ?? [], Date.now);

const send = createSender({
  alerts,
  desks,
  settings: settingsOn(CHANNEL, settings),
  facts: (nowMs) => readDayFacts(nowMs, { alerts, channel: CHANNEL, coverage, silences, settings, clock: Date.now }),
  linesOf: settings.sampleLines ? (alert) => linesFor(alert, createDynamoLineSamples(table)) : undefined,
  troubles: createDynamoTroubles(table),
  channel: createOutlet(process.env),
  place: {
    table: TABLE,
    logins,
    ...(AWS_REGION !== undefined && { region: AWS_REGION }),
    ...(STACK !== undefined && { stack: STACK }),
    ...(ACCOUNT !== undefined && { account: ACCOUNT }),
  },
  deadLetters: createDeadMessages(queues, DEAD_LETTERS),
  others: others.map((url) => createQueue(queues, url)),
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  chance: Math.random,
});

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { outcomes, ...told } = await send(
    event.Records.map(({ messageId, body, attributes }) => ({
      id: messageId,
      body,
      receives: Number(attributes.ApproximateReceiveCount) || 1,
    })),
  );
  const waiting = outcomes.filter(({ kind }) => kind === 'try-again');
  // Where one cannot be hidden it comes again after the queue's own time: late, not lost.
  const hidden = await Promise.allSettled(
    waiting.map(async ({ id, pauseMs = 0 }) => {
      const receipt = event.Records.find(({ messageId }) => messageId === id)?.receiptHandle ?? '';
      await hideMessage(queues, { url: QUEUE, receipt, forMs: pauseMs });
    }),
  );
  const count = (kind: string): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  writeTally('sender', {
    channel: CHANNEL,
    ...told,
    heard: count('heard'),
    tryAgain: waiting.length,
    gaveUp: count('gave-up'),
    notHidden: hidden.filter(({ status }) => status === 'rejected').length,
    whys: [...new Set(outcomes.flatMap(({ why }) => why ?? []))],
  });
  return { batchItemFailures: waiting.map(({ id }) => ({ itemIdentifier: id })) };
}
