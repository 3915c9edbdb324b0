/** The sweeper in AWS: called each minute. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoRouteTags } from '../../adapters/dynamodb/route-tags';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { readDynamoSilences } from '../../adapters/dynamodb/silences';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { loadSettings } from '../../adapters/settings-file';
import { createQueue } from '../../adapters/sqs';
import { writeTally } from '../../adapters/tally-line';
import { handOver, type HandOverWorld } from '../../core/alert/hand-over';
import { routeAll } from '../../core/alert/route';
import { createRouteTags } from '../../core/alert/route-tags';
import { createSilences } from '../../core/alert/silences';
import { createFunctionPrices } from '../../core/function-prices';
import { createSweeper } from './sweeper';

const { rules, overrides, costs, alerts: settings } = loadSettings();
const { TABLE = '', QUEUES = '{}', AWS_REGION: region } = process.env;
const client = createDynamoClient();
const functions = createDynamoFunctions({ client, name: TABLE });
const pricedBy = createFunctionPrices({ functions, costs, region, now: Date.now });
const state = createDynamoState(client, TABLE);
const urls: Record<string, string> = JSON.parse(QUEUES);
const sqs = new SQSClient(CLIENT_LIMITS);
const routing = settings?.routing ?? routeAll(Object.keys(urls));
const tagsOf = createRouteTags(routing, createDynamoRouteTags({ client, name: TABLE }), Date.now);
const handOverWorld: Omit<HandOverWorld, 'tagsOf'> = {
  ...state,
  desks: createDynamoDesks({ client, name: TABLE }, Date.now),
  routing,
  settings: settings ?? {},
  ring: async (channel) => createQueue(sqs, urls[channel] ?? '').ring(),
  now: Date.now,
};
const sweep = createSweeper({
  ...state,
  rules,
  overrides,
  pricedBy,
  silences: createSilences(readDynamoSilences({ client, name: TABLE }), settings?.silences ?? [], Date.now),
  handOver: async (listed) => handOver(listed, { ...handOverWorld, tagsOf: await tagsOf() }),
  now: Date.now,
});

export async function handler(): Promise<void> {
  const { changes, ...tally } = await sweep();
  writeTally('sweeper', { changes: changes.length, ...tally });
}
