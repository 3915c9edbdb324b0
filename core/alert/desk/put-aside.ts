/** Puts what is small on the list of the day: from then on the list, not the alert, says that its channel has yet to tell it. */
import { concurrently } from '../../concurrently';
import { loudOf } from '../announce';
import { whySmall } from '../small';
import { DAILY, type News } from './plan';
import { isOutOfTime, markTold, type Run } from './run';

const AT_ONCE = 16;
const PIECE = 256;

/** False where time ran out: the rest waits as it did. */
export async function putAside(run: Run, news: readonly News[]): Promise<boolean> {
  const { desk, channel, settings } = run.world;
  const list = run.desk.day?.list ?? 1;
  for (let at = 0; at < news.length; at += PIECE) {
    if (isOutOfTime(run)) return false;
    await concurrently(news.slice(at, at + PIECE), AT_ONCE, async ({ waiting, alert, opened }) => {
      const { severity, seq, change, state, peakRatio } = alert;
      const loud = loudOf(alert);
      await desk.putSmall(channel, list, {
        key: waiting.key,
        why: whySmall(alert, settings) ?? 'info',
        severity,
        seq,
        loud,
        before: loud - opened,
        change: state === 'resolved' ? 'resolve' : change,
        peakRatio,
      });
      await markTold(run, { waiting, alert }, DAILY);
    });
  }
  return true;
}
