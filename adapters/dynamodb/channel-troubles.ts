/** When each channel's troubles were told, in the table. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { ChannelTroubles } from '../../core/ports';
import { channelTroubleKey, TROUBLE_TTL_SECONDS, ttlAfter } from '../../core/state/keys';
import { numberOf } from './attributes';
import { orThrow } from './errors';
import { getItem, keyOf, type Table } from './table';

export function createDynamoTroubles(table: Table): ChannelTroubles {
  return {
    async lastTold(channel, trouble) {
      const item = await getItem(table, channelTroubleKey(channel, trouble));
      return item && numberOf(item['toldAt']);
    },

    async noteTold(channel, trouble, nowMs) {
      const update = new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(channelTroubleKey(channel, trouble)),
        UpdateExpression: 'SET #at = :now, #ttl = :ttl',
        ExpressionAttributeNames: { '#at': 'toldAt', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':now': { N: String(nowMs) },
          ':ttl': { N: String(ttlAfter(nowMs, TROUBLE_TTL_SECONDS)) },
        },
      });
      await orThrow("note that a channel's trouble was told", () => table.client.send(update));
    },
  };
}
