/** Moves messages from one queue to another, each put there before it is taken away. */
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CLIENT_LIMITS } from './client-limits';

export const createQueuesClient = (): SQSClient => new SQSClient({ ...CLIENT_LIMITS, requestHandler: {} });

export interface Move {
  readonly from: string;
  /** Undefined: they are only looked at, and come back by themselves. */
  readonly to: string | undefined;
  /** What is put there in place of a message's body. @default the same */
  readonly render?: (body: string) => string;
  /** With why it lay there, where that was noted. */
  readonly onMessage: (why: string | undefined) => Promise<void>;
}

/** A queue says that it is empty now and then though it is not: so many times in a row it is believed. */
const EMPTY_LOOKS = 3;

/** How many there were. Whoever is interrupted leaves a message in both queues, never in none. */
export async function moveMessages(
  client: SQSClient,
  { from, to, onMessage, render = (body) => body }: Move,
): Promise<number> {
  const seen = new Set<string>();
  for (let looks = 0; looks < EMPTY_LOOKS;) {
    const receive = new ReceiveMessageCommand({
      QueueUrl: from,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      VisibilityTimeout: to === undefined ? 10 : 60,
      MessageAttributeNames: ['why'],
    });
    const { Messages = [] } = await client.send(receive);
    const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    looks = fresh.length === 0 ? looks + 1 : 0;
    for (const { MessageId = '', MessageAttributes, Body = '', ReceiptHandle } of fresh) {
      seen.add(MessageId);
      await onMessage(MessageAttributes?.['why']?.StringValue);
      if (to === undefined) continue;
      await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: render(Body) }));
      await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
    }
  }
  return seen.size;
}
