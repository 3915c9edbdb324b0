/**
 * Remembers which requests failed, in bounded space, so that an event whose last attempt failed is known though its attempts
 * lie in other deliveries: each failed attempt is a short hash of its request id and the second in which it failed. A set of
 * those can be written again without harm. Blind to functions with fewer retries than Lambda's default, to attempts told
 * twice in two deliveries more than 50 s apart (counted as two), and to most events where a delivery holds many failures.
 */
import { RETRY_AFTER_MS } from '../log/attempts';
import { startOf } from './minute';
import type { Bucket } from './bucket';
import { SKETCH } from './counters';

/**
 * How many of a delivery's failed requests a minute keeps, those with the smallest hashes: every attempt of a request is then
 * kept or left out by the same measure. One lost event in a quiet function is always seen; where all calls fail, some that
 * are seen thrice are enough. 16 make 96 bytes, so that 200 deliveries, all failing, stay under 20 KB of an item.
 */
export const MOST_FAILED_REQUESTS = 16;

/** Lambda tries an asynchronous event three times, unless its owner asked for fewer. */
export const DEFAULT_ATTEMPTS = 3;

export interface ExhaustedRequest {
  /** Names the request among others; its id is not kept. */
  readonly hash: number;
  /** When its last attempt failed, to the second. */
  readonly failedMs: number;
}

/** One failed attempt as a number below 2^48. */
export const failedRequest = (requestId: string, atMs: number): number =>
  hashOf(requestId) * SECONDS + (Math.floor(atMs / 1000) % 60);

/** Those of a minute that are kept. */
export const keptRequests = (failed: readonly number[]): ReadonlySet<number> =>
  new Set(failed.toSorted((one, other) => one - other).slice(0, MOST_FAILED_REQUESTS));

/**
 * The requests that failed in so many attempts within these buckets, never more than there were: an attempt that is told
 * twice is one, as Lambda waits a minute at least before the next. The buckets must reach back as far as the first attempt:
 * three minutes and twice the time that the function may take.
 */
export function exhaustedRequests(
  buckets: readonly Pick<Bucket, 'minute' | 'sketches'>[],
  attempts = DEFAULT_ATTEMPTS,
): readonly ExhaustedRequest[] {
  const times = new Map<number, number[]>();
  for (const { minute, sketches } of buckets) {
    const kept = sketches.get(SKETCH.failedRequests);
    if (kept === undefined) continue;
    for (const failed of kept) {
      const hash = Math.floor(failed / SECONDS);
      const atMs = startOf(minute) + (failed % SECONDS) * 1000;
      const known = times.get(hash);
      if (known === undefined) times.set(hash, [atMs]);
      else known.push(atMs);
    }
  }
  return [...times].flatMap(([hash, all]) => {
    const failedMs = all.length < attempts ? undefined : lastOf(all, attempts);
    return failedMs === undefined ? [] : { hash, failedMs };
  });
}

/** Six bits hold the second; 42 are left to the hash: of 10,000 requests, two share one once in 88,000 windows. */
const SECONDS = 64;
const HIGH_BITS = 10;

/** When the attempt of this number failed; undefined where there were fewer. */
function lastOf(times: readonly number[], attempts: number): number | undefined {
  let count = 0;
  let lastMs = -Infinity;
  for (const atMs of times.toSorted((one, other) => one - other)) {
    if (atMs - lastMs < RETRY_AFTER_MS) continue;
    count += 1;
    lastMs = atMs;
    if (count === attempts) return atMs;
  }
  return undefined;
}

/** Two lanes of FNV-1a, mixed at the end: without a key, as a request id is no secret, and the same in every version. */
function hashOf(requestId: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < requestId.length; at += 1) {
    const code = requestId.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  high = Math.imul(high ^ (high >>> 15), 0xc2b2ae35) ^ (low >>> 13);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ (high >>> 15);
  return (high >>> (32 - HIGH_BITS)) * 2 ** 32 + (low >>> 0);
}
