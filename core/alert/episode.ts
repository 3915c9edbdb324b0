/** One line of the journal: an episode of an alert in short, kept when its alert has gone on to the next. */
import type { Alert, AlertKey, Severity } from './alert';
import { isLongOver } from './late';
import type { Hush } from './hush';

export interface Episode extends AlertKey {
  readonly id: string;
  readonly episode: number;
  readonly severity: Severity;
  readonly openedAtMs: number;
  readonly resolvedAtMs?: number;
  /** Why nobody was told. */
  readonly hush?: Hush['why'];
  /** It was over for long when it was found. */
  readonly isLongOver?: true;
}

export const episodeOf = (alert: Alert): Episode => ({
  id: alert.id,
  kind: alert.kind,
  subject: alert.subject,
  episode: alert.episode,
  severity: alert.severity,
  openedAtMs: alert.openedAtMs,
  ...(alert.state === 'resolved' && { resolvedAtMs: alert.changedAtMs }),
  ...(isLongOver(alert) && { isLongOver: true as const }),
  ...(alert.hush && alert.announced !== alert.episode && { hush: alert.hush.why }),
});
