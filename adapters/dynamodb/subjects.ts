/** Addresses and accounts of login sources in the table: sets that saturate, so that an attacker can't grow them. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SubjectStore } from '../../core/ports';
import { parseSubjectSort, SUBJECT_TTL_SECONDS, subjectKey, subjectPartition, ttlAfter } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import {
  SUBJECT_CAP,
  SUBJECT_SETS,
  type SubjectSet,
  type SubjectTouch,
  type SubjectWindow,
} from '../../core/state/subject';
import { hexBytes, hexOf, setSize } from './attributes';
import { unlessRefused } from './errors';
import { createDynamoKnownAccounts } from './known-accounts';
import { createDynamoRollUps } from './roll-ups';
import { itemAfterRefusal, keyOf, queryAll, type Item, type Table } from './table';

export function createDynamoSubjects(table: Table): SubjectStore {
  return {
    ...createDynamoRollUps(table),
    ...createDynamoKnownAccounts(table),

    async touch(touch) {
      const key = subjectKey(touch.source, touch.window, touch.kind, touch.hash);
      let left = SUBJECT_SETS.filter((set) => touch[set].length > 0);
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
function updateOf(table: Table, touch: SubjectTouch, sets: readonly SubjectSet[]): UpdateItemCommand {
  const values: Item = {
    ':label': { S: touch.label },
    ':ttl': { N: String(ttlAfter(startOf(touch.window), SUBJECT_TTL_SECONDS)) },
    ':cap': { N: String(SUBJECT_CAP) },
  };
  const undeclared = touch.isDeclared ? '' : ', #undeclared = :undeclared';
  if (!touch.isDeclared) values[':undeclared'] = { BOOL: true };
  for (const set of sets) {
    values[`:${set}`] = { BS: [...new Set(touch[set].slice(0, SUBJECT_CAP))].map(hexBytes) };
  }
  return new UpdateItemCommand({
    TableName: table.name,
    Key: keyOf(subjectKey(touch.source, touch.window, touch.kind, touch.hash)),
    UpdateExpression: `SET #label = if_not_exists(#label, :label), #ttl = if_not_exists(#ttl, :ttl)${undeclared} ADD ${sets
      .map((set) => `#${set} :${set}`)
      .join(', ')}`,
    ConditionExpression: sets.map((set) => `(attribute_not_exists(#${set}) OR size(#${set}) < :cap)`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(
      ['label', 'ttl', ...(touch.isDeclared ? [] : ['undeclared']), ...sets].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}

function windowOf(item: Item): SubjectWindow {
  const hashes = (set: SubjectSet) => (item[set]?.BS ?? []).map(hexOf).toSorted().slice(0, SUBJECT_CAP);
  return {
    ...parseSubjectSort(item['sk']?.S ?? ''),
    label: item['label']?.S ?? '',
    failures: setSize(item['failures']),
    unknown: setSize(item['unknown']),
    probes: setSize(item['probes']),
    others: hashes('others'),
    successes: hashes('successes'),
    isDeclared: item['undeclared']?.BOOL !== true,
  };
}
