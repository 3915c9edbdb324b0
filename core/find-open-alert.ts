/** Finds the open alert that people name by its id, or says what became of it. */
import type { Alert } from './alert/alert';
import type { Episode } from './alert/episode';
import type { AlertStore } from './ports';
import { seriesKey } from './state/series';

export type AlertsToFind = Pick<AlertStore, 'read' | 'listOpen' | 'listEpisodes'>;

export type FoundAlert = { readonly kind: 'open'; readonly alert: Alert } | NotOpen;

export type NotOpen =
  /** It is over; `next` is a later episode that is open. */
  | { readonly kind: 'over'; readonly episode: Episode; readonly next: string | undefined }
  /** With the ids of those that are open. */
  | { readonly kind: 'unknown'; readonly open: readonly string[] };

/** So long the journal keeps an episode. */
const JOURNAL_MS = 35 * 24 * 60 * 60_000;

export async function findOpenAlert(id: string, alerts: AlertsToFind, nowMs: number): Promise<FoundAlert> {
  const listed = await Promise.all((await alerts.listOpen()).map((key) => alerts.read(key)));
  const open = listed.flatMap((each) => (each?.state === 'open' ? [each] : []));
  const alert = open.find((each) => each.id === id);
  if (alert !== undefined) return { kind: 'open', alert };
  const episode = (await alerts.listEpisodes(nowMs - JOURNAL_MS, nowMs + 1)).find((each) => each.id === id);
  if (episode === undefined) return { kind: 'unknown', open: open.map((each) => each.id) };
  const isNext = ({ kind, subject }: Alert) =>
    kind === episode.kind && seriesKey(subject) === seriesKey(episode.subject);
  return { kind: 'over', episode, next: open.find(isNext)?.id };
}
