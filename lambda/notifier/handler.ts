/** The notifier in AWS: called with the table's stream. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { readStreamNews } from '../../adapters/dynamodb/stream-news';
import { createQueue } from '../../adapters/sqs';
import { writeTally } from '../../adapters/tally-line';
import { createNotifier } from './notifier';

const { QUEUES = '{}' } = process.env;
const urls: Record<string, string> = JSON.parse(QUEUES);
const client = new SQSClient(CLIENT_LIMITS);
const notify = createNotifier({
  queues: Object.fromEntries(Object.entries(urls).map(([channel, url]) => [channel, createQueue(client, url)])),
});

export async function handler(event: unknown): Promise<void> {
  writeTally('notifier', await notify(readStreamNews(event)));
}
