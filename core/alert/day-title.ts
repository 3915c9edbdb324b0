/** The title of a daily digest. */
import { countOf, formatTime } from './figures';
import type { Daily } from './summary';

export function dayTitle({ small, overflow, fromMs }: Daily): string {
  const count = small.reduce((sum, each) => sum + each.count, 0);
  const since = `since ${formatTime(fromMs)} UTC`;
  if (count > 0) return `Daily digest: ${countOf(count, 'small alert', 'small alerts')} ${since}`;
  if (overflow > 0) return `Daily digest: nothing small ${since}`;
  return `All quiet: nothing small ${since}`;
}
