/** When each channel's troubles were told, in memory. */
import type { ChannelTroubles } from '../../core/ports';

export function createMemoryTroubles(): ChannelTroubles {
  const toldMs = new Map<string, number>();
  return {
    lastTold: async (channel) => toldMs.get(channel),
    noteTold: async (channel, nowMs) => void toldMs.set(channel, nowMs),
  };
}
