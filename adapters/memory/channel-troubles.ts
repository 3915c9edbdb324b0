/** When each channel's troubles were told, in memory. */
import type { ChannelTroubles } from '../../core/ports';
import { channelTroubleKey } from '../../core/state/keys';

export function createMemoryTroubles(): ChannelTroubles {
  const toldMs = new Map<string, number>();
  return {
    lastTold: async (channel, trouble) => toldMs.get(channelTroubleKey(channel, trouble).pk),
    noteTold: async (channel, trouble, nowMs) => void toldMs.set(channelTroubleKey(channel, trouble).pk, nowMs),
  };
}
