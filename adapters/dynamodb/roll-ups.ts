/** Subject windows in short: one small item a window, so that a whole day is one Query. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SubjectStore } from '../../core/ports';
import { rollUpPartition, rollUpSort, SUBJECT_TTL_SECONDS, ttlAfter, windowOfRollUpSort } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import type { SubjectLine } from '../../core/state/subject';
import { orThrow } from './errors';
import { keyOf, queryAll, type Table } from './table';

export function createDynamoRollUps(table: Table): Pick<SubjectStore, 'rollUp' | 'listRollUps'> {
  return {
    async rollUp(source, { window, lines }) {
      const put = new PutItemCommand({
        TableName: table.name,
        Item: {
          ...keyOf({ pk: rollUpPartition(source), sk: rollUpSort(window) }),
          lines: { S: JSON.stringify(lines) },
          ttl: { N: String(ttlAfter(startOf(window), SUBJECT_TTL_SECONDS)) },
        },
      });
      await orThrow('roll up a window', () => table.client.send(put));
    },

    async listRollUps(source, from, to) {
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :p AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':p': { S: rollUpPartition(source) },
          ':from': { S: rollUpSort(from) },
          ':to': { S: rollUpSort(to) },
        },
      });
      return items.map((item) => {
        const lines: readonly SubjectLine[] = JSON.parse(item['lines']?.S ?? '[]');
        return { window: windowOfRollUpSort(item['sk']?.S ?? ''), lines };
      });
    },
  };
}
