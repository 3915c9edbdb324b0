/** Names the types of a function's errors as counters of its minute, bounded, for whoever prints a line chooses the name. */
import type { Counters } from './bucket';

/** How many types a delivery may add to a minute; the rest are counted as `other`. */
export const MOST_ERROR_TYPES = 4;

const PREFIX = 'e:';
const LONGEST = 60;
const OTHER = 'other';

/** The counters of failed calls by error type: the most frequent by name, letters that no type has left out. */
export function errorTypeCounters(failed: ReadonlyMap<string, number>): Map<string, number> {
  const counters = new Map<string, number>();
  const add = (type: string, count: number): void => {
    counters.set(PREFIX + type, (counters.get(PREFIX + type) ?? 0) + count);
  };
  const sorted = [...failed].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [at, [type, count]] of sorted.entries()) add(at < MOST_ERROR_TYPES ? cleanType(type) : OTHER, count);
  return counters;
}

/** Error types with how often each came, most frequent first. */
export function readErrorTypes(counters: Counters): (readonly [type: string, count: number])[] {
  return [...counters]
    .flatMap(([name, count]) => (name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), count] as const] : []))
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const cleanType = (type: string): string => type.replace(/[^\w.:$<>-]/gu, '').slice(0, LONGEST) || OTHER;
