/** A sender in AWS: called with the messages of one channel's queue. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createSecretReader } from '../../adapters/secrets';
import { createSlackChannel } from '../../adapters/slack';
import { createEmailChannel } from '../../adapters/sns-email';
import { writeTally } from '../../adapters/tally-line';
import { renderEmail } from '../../core/alert/email';
import { renderJson } from '../../core/alert/json';
import type { Place } from '../../core/alert/links';
import { renderSlack } from '../../core/alert/slack';
import type { Channel } from '../../core/ports';
import { createSender } from './sender';

const { TABLE = '', CHANNEL, TOPIC_ARN = '', SLACK_SECRET = '', SLACK_HOST, AWS_REGION, ACCOUNT } = process.env;
const place: Place = {
  ...(AWS_REGION !== undefined && { region: AWS_REGION }),
  ...(ACCOUNT !== undefined && { account: ACCOUNT }),
};

const send = createSender({
  alerts: createDynamoState(createDynamoClient(), TABLE).alerts,
  channel: channelOf(CHANNEL),
  now: Date.now,
});

function channelOf(name: string | undefined): Channel {
  if (name === 'email') {
    return createEmailChannel({
      client: new SNSClient(CLIENT_LIMITS),
      topicArn: TOPIC_ARN,
      render: (alert) => renderEmail(alert, place),
      renderJson: (alert) => JSON.stringify(renderJson(alert, place)),
    });
  }
  if (name === 'slack') {
    const secrets = createSecretReader(new SecretsManagerClient(CLIENT_LIMITS));
    return createSlackChannel({
      readSecret: () => secrets.read(SLACK_SECRET),
      refreshSecret: () => secrets.refresh(SLACK_SECRET),
      render: (alert) => renderSlack(alert, place),
      host: SLACK_HOST,
    });
  }
  throw new Error(`CHANNEL must be email or slack, got ${JSON.stringify(name)}; deploy the stack again`);
}

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const outcomes = await send(event.Records.map(({ messageId, body }) => ({ id: messageId, body })));
  const failed = outcomes.filter(({ kind }) => kind === 'try-again' || kind === 'give-up');
  const count = (kind: string): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  writeTally('sender', {
    channel: CHANNEL,
    sent: count('sent'),
    nothingNew: count('nothing-new'),
    tryAgain: count('try-again'),
    giveUp: count('give-up'),
    whys: [...new Set(failed.map(({ why }) => why))],
  });
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}
