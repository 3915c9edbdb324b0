/** Tells a channel what became of the members of a group: what grew, that they still go on, and, once, that all are over. */
import { concurrently } from '../../concurrently';
import { alertKey } from '../../state/keys';
import type { Alert } from '../alert';
import type { Group } from '../summary';
import type { GroupMembers } from './desk';
import { groupAsTold, type GroupTold, isSoon, UPDATE_PAUSE_MS } from './group-as-told';
import type { News } from './plan';
import { AT_ONCE, leaveForDigest, markTold, post, type Run } from './run';

/** Where each update is a message of its own they come less often. */
const OWN_PAUSE_MS = 30 * 60_000;
/** The members' reminders come one after another, twelve hours apart at least: the first speaks for all. */
const REMINDED_MS = 6 * 60 * 60_000;

/** @param news an opening among them has only left the group, and is told elsewhere */
export async function followGroup(run: Run, id: string, news: readonly News[]): Promise<GroupTold> {
  const followUps = news.filter(({ opened }) => opened === 0);
  const stored = await run.world.desk.readGroup(run.world.channel, id);
  const told = stored === undefined ? 'sent' : await tellChange(run, stored, followUps); // else nobody knows it any more
  if (told === 'sent') await concurrently(followUps, AT_ONCE, (each) => markTold(run, each, id));
  return told;
}

/** Takes out a member that is told by itself from now on: the group ends without it. */
export async function leaveGroup(run: Run, id: string, alert: Alert): Promise<GroupTold> {
  const { desk, channel } = run.world;
  const stored = await desk.readGroup(channel, id);
  if (stored === undefined) return 'sent';
  const { pk } = alertKey(alert);
  const members = stored.members.filter(({ key, episode }) => alertKey(key).pk !== pk || episode !== alert.episode);
  if (members.length === stored.members.length) return 'sent';
  const group = { ...stored, members, alone: (stored.alone ?? 0) + 1 };
  const told = await tellChange(run, group, []);
  const asStored = await desk.readGroup(channel, id);
  if (told !== 'down' && told !== 'spent' && asStored?.seq === stored.seq) await desk.putGroup(channel, group);
  return told;
}

async function tellChange(run: Run, stored: GroupMembers, news: readonly News[]): Promise<GroupTold> {
  const { channel, desk, now } = run.world;
  // Of a group from before this was noted, nobody waits for the end where nothing of it changed.
  const { isOver: wasOver = news.length === 0 } = stored;
  const group: GroupMembers = { ...stored, isOver: false, seq: stored.seq + 1, toldAtMs: now(), fresh: [] };
  const message = await groupAsTold(run, group);
  const isEnd = message.change === 'resolve';
  if (isEnd ? wasOver : !isWorthIt(stored, news, now())) return 'sent';
  if (!isEnd && isSoon(stored.toldAtMs, now(), stored.thread ? UPDATE_PAUSE_MS : OWN_PAUSE_MS)) return 'later';
  const posted = await post(run, 'other', { ...message, ...reminderOf(news) }, group.thread);
  const { end, thread } = posted;
  if (end === 'sent') {
    await desk.putGroup(channel, { ...group, ...(thread && { thread }), isOver: isEnd });
    if (isEnd) closeGroup(run, group);
  }
  // It has a message that its end belongs to: no digest counts what became of it, for it waits until there is room.
  if (end === 'refused') await leaveForDigest(run, news, posted);
  return end;
}

/** Where each would be a message of its own, some that are over, and others not, is not worth one. */
function isWorthIt({ thread, toldAtMs }: GroupMembers, news: readonly News[], nowMs: number): boolean {
  return news.some(({ alert }) =>
    alert.state === 'resolved' ? thread !== undefined : !isReminder(alert) || !isSoon(toldAtMs, nowMs, REMINDED_MS),
  );
}

const isReminder = ({ change, reminders = 0, acknowledged }: Alert): boolean =>
  change === 'update' && reminders > 0 && acknowledged === undefined;

function reminderOf(news: readonly News[]): Pick<Group, 'reminders'> {
  const going = news.filter(({ alert }) => alert.state !== 'resolved');
  if (going.length === 0 || !going.every(({ alert }) => isReminder(alert))) return {};
  return { reminders: Math.max(...going.map(({ alert }) => alert.reminders ?? 0)) };
}

/** Who opens from now on is told as ever. */
function closeGroup(run: Run, { id, kind }: GroupMembers): void {
  const { [kind]: noted, ...groups } = run.desk.groups ?? {};
  if (noted?.id === id) run.desk = { ...run.desk, groups };
}
