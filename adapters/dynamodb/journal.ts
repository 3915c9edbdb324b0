/** The journal of episodes in the table: a partition a day. */
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Episode } from '../../core/alert/episode';
import { concurrently } from '../../core/concurrently';
import type { AlertStore } from '../../core/ports';
import { EPISODE_TTL_SECONDS, episodeKey, journalPartition } from '../../core/state/desk-keys';
import { ttlAfter } from '../../core/state/keys';
import { orThrow } from './errors';
import { keyOf, queryAll, type Item, type Table } from './table';

const DAY_MS = 24 * 60 * 60_000;
const AT_ONCE = 4;
const PAGE = 1000;

export function createDynamoJournal(
  table: Table,
): Pick<AlertStore, 'noteEpisode' | 'listEpisodes' | 'pagesOfEpisodes'> {
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
      const items = await concurrently(daysOf(fromMs, toMs), AT_ONCE, (day) => queryAll(table, queryOf(day)));
      return episodesOf(items.flat(), fromMs, toMs).toSorted((one, other) => one.openedAtMs - other.openedAtMs);
    },
    async *pagesOfEpisodes(fromMs, toMs) {
      for (const day of daysOf(fromMs, toMs).toReversed()) {
        let last: Item | undefined;
        do {
          const command = new QueryCommand({
            TableName: table.name,
            ...queryOf(day),
            Limit: PAGE,
            ...(last && { ExclusiveStartKey: last }),
          });
          const { Items = [], LastEvaluatedKey } = await orThrow('query a partition', () => table.client.send(command));
          yield episodesOf(Items, fromMs, toMs);
          last = LastEvaluatedKey;
        } while (last !== undefined);
      }
    },
  };
}

/** The partitions of a time, the earliest first. */
function daysOf(fromMs: number, toMs: number): string[] {
  const days: string[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += DAY_MS) days.push(journalPartition(atMs));
  const last = journalPartition(toMs - 1);
  if (toMs > fromMs && days.at(-1) !== last) days.push(last);
  return days;
}

const queryOf = (day: string) => ({
  KeyConditionExpression: 'pk = :p',
  ExpressionAttributeValues: { ':p': { S: day } },
});

const episodesOf = (items: readonly Item[], fromMs: number, toMs: number): readonly Episode[] =>
  items
    .map(({ body }): Episode => JSON.parse(body?.S ?? ''))
    .filter(({ openedAtMs }) => openedAtMs >= fromMs && openedAtMs < toMs);
