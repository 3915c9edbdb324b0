/** Acknowledges an open alert by its id: somebody has taken it on. */
import type { Alert } from './alert/alert';
import { acknowledge } from './alert/announce';
import type { Episode } from './alert/episode';
import type { AlertStore } from './ports';

export interface AcknowledgeWorld {
  readonly alerts: Pick<AlertStore, 'read' | 'write' | 'listOpen' | 'listEpisodes'>;
  readonly now: () => number;
}

export type AcknowledgeAnswer =
  | { readonly kind: 'acknowledged'; readonly alert: Alert }
  /** Somebody had before; that stands. */
  | { readonly kind: 'already'; readonly alert: Alert; readonly acknowledged: NonNullable<Alert['acknowledged']> }
  /** It is over; `next` is a later episode that is open. */
  | { readonly kind: 'over'; readonly episode: Episode; readonly next: string | undefined }
  /** With the ids of those that are open. */
  | { readonly kind: 'unknown'; readonly open: readonly string[] }
  /** The sweeper wrote at the same time, each time. */
  | { readonly kind: 'try-again' };

const MOST_TRIES = 8;
/** So long the journal keeps an episode. */
const JOURNAL_MS = 35 * 24 * 60 * 60_000;

export async function acknowledgeAlert(id: string, by: string, world: AcknowledgeWorld): Promise<AcknowledgeAnswer> {
  const { alerts, now } = world;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const listed = await Promise.all((await alerts.listOpen()).map((key) => alerts.read(key)));
    const open = listed.flatMap((each) => (each?.state === 'open' ? [each] : []));
    const alert = open.find((each) => each.id === id);
    if (alert === undefined) return notOpen(id, open, world);
    if (alert.acknowledged !== undefined) return { kind: 'already', alert, acknowledged: alert.acknowledged };
    const taken = acknowledge(alert, by, now());
    if (taken !== undefined && (await alerts.write(taken, alert.rev))) return { kind: 'acknowledged', alert: taken };
  }
  return { kind: 'try-again' };
}

async function notOpen(id: string, open: readonly Alert[], world: AcknowledgeWorld): Promise<AcknowledgeAnswer> {
  const nowMs = world.now();
  const episode = (await world.alerts.listEpisodes(nowMs - JOURNAL_MS, nowMs + 1)).find((each) => each.id === id);
  if (episode === undefined) return { kind: 'unknown', open: open.map((each) => each.id) };
  const next = open.find(({ kind, subject }) => kind === episode.kind && sameSeries(subject, episode.subject));
  return { kind: 'over', episode, next: next?.id };
}

const sameSeries = (one: Alert['subject'], other: Alert['subject']): boolean =>
  one.kind === other.kind && one.name === other.name;
