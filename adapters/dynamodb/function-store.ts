/** Keeps how the watched functions are configured: one partition, so that one Query lists them all. */
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { FUNCTION_PARTITION, functionKey } from '../../core/state/keys';
import type { FunctionStore, KnownFunction } from '../../core/watch/functions';
import { orThrow } from './errors';
import { keyOf, queryAll, type Item, type Table } from './table';

export function createDynamoFunctions(table: Table): FunctionStore {
  return {
    async list() {
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: FUNCTION_PARTITION } },
      });
      return items.flatMap(readFunction);
    },
    async put({ name, configuration, atMs, logGroup, hidesReports }) {
      const item = {
        ...keyOf(functionKey(name)),
        name: { S: name },
        atMs: { N: String(atMs) },
        configuration: { S: JSON.stringify(configuration) },
        ...(logGroup !== undefined && { logGroup: { S: logGroup } }),
        ...(hidesReports !== undefined && { hidesReports: { BOOL: hidesReports } }),
      };
      await orThrow('note a function', () =>
        table.client.send(new PutItemCommand({ TableName: table.name, Item: item })),
      );
    },
    async forget(name) {
      await orThrow('forget a function', () =>
        table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf(functionKey(name)) })),
      );
    },
  };
}

function readFunction({ name, configuration, atMs, logGroup, hidesReports }: Item): KnownFunction[] {
  if (name?.S === undefined || configuration?.S === undefined) return [];
  const known: KnownFunction['configuration'] = JSON.parse(configuration.S);
  return [
    {
      name: name.S,
      configuration: known,
      atMs: Number(atMs?.N ?? 0),
      ...(logGroup?.S !== undefined && { logGroup: logGroup.S }),
      ...(hidesReports?.BOOL !== undefined && { hidesReports: hidesReports.BOOL }),
    },
  ];
}
