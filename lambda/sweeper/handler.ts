/** The sweeper in AWS: called each minute. */
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createFunctionPrices } from '../../core/function-prices';
import { createSweeper } from './sweeper';

const { rules, overrides, costs } = loadSettings();
const { TABLE = '', AWS_REGION: region } = process.env;
const client = createDynamoClient();
const functions = createDynamoFunctions({ client, name: TABLE });
const pricedBy = createFunctionPrices({ functions, costs, region, now: Date.now });
const sweep = createSweeper({ ...createDynamoState(client, TABLE), rules, overrides, pricedBy, now: Date.now });

export async function handler(): Promise<void> {
  const { changes, ...tally } = await sweep();
  writeTally('sweeper', { changes: changes.length, ...tally });
}
