/** Writes to a dead-letter queue in SQS: where a payload lies and why nobody could apply it. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../core/redrive/ports';

export function createDeadLetters(client: SQSClient, url: string): DeadLetters {
  return {
    async send({ key, why }) {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ key, why }) }));
    },
  };
}
