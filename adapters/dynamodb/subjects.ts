/** Hot addresses of login sources in the table: sets that saturate, so that an attacker can't grow them. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SubjectStore } from '../../core/ports';
import { SUBJECT_TTL_SECONDS, subjectKey, subjectPartition, ttlAfter } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import { SUBJECT_CAP, type SubjectTouch, type SubjectWindow } from '../../core/state/subject';
import { hexBytes, hexOf, setSize } from './attributes';
import { unlessRefused } from './errors';
import { itemAfterRefusal, keyOf, queryAll, type Item, type Table } from './table';

const SETS = ['failures', 'accounts'] as const;
type SetName = (typeof SETS)[number];

export function createDynamoSubjects(table: Table): SubjectStore {
  return {
    async touch(touch) {
      const key = subjectKey(touch.source, touch.window, touch.hash);
      let left = SETS.filter((set) => touch[set].length > 0);
      let isFull = false;
      while (left.length > 0) {
        const update = updateOf(table, touch, left);
        const answer = await unlessRefused('note an address', () => table.client.send(update));
        if ('done' in answer) return isFull ? 'full' : 'noted';
        const item = (await itemAfterRefusal(table, key, answer.refused)) ?? {};
        const roomy = left.filter((set) => setSize(item[set]) < SUBJECT_CAP);
        isFull ||= setSize(item['failures']) >= SUBJECT_CAP;
        if (roomy.length === left.length) break;
        left = roomy;
      }
      return isFull ? 'full' : 'noted';
    },

    async list(source, window) {
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: subjectPartition(source, window) } },
      });
      return items.map(windowOf);
    },
  };
}

/** A set that has room takes all of one delivery, so that the order within a delivery does not matter. */
function updateOf(table: Table, touch: SubjectTouch, sets: readonly SetName[]): UpdateItemCommand {
  const values: Item = {
    ':address': { S: touch.address },
    ':ttl': { N: String(ttlAfter(startOf(touch.window), SUBJECT_TTL_SECONDS)) },
    ':cap': { N: String(SUBJECT_CAP) },
  };
  for (const set of sets) {
    values[`:${set}`] = { BS: [...new Set(touch[set].slice(0, SUBJECT_CAP))].map(hexBytes) };
  }
  return new UpdateItemCommand({
    TableName: table.name,
    Key: keyOf(subjectKey(touch.source, touch.window, touch.hash)),
    UpdateExpression: `SET #address = if_not_exists(#address, :address), #ttl = if_not_exists(#ttl, :ttl) ADD ${sets
      .map((set) => `#${set} :${set}`)
      .join(', ')}`,
    ConditionExpression: sets.map((set) => `(attribute_not_exists(#${set}) OR size(#${set}) < :cap)`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(['address', 'ttl', ...sets].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}

function windowOf(item: Item): SubjectWindow {
  return {
    address: item['address']?.S ?? '',
    failures: setSize(item['failures']),
    accounts: (item['accounts']?.BS ?? []).map(hexOf).toSorted().slice(0, SUBJECT_CAP),
  };
}
