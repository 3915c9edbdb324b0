/** From where accounts have logged in before: an attribute an address, so that its first minute stands whatever is repeated. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SubjectStore } from '../../core/ports';
import { KNOWN_TTL_SECONDS, knownAccountKey, ttlAfter } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import { SUBJECT_CAP, type KnownAccount } from '../../core/state/subject';
import { hexBytes } from './attributes';
import { unlessRefused } from './errors';
import { getItem, itemAfterRefusal, keyOf, type Item, type Table } from './table';

const FIRST_PREFIX = '@';

export function createDynamoKnownAccounts(table: Table): Pick<SubjectStore, 'remember' | 'recall'> {
  return {
    async remember({ source, account, label, address, minute }) {
      const key = knownAccountKey(source, account);
      const update = new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(key),
        UpdateExpression:
          'SET #first = if_not_exists(#first, :minute), #label = if_not_exists(#label, :label), #ttl = :ttl ADD #all :all',
        ConditionExpression: 'attribute_not_exists(#all) OR contains(#all, :one) OR size(#all) < :cap',
        ExpressionAttributeNames: {
          '#first': FIRST_PREFIX + address,
          '#label': 'label',
          '#ttl': 'ttl',
          '#all': 'all',
        },
        ExpressionAttributeValues: {
          ':minute': { N: String(minute) },
          ':label': { S: label },
          ':ttl': { N: String(ttlAfter(startOf(minute), KNOWN_TTL_SECONDS)) },
          ':all': { BS: [hexBytes(address)] },
          ':one': { B: hexBytes(address) },
          ':cap': { N: String(SUBJECT_CAP) },
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      const answer = await unlessRefused('note who logged in', () => table.client.send(update));
      if ('done' in answer) return knownOf(answer.done.Attributes ?? {});
      return knownOf((await itemAfterRefusal(table, key, answer.refused)) ?? {});
    },

    async recall(source, account) {
      const item = await getItem(table, knownAccountKey(source, account));
      return item && knownOf(item);
    },
  };
}

function knownOf(item: Item): KnownAccount {
  const firstSeen = Object.entries(item).flatMap(([name, value]) =>
    name.startsWith(FIRST_PREFIX) ? [[name.slice(FIRST_PREFIX.length), Number(value.N)] as const] : [],
  );
  return { label: item['label']?.S ?? '', firstSeen: new Map(firstSeen) };
}
