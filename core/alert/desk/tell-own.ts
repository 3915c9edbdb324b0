/** Tells a channel of one alert in a message of its own. */
import type { Alert, Thread } from '../alert';
import { loudOf } from '../announce';
import type { OwnUnderWay } from './desk';
import { isGroup, threadOf, viaOf } from './follow';
import { leaveGroup } from './follow-group';
import { LATE_MS } from './limits';
import type { News } from './plan';
import {
  endRepeat,
  endUnderWay,
  leaveForDigest,
  markTold,
  noteUnderWay,
  post,
  type Post,
  type Posted,
  type Run,
} from './run';

/** The opening first, also where it is over by now; then, in the same thread, its end. */
export async function tellOwn(run: Run, news: News): Promise<Posted> {
  const { alert, opened } = news;
  const thread = threadOf(alert, run.world.channel);
  if (opened === 0) return conclude(run, news, await postAlert(run, alert, thread));
  const first = await tellOpening(run, news, thread);
  if (first.end !== 'sent' || alert.state !== 'resolved') return first.end;
  return conclude(run, { ...news, opened: 0 }, await postAlert(run, alert, first.thread));
}

async function tellOpening(run: Run, news: News, thread: Thread | undefined): Promise<Post> {
  const { waiting, alert, opened } = news;
  const isOver = alert.state === 'resolved';
  const waitedMs = run.world.now() - alert.openedAtMs;
  const { told: _, heard: __, threads: ___, ...kept } = alert;
  const asTold: Alert = {
    ...kept,
    told: {},
    change: 'open',
    ...(isOver && { state: 'open', seq: alert.seq - 1 }),
    ...(opened > 1 && { earlierEpisodes: opened - 1 }),
    ...(waitedMs > LATE_MS && { waitedMs }),
  };
  const underWay = { form: 'own', waiting, alert: asTold, loud: loudOf(alert) } as const;
  if (!(await noteUnderWay(run, underWay))) return { end: 'down' };
  const posted = await postAlert(run, asTold, thread);
  if (posted.end === 'sent') await markOpening(run, underWay, posted.thread);
  else await conclude(run, news, posted);
  endUnderWay(run, posted);
  return posted;
}

/** Tells again what may have been told, word for word; nothing where it is known to have been. */
export async function repeatOpening(run: Run, underWay: OwnUnderWay): Promise<Posted> {
  const { waiting, alert } = underWay;
  const { channel, alerts } = run.world;
  const stored = await alerts.read(waiting.key);
  const isKnown = stored === undefined || (stored.told[channel] ?? 0) >= alert.seq;
  const posted: Post = isKnown ? { end: 'sent' } : await post(run, 'critical', alert, threadOf(stored, channel));
  if (posted.end === 'sent' && !isKnown) await markOpening(run, underWay, posted.thread);
  endRepeat(run, posted);
  return posted.end;
}

/** What came since is told by whatever comes next. */
async function markOpening({ world }: Run, { waiting, alert, loud }: OwnUnderWay, thread?: Thread): Promise<void> {
  await world.alerts.markTold(alert, world.channel, alert.seq, thread, { loud, via: alert.id });
  await world.desk.done(world.channel, { ...waiting, seq: alert.seq });
}

/** The reserve is for what people must act on. */
const postAlert = (run: Run, alert: Alert, thread: Thread | undefined): Promise<Post> =>
  post(run, alert.severity === 'critical' && alert.change !== 'resolve' ? 'critical' : 'other', alert, thread);

async function conclude(run: Run, news: News, posted: Post): Promise<Posted> {
  const { end, thread } = posted;
  if (end === 'sent') {
    const left = await outOfGroup(run, news);
    // While its group could not be told, it still goes by the group, which its own end then ends.
    const via = left === 'down' || left === 'spent' ? viaOf(run.world.channel, news.alert) : news.alert.id;
    await markTold(run, news, via, thread);
    return left === 'down' ? 'down' : end;
  }
  await leaveForDigest(run, [news], posted);
  return end;
}

/** What is told by itself from now on must not keep its group open. */
async function outOfGroup(run: Run, { alert, opened }: News): Promise<string> {
  const via = viaOf(run.world.channel, alert);
  return opened === 0 && isGroup(via) ? leaveGroup(run, via, alert) : 'sent';
}
