/** Puts news of an alert on a channel's queue. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { renderNews, type AlertNews } from '../core/alert/news';

export interface NewsQueue {
  send(news: AlertNews): Promise<void>;
}

export function createQueue(client: SQSClient, url: string): NewsQueue {
  return {
    async send(news) {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: renderNews(news) }));
    },
  };
}
