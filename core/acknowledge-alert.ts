/** Acknowledges an open alert by its id: somebody has taken it on. */
import type { Alert } from './alert/alert';
import { acknowledge } from './alert/announce';
import { findOpenAlert, type AlertsToFind, type NotOpen } from './find-open-alert';
import type { AlertStore } from './ports';

export interface AcknowledgeWorld {
  readonly alerts: AlertsToFind & Pick<AlertStore, 'write'>;
  readonly now: () => number;
}

export type AcknowledgeAnswer =
  | { readonly kind: 'acknowledged'; readonly alert: Alert }
  /** Somebody had before; that stands. */
  | { readonly kind: 'already'; readonly alert: Alert; readonly acknowledged: NonNullable<Alert['acknowledged']> }
  | NotOpen
  /** The sweeper wrote at the same time, each time. */
  | { readonly kind: 'try-again' };

const MOST_TRIES = 8;
export async function acknowledgeAlert(id: string, by: string, world: AcknowledgeWorld): Promise<AcknowledgeAnswer> {
  const { alerts, now } = world;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = await findOpenAlert(id, alerts, now());
    if (found.kind !== 'open') return found;
    const { alert } = found;
    if (alert.acknowledged !== undefined) return { kind: 'already', alert, acknowledged: alert.acknowledged };
    const taken = acknowledge(alert, by, now());
    if (taken !== undefined && (await alerts.write(taken, alert.rev))) return { kind: 'acknowledged', alert: taken };
  }
  return { kind: 'try-again' };
}
