/** The notifier in AWS: called with the table's stream. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoRouteTags } from '../../adapters/dynamodb/route-tags';
import { readStreamNews } from '../../adapters/dynamodb/stream-news';
import { loadSettings } from '../../adapters/settings-file';
import { createQueue } from '../../adapters/sqs';
import { writeTally } from '../../adapters/tally-line';
import { routeAll } from '../../core/alert/route';
import { createRouteTags } from '../../core/alert/route-tags';
import { createNotifier } from './notifier';

const { TABLE = '', QUEUES = '{}' } = process.env;
const urls: Record<string, string> = JSON.parse(QUEUES);
const client = new SQSClient(CLIENT_LIMITS);
const table = { client: createDynamoClient(), name: TABLE };
const routing = loadSettings().alerts?.routing ?? routeAll(Object.keys(urls));
const notify = createNotifier({
  desks: createDynamoDesks(table, Date.now),
  queues: Object.fromEntries(Object.entries(urls).map(([channel, url]) => [channel, createQueue(client, url)])),
  routing,
  tagsOf: createRouteTags(routing, createDynamoRouteTags(table), Date.now),
});

export async function handler(event: unknown): Promise<void> {
  writeTally('notifier', await notify(readStreamNews(event)));
}
