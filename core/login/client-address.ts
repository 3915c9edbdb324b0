/** Reads the client's address from a field that may be X-Forwarded-For, most of which anybody can write. */
import { readAddress } from './address';

/**
 * Of a list, the entry that the outermost trusted proxy wrote: `trustedHops` counted from the right. Without trusted
 * hops a list is not read, and a list shorter than the hops did not come through them.
 */
export function readClientAddress(value: unknown, trustedHops?: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.indexOf(',') === -1) return readAddress(value);
  if (trustedHops === undefined || trustedHops < 1) return undefined;
  let end = value.length;
  for (let hop = 1; hop < trustedHops; hop += 1) {
    end = value.lastIndexOf(',', end - 1);
    if (end <= 0) return undefined;
  }
  return readAddress(value.slice(value.lastIndexOf(',', end - 1) + 1, end));
}
