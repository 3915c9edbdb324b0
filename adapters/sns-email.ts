/** Publishes to the topic of alerts: text for people who read mail, JSON for queues and functions. */
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../core/alert/message';
import type { Channel } from '../core/ports';
import { MOST_CONTENT_BYTES, publish } from './topic';

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
      return publish(client, topicArn, message, {
        Subject: legalSubject(subject),
        MessageStructure: 'json',
        Message: fittingContent(body, message),
      });
    },
  };
}

/** Of the addresses as many as there is room for; the JSON says how many more there are. */
const MOST_ADDRESSES = [300, 200, 100, 50, 0];

function fittingContent(body: string, { json, jsonWith }: Message): string {
  const contentOf = (object: object): string => {
    const text = JSON.stringify(object);
    return JSON.stringify({ default: body, email: body, sqs: text, lambda: text });
  };
  let content = contentOf(json);
  for (const most of MOST_ADDRESSES) {
    if (jsonWith === undefined || Buffer.byteLength(content) <= MOST_CONTENT_BYTES) break;
    content = contentOf(jsonWith(most));
  }
  return content;
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
