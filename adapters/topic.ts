/** Publishes to an SNS topic, with attributes to filter by, and says what became of it. */
import { PublishCommand, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../core/alert/message';
import type { Delivery } from '../core/ports';
import { isAnswerLost } from './lost-answer';
import { sdkErrorKind, sdkErrorName } from './sdk-error';

/** SNS takes 256 KB (its quotas, checked 2026-11), attributes included. */
export const MOST_CONTENT_BYTES = 254 * 1024;

export type TopicContent = Pick<PublishCommandInput, 'Subject' | 'MessageStructure'> & { readonly Message: string };

export async function publish(
  client: SNSClient,
  topicArn: string,
  { id, change, severity, kind, isTest }: Message,
  content: TopicContent,
): Promise<Delivery> {
  if (Buffer.byteLength(content.Message) > MOST_CONTENT_BYTES)
    return { kind: 'give-up', why: 'SNS takes no more than 256 KB' };
  const attributes = { id, change, severity, kind: kind ?? 'vigil', ...(isTest && { test: 'true' }) };
  const command = new PublishCommand({
    TopicArn: topicArn,
    ...content,
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value || 'none' }]),
    ),
  });
  try {
    await client.send(command);
    return { kind: 'sent' };
  } catch (error) {
    const why = `SNS did not take the alert: ${sdkErrorName(error)}`;
    if (sdkErrorKind(error) === 'give-up') return { kind: 'give-up', why };
    return { kind: 'try-again', why, ...(isAnswerLost(error) && { isUnsure: true }) };
  }
}
