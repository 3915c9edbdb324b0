/** The title of a daily digest. */
import { countOf, formatTime } from './figures';
import type { Daily } from './summary';

export function dayTitle({ small, overflow, fromMs, facts }: Daily): string {
  const count = small.reduce((sum, each) => sum + each.count, 0);
  const since = `since ${formatTime(fromMs)} UTC`;
  if (count > 0) return `${countOf(count, 'alert', 'alerts')} that could wait, ${since}`;
  if (overflow === 0 && facts.week?.told === 0 && facts.week.isMore !== true)
    return 'All quiet: no alert in seven days';
  return `Nothing that could wait, ${since}`;
}
