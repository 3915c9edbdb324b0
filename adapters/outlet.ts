/** Makes a sender's channel out of its environment: which medium, and where it leads. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { renderAmazonQ } from '../core/alert/amazon-q';
import { renderEmail } from '../core/alert/email';
import { renderSlack, renderSlackReply } from '../core/alert/slack';
import type { Channel } from '../core/ports';
import { CLIENT_LIMITS } from './client-limits';
import { createJsonTopicChannel } from './json-topic';
import { createSecretReader } from './secrets';
import { createSlackChannel } from './slack';
import { createEmailChannel } from './sns-email';
import { createWebhookChannel } from './webhook';

export const MEDIA = ['email', 'slack', 'amazon-q', 'ocsf', 'webhook'] as const;
export type Medium = (typeof MEDIA)[number];

/** What the client repeated by itself, the desk could not count: a message whose answer was lost may have arrived. */
const ONE_TRY = { ...CLIENT_LIMITS, maxAttempts: 1 };

/** Throws where the stack gave it an environment that no outlet can be made of. */
export function createOutlet(env: Readonly<Record<string, string | undefined>>): Channel {
  const { CHANNEL: name = '', MEDIUM, TOPIC_ARN: topicArn = '', SECRET = '', HOST: host } = env;
  switch (MEDIUM) {
    case 'email':
      return createEmailChannel({ name, client: new SNSClient(ONE_TRY), topicArn, render: renderEmail });
    case 'amazon-q':
      return createJsonTopicChannel({ name, client: new SNSClient(ONE_TRY), topicArn, render: renderAmazonQ });
    case 'ocsf':
      return createJsonTopicChannel({
        name,
        client: new SNSClient(ONE_TRY),
        topicArn,
        render: ({ finding }) => finding,
      });
    case 'slack':
      return createSlackChannel({
        name,
        ...secretOf(SECRET),
        render: renderSlack,
        renderReply: renderSlackReply,
        host,
      });
    case 'webhook':
      return createWebhookChannel({ name, ...secretOf(SECRET), host: host ?? '', now: Date.now });
    default:
      throw new Error(
        `MEDIUM must be one of ${MEDIA.join(', ')}, got ${JSON.stringify(MEDIUM)}; deploy the stack again`,
      );
  }
}

function secretOf(name: string): { readSecret: () => Promise<string>; refreshSecret: () => Promise<string> } {
  const secrets = createSecretReader(new SecretsManagerClient(CLIENT_LIMITS));
  return { readSecret: () => secrets.read(name), refreshSecret: () => secrets.refresh(name) };
}
