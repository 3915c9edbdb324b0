/** A sender in AWS: called with the messages of one channel's queue. */
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createOutlet } from '../../adapters/outlet';
import { createDeadMessages, createQueue, hideMessage } from '../../adapters/sqs';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createSender } from './sender';

const { TABLE = '', CHANNEL = '', QUEUE = '', DEAD_LETTERS = '', OTHERS = '[]', AWS_REGION, ACCOUNT } = process.env;
const others: readonly string[] = JSON.parse(OTHERS);
const queues = new SQSClient(CLIENT_LIMITS);
const client = createDynamoClient();
const { alerts, troubles } = createDynamoState(client, TABLE);
const desks = createDynamoDesks({ client, name: TABLE }, Date.now);

const send = createSender({
  alerts,
  desks,
  settings: loadSettings().alerts ?? {},
  troubles,
  channel: createOutlet(process.env),
  place: {
    ...(AWS_REGION !== undefined && { region: AWS_REGION }),
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
