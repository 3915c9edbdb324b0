/** Alerts in memory, what was told apart from what is so, as in the table. */
import type { Alert, Thread } from '../../core/alert/alert';
import type { AlertStore } from '../../core/ports';
import { alertKey, readAlertPartition } from '../../core/state/keys';

interface Stored {
  readonly alert: Alert;
  readonly told: Readonly<Record<string, number>>;
  readonly threads?: Readonly<Record<string, Thread>>;
}

export function createMemoryAlerts(): AlertStore {
  const alerts = new Map<string, Stored>();
  const open = new Set<string>();
  return {
    async read(key) {
      const stored = alerts.get(alertKey(key).pk);
      return stored && { ...stored.alert, told: stored.told, ...(stored.threads && { threads: stored.threads }) };
    },
    async write(alert, expectedRev) {
      const { pk } = alertKey(alert);
      const stored = alerts.get(pk);
      if ((stored?.alert.rev ?? 0) !== expectedRev) return false;
      const { threads: _, ...kept } = alert;
      alerts.set(pk, { told: {}, ...stored, alert: kept });
      return true;
    },
    async markTold(key, channel, seq, thread) {
      const { pk } = alertKey(key);
      const stored = alerts.get(pk);
      if (stored === undefined || seq <= (stored.told[channel] ?? 0)) return;
      const threads = thread && { threads: { ...stored.threads, [channel]: thread } };
      alerts.set(pk, { ...stored, told: { ...stored.told, [channel]: seq }, ...threads });
    },
    listOpen: async () => [...open].toSorted().flatMap((pk) => readAlertPartition(pk) ?? []),
    noteOpen: async (key) => void open.add(alertKey(key).pk),
    forgetOpen: async (key) => void open.delete(alertKey(key).pk),
  };
}
