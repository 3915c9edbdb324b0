/** The sweeper in AWS: called each minute. */
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createSweeper } from './sweeper';

const { rules } = loadSettings();
const { TABLE = '' } = process.env;
const sweep = createSweeper({ ...createDynamoState(createDynamoClient(), TABLE), rules, now: Date.now });

export async function handler(): Promise<void> {
  const { changes, ...tally } = await sweep();
  writeTally('sweeper', { changes: changes.length, ...tally });
}
