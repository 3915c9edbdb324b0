/** How a channel that was told of an episode hears what becomes of it: as it heard of the episode itself. */
import type { Alert, Thread } from '../alert';
import { loudOf } from '../announce';

/** How a channel has heard of what it tells once a day. */
export const DAILY = 'daily';

/** `counted`: in the next digest, as over; `silent`: nobody needs to hear of it, for it was only counted and got no worse. */
export type Follow = 'own' | 'group' | 'counted' | 'silent';

export function followOf(channel: string, alert: Alert): Follow {
  const via = viaOf(channel, alert);
  const isCritical = alert.severity === 'critical';
  const isEnd = alert.change === 'resolve'; // its state may be that of a later episode, of which nobody was told
  if (via === alert.id) return 'own';
  // What was put aside and is not small any more is told as what it has become.
  if (!isEnd && (isCritical || via === DAILY)) return 'own';
  if (isGroup(via)) return 'group';
  if (!isEnd) return 'silent';
  // Of what waits for the day's digest, or of an earlier episode, people would not know what is over.
  return isCritical && isDigest(via) ? 'own' : 'counted';
}

/** The id of the message that told of it last. */
export const viaOf = (channel: string, alert: Alert): string => alert.heard?.[channel]?.via ?? alert.id;

export const isGroup = (via: string): boolean => via.startsWith('g');

/** Of what went beyond the channel's rate; an alert's own id has a dash. */
export const isDigest = (via: string): boolean => /^d\d+$/.test(via);

/** How many of its episodes a channel has yet to tell; who was told before this was kept has heard of the episode. */
export function openedOn(channel: string, alert: Alert): number {
  const heard = alert.heard?.[channel];
  if (heard !== undefined) return Math.max(0, loudOf(alert) - heard.loud);
  return alert.told[channel] === undefined ? loudOf(alert) : alert.change === 'open' ? 1 : 0;
}

/** Another episode is another incident. */
export function threadOf({ id, threads }: Alert, channel: string): Thread | undefined {
  const thread = threads?.[channel];
  return thread?.incident === id ? thread : undefined;
}
