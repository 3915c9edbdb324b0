/** Publishes alerts to the topic: text for people who read mail, JSON for queues and functions. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert } from '../core/alert/alert';
import type { Channel, Delivery } from '../core/ports';
import { sdkErrorKind, sdkErrorName } from './sdk-error';

export interface EmailOutlet {
  readonly client: SNSClient;
  readonly topicArn: string;
  readonly render: (alert: Alert) => { readonly subject: string; readonly body: string };
  readonly renderJson: (alert: Alert) => string;
}

export const EMAIL_CHANNEL = 'email';

export function createEmailChannel({ client, topicArn, render, renderJson }: EmailOutlet): Channel {
  return {
    name: EMAIL_CHANNEL,
    async send(alert): Promise<Delivery> {
      const { subject, body } = render(alert);
      const json = renderJson(alert);
      const publish = new PublishCommand({
        TopicArn: topicArn,
        Subject: legalSubject(subject),
        MessageStructure: 'json',
        Message: JSON.stringify({ default: body, email: body, sqs: json, lambda: json }),
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: alert.kind },
          severity: { DataType: 'String', StringValue: alert.severity },
          change: { DataType: 'String', StringValue: alert.change },
        },
      });
      try {
        await client.send(publish);
        return { kind: 'sent' };
      } catch (error) {
        const kind = sdkErrorKind(error) === 'give-up' ? 'give-up' : 'try-again';
        return { kind, why: `SNS did not take the alert: ${sdkErrorName(error)}` };
      }
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
