/** What lies on a channel's desk in the table: the hour's slots, the pages of a digest, the members of groups. */
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { DeskStore, DigestEntry, GroupMembers } from '../../core/alert/desk/desk';
import {
  GROUP_TTL_SECONDS,
  groupKey,
  HOUR_TTL_SECONDS,
  hourKey,
  PAGE_TTL_SECONDS,
  pageKey,
} from '../../core/state/desk-keys';
import { ttlAfter, type ItemKey } from '../../core/state/keys';
import { orThrow, unlessRefused } from './errors';
import { getItem, keyOf, type Table } from './table';

type Papers = Pick<DeskStore, 'takeSlot' | 'giveBack' | 'putPage' | 'readPage' | 'dropPage' | 'putGroup' | 'readGroup'>;

export function createDynamoDeskPapers(table: Table, now: () => number): Papers {
  const { client, name: TableName } = table;
  const put = (act: string, key: ItemKey, body: unknown, lifeSeconds: number) => {
    const Item = {
      ...keyOf(key),
      body: { S: JSON.stringify(body) },
      ttl: { N: String(ttlAfter(now(), lifeSeconds)) },
    };
    return orThrow(act, () => client.send(new PutItemCommand({ TableName, Item })));
  };
  return {
    /** A repeat of the SDK's whose first reply was lost may take two: one message fewer, never one more. */
    async takeSlot(channel, hour, of, most) {
      const take = new UpdateItemCommand({
        TableName,
        Key: keyOf(hourKey(channel, hour)),
        UpdateExpression: 'SET #ttl = if_not_exists(#ttl, :ttl) ADD #of :one',
        ConditionExpression: 'attribute_not_exists(#of) OR #of < :most',
        ExpressionAttributeNames: { '#of': of, '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':most': { N: String(most) },
          ':ttl': { N: String(ttlAfter(now(), HOUR_TTL_SECONDS)) },
        },
      });
      return 'done' in (await unlessRefused("take one of an hour's messages", () => client.send(take)));
    },
    async giveBack(channel, hour, of) {
      const give = new UpdateItemCommand({
        TableName,
        Key: keyOf(hourKey(channel, hour)),
        UpdateExpression: 'ADD #of :less',
        ConditionExpression: '#of > :none',
        ExpressionAttributeNames: { '#of': of },
        ExpressionAttributeValues: { ':less': { N: '-1' }, ':none': { N: '0' } },
      });
      await unlessRefused("give back one of an hour's messages", () => client.send(give));
    },
    putPage: async (channel, digest, page, entries) =>
      void (await put('write a page of a digest', pageKey(channel, digest, page), entries, PAGE_TTL_SECONDS)),
    async readPage(channel, digest, page) {
      const item = await getItem(table, pageKey(channel, digest, page));
      const entries: DigestEntry[] = JSON.parse(item?.['body']?.S ?? '[]');
      return entries;
    },
    async dropPage(channel, digest, page) {
      const drop = new DeleteItemCommand({ TableName, Key: keyOf(pageKey(channel, digest, page)) });
      await orThrow('drop a page of a digest', () => client.send(drop));
    },
    putGroup: async (channel, group) =>
      void (await put('write a group', groupKey(channel, group.id), group, GROUP_TTL_SECONDS)),
    async readGroup(channel, id) {
      const body = (await getItem(table, groupKey(channel, id)))?.['body']?.S;
      if (body === undefined) return undefined;
      const group: GroupMembers = JSON.parse(body);
      return group;
    },
  };
}
