/** What is usual, and the sweeper's cursor, in the table. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Profile } from '../../core/baseline/profile';
import type { Recent } from '../../core/baseline/recent';
import type { UsualStore } from '../../core/ports';
import { CURSOR_KEY, profileKey, ttlAfter, USUAL_TTL_SECONDS, usualKey, type ItemKey } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import { wasRetried } from '../sdk-error';
import { numberOf } from './attributes';
import { unlessRefused } from './errors';
import { createReadTogether } from './read-together';
import { getItem, itemAfterRefusal, keyOf, type Table } from './table';

export function createDynamoUsual(table: Table): UsualStore {
  const readItem = createReadTogether(table);
  const readBody = async (key: ItemKey): Promise<string | undefined> => (await readItem(key))?.['body']?.S;
  return {
    async read(series) {
      const body = await readBody(usualKey(series));
      if (body === undefined) return undefined;
      const recent: Recent = JSON.parse(body);
      return recent;
    },

    write: async (series, recent, expectedRev) =>
      writeBody(table, usualKey(series), recent, startOf(recent.foldedDue), expectedRev),

    async readProfile(series) {
      const body = await readBody(profileKey(series));
      if (body === undefined) return undefined;
      const profile: Profile = JSON.parse(body);
      return profile;
    },

    writeProfile: async (series, profile, expectedRev) =>
      writeBody(table, profileKey(series), profile, startOf(profile.learnedTo * 60), expectedRev),

    async readCursor() {
      return numberOf((await getItem(table, CURSOR_KEY))?.['due']);
    },

    /** Refused, and rightly, where another sweep has come further. */
    async writeCursor(due) {
      const put = new PutItemCommand({
        TableName: table.name,
        Item: { ...keyOf(CURSOR_KEY), due: { N: String(due) } },
        ConditionExpression: 'attribute_not_exists(due) OR due < :due',
        ExpressionAttributeValues: { ':due': { N: String(due) } },
      });
      await unlessRefused('move the cursor', () => table.client.send(put));
    },
  };
}

async function writeBody(
  table: Table,
  key: ItemKey,
  value: { readonly rev: number },
  fromMs: number,
  expectedRev: number,
): Promise<boolean> {
  const body = JSON.stringify(value);
  const put = new PutItemCommand({
    TableName: table.name,
    Item: {
      ...keyOf(key),
      body: { S: body },
      rev: { N: String(value.rev) },
      ttl: { N: String(ttlAfter(fromMs, USUAL_TTL_SECONDS)) },
    },
    ConditionExpression: expectedRev === 0 ? 'attribute_not_exists(rev)' : 'rev = :expected',
    ...(expectedRev !== 0 && { ExpressionAttributeValues: { ':expected': { N: String(expectedRev) } } }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const answer = await unlessRefused('write what is usual', () => table.client.send(put));
  if ('done' in answer) return true;
  if (!wasRetried(answer.refused)) return false;
  // The first request may have been carried out and its reply lost.
  return (await itemAfterRefusal(table, key, answer.refused))?.['body']?.S === body;
}
