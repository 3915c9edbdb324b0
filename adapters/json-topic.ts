/** Publishes one JSON object a message to a topic that carries one schema and nothing else: Amazon Q's, or OCSF's. */
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../core/alert/message';
import type { Channel } from '../core/ports';
import { publish } from './topic';

export interface JsonTopicOutlet {
  readonly name: string;
  readonly client: SNSClient;
  readonly topicArn: string;
  /** Undefined for what the schema has no form for: that is passed over. */
  readonly render: (message: Message) => object | undefined;
}

export const createJsonTopicChannel = ({ name, client, topicArn, render }: JsonTopicOutlet): Channel => ({
  name,
  async tell(message) {
    const content = render(message);
    if (content === undefined) return { kind: 'sent' };
    return publish(client, topicArn, message, { Message: JSON.stringify(content) });
  },
});
