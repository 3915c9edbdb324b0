/** Silences in the table: one partition, so that one Query lists them all; kept a while after their end. */
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Silence } from '../../core/alert/silence';
import type { KeptSilence, SilenceStore } from '../../core/alert/silences';
import { SILENCE_PARTITION, SILENCE_TTL_SECONDS, silenceKey } from '../../core/state/desk-keys';
import { ttlAfter } from '../../core/state/keys';
import { wasRetried } from '../sdk-error';
import { numberOf } from './attributes';
import { orThrow, unlessRefused } from './errors';
import { itemAfterRefusal, keyOf, queryAll, type Item, type Table } from './table';

/** What whoever judges needs of them. */
export const readDynamoSilences = (table: Table): Pick<SilenceStore, 'list'> => ({
  async list() {
    const items = await queryAll(table, {
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: SILENCE_PARTITION } },
    });
    return items.map(silenceOf);
  },
});

export const createDynamoSilences = (table: Table): SilenceStore => ({
  ...readDynamoSilences(table),
  async put({ untilMs, ...silence }) {
    const item = { ...keyOf(silenceKey(silence.id)), body: { S: JSON.stringify(silence) }, ...endAt(untilMs) };
    await orThrow('note a silence', () => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })));
  },

  async end(id, by, nowMs) {
    const key = silenceKey(id);
    const { untilMs, ttl } = endAt(nowMs);
    const update = new UpdateItemCommand({
      TableName: table.name,
      Key: keyOf(key),
      UpdateExpression: 'SET untilMs = :now, endedBy = :by, #ttl = :ttl',
      ConditionExpression: 'untilMs > :now',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':now': untilMs, ':by': { S: by }, ':ttl': ttl },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const answer = await unlessRefused('end a silence', () => table.client.send(update));
    if ('done' in answer) return true;
    if (!wasRetried(answer.refused)) return false;
    // The first request may have been carried out and its reply lost.
    const item = await itemAfterRefusal(table, key, answer.refused);
    return numberOf(item?.['untilMs']) === nowMs && item?.['endedBy']?.S === by;
  },
});

const endAt = (untilMs: number) => ({
  untilMs: { N: String(untilMs) },
  ttl: { N: String(ttlAfter(untilMs, SILENCE_TTL_SECONDS)) },
});

function silenceOf({ body, untilMs, endedBy }: Item): KeptSilence {
  const silence: Omit<Silence, 'untilMs'> = JSON.parse(body?.S ?? '');
  return { ...silence, untilMs: numberOf(untilMs) ?? 0, ...(endedBy?.S !== undefined && { endedBy: endedBy.S }) };
}
