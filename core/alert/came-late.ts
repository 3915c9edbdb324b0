/** Whether a trouble could not be told in time: every minute of it was counted, or added to, after it had closed. */
import type { Finding } from '../detect/finding';
import type { Bucket } from '../state/bucket';
import { minuteOf } from '../state/minute';

export function cameLate(
  buckets: readonly Bucket[],
  { firstSeenMs, lastSeenMs }: Pick<Finding, 'firstSeenMs' | 'lastSeenMs'>,
): boolean {
  const [first, last] = [minuteOf(firstSeenMs), minuteOf(lastSeenMs)];
  const of = buckets.filter(({ minute }) => minute >= first && minute <= last);
  return of.length > 0 && of.every(({ isRecounted, late }) => isRecounted === true || late !== undefined);
}
