/** Publishes to the topic of alerts: text for people who read mail, JSON for queues and functions. */
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../core/alert/message';
import type { Channel } from '../core/ports';
import { publish } from './topic';

export interface EmailOutlet {
  /** @default `email`; another where a stack has several */
  readonly name?: string;
  readonly client: SNSClient;
  readonly topicArn: string;
  readonly render: (message: Message) => { readonly subject: string; readonly body: string };
}

export const EMAIL_CHANNEL = 'email';

export function createEmailChannel({ name = EMAIL_CHANNEL, client, topicArn, render }: EmailOutlet): Channel {
  return {
    name,
    async tell(message) {
      const { subject, body } = render(message);
      const json = JSON.stringify(message.json);
      return publish(client, topicArn, message, {
        Subject: legalSubject(subject),
        MessageStructure: 'json',
        Message: JSON.stringify({ default: body, email: body, sqs: json, lambda: json }),
      });
    },
  };
}

/** SNS refuses a subject for good unless it is printable ASCII under 100 characters that does not begin with a space. */
function legalSubject(subject: string): string {
  const legal = subject
    .replace(/\s+/gu, ' ')
    .replace(/[^ -~]/gu, '?')
    .trim()
    .slice(0, 99);
  return legal === '' ? 'Vigil alert' : legal;
}
