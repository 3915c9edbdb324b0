/** Names the items of a channel's desk, of the journal of episodes and of silences; `keys.ts` names all others. */
import type { AlertKey } from '../alert/alert';
import type { Waiting } from '../alert/desk/desk';
import { RANK } from '../alert/severity';
import { alertKey, type ItemKey } from './keys';

const DAY_SECONDS = 86_400;

/** What waits may wait for a channel that is down for long; hours and pages are soon past. */
export const WAITING_TTL_SECONDS = 90 * DAY_SECONDS;
export const HOUR_TTL_SECONDS = 2 * DAY_SECONDS;
export const PAGE_TTL_SECONDS = 14 * DAY_SECONDS;
export const GROUP_TTL_SECONDS = 90 * DAY_SECONDS;
export const EPISODE_TTL_SECONDS = 35 * DAY_SECONDS;
/** A silence is kept a while after its end, so that people see that there was one. */
export const SILENCE_TTL_SECONDS = 14 * DAY_SECONDS;

const escape = (part: string): string => part.replaceAll('%', '%25').replaceAll('#', '%23');

export const deskKey = (channel: string): ItemKey => ({ pk: `T#1#${escape(channel)}`, sk: 'desk' });

export const waitingPartition = (channel: string): string => `T#1#${escape(channel)}#waiting`;

/** Sorts what is critical first. */
export const waitingSort = ({ key, severity }: Pick<Waiting, 'key' | 'severity'>): string =>
  `${RANK.critical - RANK[severity]}#${alertKey(key).pk}`;

export const waitingKey = (channel: string, waiting: Pick<Waiting, 'key' | 'severity'>): ItemKey => ({
  pk: waitingPartition(channel),
  sk: waitingSort(waiting),
});

export const hourKey = (channel: string, hour: string): ItemKey => ({
  pk: `T#1#${escape(channel)}`,
  sk: `hour#${hour}`,
});

export const pageKey = (channel: string, digest: string, page: number): ItemKey => ({
  pk: `T#1#${escape(channel)}`,
  sk: `page#${digest}#${page}`,
});

/** What is small, of one list. */
export const smallPartition = (channel: string, list: number): string => `T#1#${escape(channel)}#day#${list}`;

export const smallKey = (channel: string, list: number, key: AlertKey): ItemKey => ({
  pk: smallPartition(channel, list),
  sk: alertKey(key).pk,
});

export const groupKey = (channel: string, id: string): ItemKey => ({ pk: `T#1#${escape(channel)}`, sk: `group#${id}` });

/** By the day (UTC) on which the episode opened. */
export const journalPartition = (openedAtMs: number): string =>
  `J#1#${new Date(openedAtMs).toISOString().slice(0, 10)}`;

export const episodeKey = (key: AlertKey & { readonly openedAtMs: number; readonly episode: number }): ItemKey => ({
  pk: journalPartition(key.openedAtMs),
  sk: `${alertKey(key).pk}#${key.episode}`,
});

export const SILENCE_PARTITION = 'N#1';

export const silenceKey = (id: string): ItemKey => ({ pk: SILENCE_PARTITION, sk: escape(id) });
