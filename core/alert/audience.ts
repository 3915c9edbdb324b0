/** On which channels an alert is told: where its routes lead as it now is, and where people already know of it. */
import type { Alert } from './alert';
import { loudOf } from './announce';
import { isDigest, isGroup } from './desk/follow';
import { channelsIn, channelsOf, type Routing, type Tags } from './route';

/** The channels that told of this very episode at once: who saw it in the day's digest waits for no end. */
export const knownOn = ({ id, heard = {}, ...counted }: Pick<Alert, 'id' | 'episode' | 'loud' | 'heard'>): string[] =>
  Object.entries(heard)
    .filter(([, { loud, via }]) => loud >= loudOf(counted) && (via === id || isGroup(via) || isDigest(via)))
    .map(([channel]) => channel);

/** An alert that grew worse may belong to others; who knows of it is told on what becomes of it, as long as the channel is there. */
export function audienceOf(
  alert: Pick<Alert, 'kind' | 'subject' | 'severity'>,
  known: readonly string[],
  tags: Tags,
  routing: Routing,
): string[] {
  const stillThere = channelsIn(routing).filter((channel) => known.includes(channel));
  return [...new Set([...channelsOf(alert, tags, routing), ...stillThere])];
}
