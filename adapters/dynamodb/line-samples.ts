/** The latest redacted lines of failed calls of a function, in the table: only where the settings ask for them. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { LineSample, LineSampleStore } from '../../core/alert/sample-lines';
import { LINES_TTL_SECONDS, linesKey, ttlAfter } from '../../core/state/keys';
import { orThrow } from './errors';
import { getItem, keyOf, type Table } from './table';

export const createDynamoLineSamples = (table: Table): LineSampleStore => ({
  async put({ series, ...body }) {
    const item = {
      ...keyOf(linesKey(series)),
      body: { S: JSON.stringify(body) },
      ttl: { N: String(ttlAfter(body.atMs, LINES_TTL_SECONDS)) },
    };
    await orThrow('keep lines', () => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })));
  },
  async read(series) {
    const body = (await getItem(table, linesKey(series)))?.['body']?.S;
    if (body === undefined) return undefined;
    const kept: Omit<LineSample, 'series'> = JSON.parse(body);
    return { series, ...kept };
  },
});
