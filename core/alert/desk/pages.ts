/** Cuts what is written down of many alerts into pieces that each fit into one item of the table, however long the names are. */
import type { DigestEntry } from './desk';

/** DynamoDB takes 400 KB an item (2026-11), names and numbers of the item included. */
export const PAGE_BYTES = 300_000;

export function inPages(entries: readonly DigestEntry[]): DigestEntry[][] {
  const pages: DigestEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = bytesOf(entry);
    if (bytes > room) {
      pages.push([]);
      room = PAGE_BYTES;
    }
    room -= bytes;
    pages.at(-1)?.push(entry);
  }
  return pages;
}

/** Never fewer than it has as JSON: a sign of UTF-16 takes three bytes of UTF-8 at most. */
export const bytesOf = (value: object): number => {
  const text = JSON.stringify(value);
  return 1 + (/^[ -~]*$/.test(text) ? 1 : 3) * text.length;
};
