/** Channels' desks in the table. Whoever tells holds the desk; each of its writes is conditional on that. */
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Desk, DeskStore, Waiting } from '../../core/alert/desk/desk';
import { isSeverity } from '../../core/alert/severity';
import { deskKey, WAITING_TTL_SECONDS, waitingKey, waitingPartition, waitingSort } from '../../core/state/desk-keys';
import { readAlertPartition, ttlAfter } from '../../core/state/keys';
import { numberOf } from './attributes';
import { createDynamoDeskDays } from './desk-days';
import { createDynamoDeskPapers } from './desk-papers';
import { unlessRefused } from './errors';
import { getItem, keyOf, queryFirst, type Item, type Table } from './table';

/** @param now for how long items live; nothing is decided by it */
export function createDynamoDesks(table: Table, now: () => number): DeskStore {
  const { client, name: TableName } = table;
  return {
    ...createDynamoDeskPapers(table, now),
    ...createDynamoDeskDays(table, now),

    async wait(channel, waiting) {
      const update = new UpdateItemCommand({
        TableName,
        Key: keyOf(waitingKey(channel, waiting)),
        UpdateExpression: `SET seq = :seq, #ttl = :ttl ${waiting.isRefused === true ? ', refused = :yes' : 'REMOVE refused'}`,
        ConditionExpression: `attribute_not_exists(seq) OR seq ${waiting.isRefused === true ? '<=' : '<'} :seq`,
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':seq': { N: String(waiting.seq) },
          ':ttl': { N: String(ttlAfter(now(), WAITING_TTL_SECONDS)) },
          ...(waiting.isRefused === true && { ':yes': { BOOL: true } }),
        },
      });
      await unlessRefused('note what a channel is to be told', () => client.send(update));
    },

    async listWaiting(channel, most, after) {
      const partition = { ':p': { S: waitingPartition(channel) } };
      const query =
        after === undefined
          ? { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: partition }
          : {
              KeyConditionExpression: 'pk = :p AND sk > :after',
              ExpressionAttributeValues: { ...partition, ':after': { S: waitingSort(after) } },
            };
      return (await queryFirst(table, query, most)).flatMap(readWaiting);
    },

    async done(channel, waiting) {
      const remove = new DeleteItemCommand({
        TableName,
        Key: keyOf(waitingKey(channel, waiting)),
        ConditionExpression: 'seq <= :seq',
        ExpressionAttributeValues: { ':seq': { N: String(waiting.seq) } },
      });
      await unlessRefused('strike off what a channel was told', () => client.send(remove));
    },

    async take(channel, holder, nowMs, untilMs) {
      for (;;) {
        const take = new UpdateItemCommand({
          TableName,
          Key: keyOf(deskKey(channel)),
          UpdateExpression: 'SET holder = :me, untilMs = :until',
          ConditionExpression: 'attribute_not_exists(holder) OR holder = :me OR untilMs <= :now',
          ExpressionAttributeValues: {
            ':me': { S: holder },
            ':until': { N: String(untilMs) },
            ':now': { N: String(nowMs) },
          },
          ReturnValues: 'ALL_NEW',
        });
        const answer = await unlessRefused('take a desk', () => client.send(take));
        if ('done' in answer) return deskOf(answer.done.Attributes ?? {});
        const ring = new UpdateItemCommand({
          TableName,
          Key: keyOf(deskKey(channel)),
          UpdateExpression: 'ADD bells :one',
          ConditionExpression: 'attribute_exists(holder)',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        });
        // Where the holder has just left, nobody would hear the bell: the desk is free to be taken.
        if ('done' in (await unlessRefused('ring at a desk', () => client.send(ring)))) return undefined;
      }
    },

    async note(channel, holder, desk) {
      const { bells: _, ...kept } = desk;
      const note = new UpdateItemCommand({
        TableName,
        Key: keyOf(deskKey(channel)),
        UpdateExpression: 'SET body = :body',
        ConditionExpression: 'holder = :me',
        ExpressionAttributeValues: { ':me': { S: holder }, ':body': { S: JSON.stringify(kept) } },
      });
      return 'done' in (await unlessRefused('write a desk', () => client.send(note)));
    },

    async leave(channel, holder, { bells, ...kept }) {
      const leave = new UpdateItemCommand({
        TableName,
        Key: keyOf(deskKey(channel)),
        UpdateExpression: 'SET body = :body REMOVE holder, untilMs',
        ConditionExpression: `holder = :me AND ${bells === 0 ? '(attribute_not_exists(bells) OR bells = :bells)' : 'bells = :bells'}`,
        ExpressionAttributeValues: {
          ':me': { S: holder },
          ':body': { S: JSON.stringify(kept) },
          ':bells': { N: String(bells) },
        },
      });
      return 'done' in (await unlessRefused('leave a desk', () => client.send(leave)));
    },

    async read(channel) {
      const item = await getItem(table, deskKey(channel));
      return item && deskOf(item);
    },
  };
}

function deskOf({ body, bells }: Item): Desk {
  const kept: Omit<Desk, 'bells'> = JSON.parse(body?.S ?? '{}');
  return { ...kept, bells: numberOf(bells) ?? 0 };
}

function readWaiting({ sk, seq, refused }: Item): Waiting[] {
  const rank = Number(sk?.S?.slice(0, 1));
  const severity = (['critical', 'warning', 'info'] as const)[rank];
  const key = readAlertPartition(sk?.S?.slice(2) ?? '');
  if (key === undefined || !isSeverity(severity)) return [];
  return [{ key, severity, seq: numberOf(seq) ?? 0, ...(refused?.BOOL === true && { isRefused: true }) }];
}
