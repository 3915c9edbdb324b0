/** Cuts the days to be read into spans: long over quiet logs, for each costs a request, short over busy ones, for a stop loses one. */
import type { Span } from './read-span';

const HOUR_MS = 60 * 60_000;
const SHORTEST_MS = 5 * 60_000;
const LONGEST_MS = 24 * HOUR_MS;
const FIRST_MS = HOUR_MS;

/** Above this many pages (of up to 1 MB) a span was too long; up to this few, too short. */
const MANY_PAGES = 20;
const FEW_PAGES = 4;

export interface Spans {
  /** The next span; undefined at the end. */
  next(): Span | undefined;
  /** How many pages the last one took. */
  took(pages: number): void;
}

/** All ends are whole minutes where `fromMs` and `toMs` are, so that no minute is cut. */
export function createSpans(fromMs: number, toMs: number): Spans {
  let atMs = fromMs;
  let lengthMs = FIRST_MS;
  return {
    next() {
      if (atMs >= toMs) return undefined;
      const span = { fromMs: atMs, toMs: Math.min(toMs, atMs + lengthMs) };
      atMs = span.toMs;
      return span;
    },
    took(pages) {
      if (pages > MANY_PAGES) lengthMs = Math.max(SHORTEST_MS, lengthMs / 2);
      else if (pages <= FEW_PAGES) lengthMs = Math.min(LONGEST_MS, lengthMs * 2);
      lengthMs = Math.ceil(lengthMs / 60_000) * 60_000;
    },
  };
}
