/** Puts what is small on the list of the day: from then on the list, not the alert, says that its channel has yet to tell it. */
import { concurrently } from '../../concurrently';
import { loudOf } from '../announce';
import { whySmall } from '../small';
import type { PuttingAside, Waiting } from './desk';
import { DAILY } from './follow';
import type { News } from './plan';
import { AT_ONCE, isOutOfTime, markTold, type Run } from './run';

const PIECE = 256;
const PAGE = 1000;

/** `later`: the rest waits as it did. */
export async function putAside(run: Run, news: readonly News[]): Promise<'done' | 'later' | 'lost'> {
  if (news.length === 0) return 'done';
  const { desk, channel, settings } = run.world;
  const list = run.desk.day?.list ?? 1;
  if (!(await noteAside(run, { list }))) return 'lost';
  for (let at = 0; at < news.length; at += PIECE) {
    if (isOutOfTime(run)) return endAside(run, 'later');
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
  return endAside(run, 'done');
}

/** What a run put on a list before it died is told there, whatever has become of it since: else it would be told twice. */
export async function endPuttingAside(run: Run): Promise<'done' | 'later' | 'lost'> {
  for (;;) {
    const { aside } = run.desk;
    if (aside === undefined) return 'done';
    const waiting = await run.world.desk.listWaiting(run.world.channel, PAGE, aside.after);
    for (let at = 0; at < waiting.length; at += PIECE) {
      if (isOutOfTime(run)) return 'later';
      const piece = waiting.slice(at, at + PIECE);
      await concurrently(piece, AT_ONCE, (each) => markListed(run, aside.list, each));
      if (!(await noteAside(run, { list: aside.list, after: piece.at(-1)! }))) return 'lost';
    }
    if (waiting.length < PAGE) return endAside(run, 'done');
  }
}

async function markListed({ world }: Run, list: number, waiting: Waiting): Promise<void> {
  const { desk, alerts, channel } = world;
  const listed = await desk.readSmall(channel, list, waiting.key);
  if (listed === undefined) return;
  await alerts.markTold(waiting.key, channel, listed.seq, undefined, { loud: listed.loud, via: DAILY });
  await desk.done(channel, { ...waiting, seq: listed.seq });
}

async function noteAside(run: Run, aside: PuttingAside): Promise<boolean> {
  run.desk = { ...run.desk, aside };
  return run.world.desk.note(run.world.channel, run.world.holder, run.desk);
}

/** Noted with whatever the desk notes next: to be looked at once more does no harm. */
function endAside<End>(run: Run, end: End): End {
  const { aside: _, ...desk } = run.desk;
  run.desk = desk;
  return end;
}
