/** The journal of episodes in the table: a partition a day. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Episode } from '../../core/alert/episode';
import { concurrently } from '../../core/concurrently';
import type { AlertStore } from '../../core/ports';
import { EPISODE_TTL_SECONDS, episodeKey, journalPartition } from '../../core/state/desk-keys';
import { ttlAfter } from '../../core/state/keys';
import { orThrow } from './errors';
import { keyOf, queryAll, type Table } from './table';

const DAY_MS = 24 * 60 * 60_000;
const AT_ONCE = 4;

export function createDynamoJournal(table: Table): Pick<AlertStore, 'noteEpisode' | 'listEpisodes'> {
  return {
    async noteEpisode(episode) {
      const item = {
        ...keyOf(episodeKey(episode)),
        body: { S: JSON.stringify(episode) },
        ttl: { N: String(ttlAfter(episode.openedAtMs, EPISODE_TTL_SECONDS)) },
      };
      await orThrow('note an episode', () =>
        table.client.send(new PutItemCommand({ TableName: table.name, Item: item })),
      );
    },
    async listEpisodes(fromMs, toMs) {
      const days: string[] = [];
      for (let atMs = fromMs; atMs < toMs; atMs += DAY_MS) days.push(journalPartition(atMs));
      const last = journalPartition(toMs - 1);
      if (toMs > fromMs && days.at(-1) !== last) days.push(last);
      const items = await concurrently(days, AT_ONCE, (day) =>
        queryAll(table, { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: day } } }),
      );
      const episodes = items.flat().map(({ body }): Episode => JSON.parse(body?.S ?? ''));
      return episodes
        .filter(({ openedAtMs }) => openedAtMs >= fromMs && openedAtMs < toMs)
        .toSorted((one, other) => one.openedAtMs - other.openedAtMs);
    },
  };
}
