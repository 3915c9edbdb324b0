/** Alerts in memory, what was told apart from what is so, as in the table. */
import type { Alert, Heard, Thread } from '../../core/alert/alert';
import type { Episode } from '../../core/alert/episode';
import type { AlertStore } from '../../core/ports';
import { episodeKey } from '../../core/state/desk-keys';
import { alertKey, readAlertPartition } from '../../core/state/keys';

interface Stored {
  readonly alert: Alert;
  readonly told: Readonly<Record<string, number>>;
  readonly threads?: Readonly<Record<string, Thread>>;
  readonly heard?: Readonly<Record<string, Heard>>;
}

export function createMemoryAlerts(): AlertStore {
  const alerts = new Map<string, Stored>();
  const open = new Set<string>();
  const journal = new Map<string, Episode>();
  return {
    async read(key) {
      const stored = alerts.get(alertKey(key).pk);
      if (stored === undefined) return undefined;
      const { alert, ...told } = stored;
      return { ...alert, ...told };
    },
    async write(alert, expectedRev) {
      const { pk } = alertKey(alert);
      const stored = alerts.get(pk);
      if ((stored?.alert.rev ?? 0) !== expectedRev) return false;
      const { threads: _, heard: __, ...kept } = alert;
      alerts.set(pk, { told: {}, ...stored, alert: kept });
      return true;
    },
    async markTold(key, channel, seq, thread, heard) {
      const { pk } = alertKey(key);
      const stored = alerts.get(pk);
      if (stored === undefined || seq <= (stored.told[channel] ?? 0)) return;
      alerts.set(pk, {
        ...stored,
        told: { ...stored.told, [channel]: seq },
        ...(thread && { threads: { ...stored.threads, [channel]: thread } }),
        ...(heard && { heard: { ...stored.heard, [channel]: heard } }),
      });
    },
    listOpen: async () => (open.size === 0 ? [] : [...open].toSorted().flatMap((pk) => readAlertPartition(pk) ?? [])),
    noteOpen: async (key) => void open.add(alertKey(key).pk),
    forgetOpen: async (key) => void open.delete(alertKey(key).pk),
    async noteEpisode(episode) {
      const { pk, sk } = episodeKey(episode);
      journal.set(`${pk} ${sk}`, episode);
    },
    listEpisodes: async (fromMs, toMs) =>
      [...journal.values()]
        .filter(({ openedAtMs }) => openedAtMs >= fromMs && openedAtMs < toMs)
        .toSorted((one, other) => one.openedAtMs - other.openedAtMs),
    async *pagesOfEpisodes(fromMs, toMs) {
      for (const each of journal.values()) if (each.openedAtMs >= fromMs && each.openedAtMs < toMs) yield [each];
    },
  };
}
