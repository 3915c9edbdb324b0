/** What is done with SQS: news and notices put on a channel's queue, a message hidden until it is tried again, one kept as dead. */
import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { BELL, renderNews, type AlertNews } from '../core/alert/news';
import { renderNotice, type Notice } from '../core/alert/notice';

export interface NewsQueue {
  /** @param delayMs nobody sees it before */
  send(news: AlertNews, delayMs?: number): Promise<void>;
  ring(): Promise<void>;
  sendNotice(notice: Notice): Promise<void>;
}

export function createQueue(client: SQSClient, url: string): NewsQueue {
  const send = async (body: string, delayMs = 0): Promise<void> => {
    const delay = delayMs > 0 && { DelaySeconds: Math.ceil(delayMs / 1000) };
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...delay }));
  };
  return {
    send: (news, delayMs) => send(renderNews(news), delayMs),
    ring: () => send(BELL),
    sendNotice: (notice) => send(renderNotice(notice)),
  };
}

/** Hides a received message for so long; then it comes again. */
export const hideMessage = async (
  client: SQSClient,
  { url, receipt, forMs }: { readonly url: string; readonly receipt: string; readonly forMs: number },
): Promise<void> => {
  const seconds = Math.min(43_200, Math.max(0, Math.ceil(forMs / 1000)));
  await client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: seconds }),
  );
};

/** Keeps a message as it came, with why nobody will take it beside it. */
export const createDeadMessages = (client: SQSClient, url: string) => ({
  async send(body: string, why: string): Promise<void> {
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: body,
        MessageAttributes: { why: { DataType: 'String', StringValue: why.slice(0, 500) || 'unknown' } },
      }),
    );
  },
});
