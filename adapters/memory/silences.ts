/** Silences in memory. */
import type { KeptSilence, SilenceStore } from '../../core/alert/silences';

export function createMemorySilences(): SilenceStore {
  const silences = new Map<string, KeptSilence>();
  return {
    list: async () => [...silences.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    put: async (silence) => void silences.set(silence.id, silence),
    async end(id, by, nowMs) {
      const silence = silences.get(id);
      if (silence === undefined || silence.untilMs <= nowMs) return false;
      silences.set(id, { ...silence, untilMs: nowMs, endedBy: by });
      return true;
    },
  };
}
