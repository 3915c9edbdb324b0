/** Where an alert ends: opened at its threshold, it stays open down to this multiple of it. Nothing below is looked at. */
export const LOW_WATER = 0.8;
