/** Tells a channel of like troubles in one message, and of what becomes of them. */
import { concurrently } from '../../concurrently';
import type { Kind } from '../../detect/finding';
import { KINDS } from '../../detect/kinds';
import { alertKey } from '../../state/keys';
import type { Alert } from '../alert';
import { amountOf } from '../amount';
import type { Group } from '../summary';
import { RANK, worseOf } from '../severity';
import type { GroupMembers } from './desk';
import { entryOf } from './entry';
import { bytesOf, PAGE_BYTES } from './pages';
import { MOST_MEMBERS, type News } from './plan';
import {
  AT_ONCE,
  endRepeat,
  endUnderWay,
  leaveForDigest,
  markTold,
  noteOverflow,
  noteUnderWay,
  post,
  type Post,
  type Posted,
  type Run,
} from './run';

/** So long after it began others join a group. */
const JOIN_MS = 30 * 60_000;
/** People are told of what changed in a group at most so often, except of its end. */
const UPDATE_PAUSE_MS = 5 * 60_000;
const SHOWN = 10;

type Member = GroupMembers['members'][number];

/** `later`: it is too soon to tell what changed. */
export type GroupTold = Posted | 'later';

/** The kinds that have a group which others join. */
export const joinableKinds = ({ desk, world }: Run): ReadonlySet<Kind> =>
  new Set(KINDS.filter((kind) => isJoinable(desk.groups?.[kind]?.openedAtMs, world.now())));

const isJoinable = (openedAtMs: number | undefined, nowMs: number): boolean =>
  openedAtMs !== undefined && nowMs >= openedAtMs && nowMs - openedAtMs < JOIN_MS;

/** Openings of one kind: a new group, or more members of the one that others join. */
export async function tellOpenings(run: Run, kind: Kind, all: readonly News[]): Promise<GroupTold> {
  const { desk: store, channel, now } = run.world;
  const noted = run.desk.groups?.[kind];
  const known = noted && isJoinable(noted.openedAtMs, now()) ? await store.readGroup(channel, noted.id) : undefined;
  if (known !== undefined && isSoonAfter(known.toldAtMs, now())) return 'later';
  const news = fitting(all, known?.members ?? [], channel);
  if (news.length < all.length) noteOverflow(run); // the digest counts the others
  if (news.length === 0) return 'spent';
  const fresh = news.map(memberOf);
  const group: GroupMembers = {
    ...known,
    id: known?.id ?? `g${news[0]?.alert.id ?? ''}`,
    kind,
    openedAtMs: known?.openedAtMs ?? now(),
    seq: (known?.seq ?? 0) + 1,
    toldAtMs: now(),
    members: joined(known?.members ?? [], fresh),
    fresh: news.map(({ alert }) => entryOf(channel, alert)),
  };
  await store.putGroup(channel, group);
  if (!(await noteUnderWay(run, { form: 'group', id: group.id }))) return 'down';
  const posted = await post(run, 'other', await messageOf(run, group), group.thread);
  const { end } = posted;
  if (end === 'sent') await markFresh(run, group, posted.thread);
  // Nobody was told of those who joined: they wait on, and the group is as it was.
  else if (posted.isUnsure !== true && known !== undefined) await store.putGroup(channel, known);
  await leaveForDigest(run, news, posted);
  endUnderWay(run, posted);
  return end;
}

const memberOf = ({ alert: { kind, subject, episode } }: News): Member => ({ key: { kind, subject }, episode });

/** As many as have room in one item: named as members, and once more while they are told. */
function fitting(news: readonly News[], known: readonly Member[], channel: string): readonly News[] {
  let room = PAGE_BYTES - known.reduce((sum, each) => sum + bytesOf(each), 0);
  const fits = news.slice(0, Math.max(0, MOST_MEMBERS - known.length)).map((each) => {
    room -= bytesOf(memberOf(each)) + bytesOf(entryOf(channel, each.alert));
    return room >= 0;
  });
  const first = fits.indexOf(false);
  return news.slice(0, first < 0 ? fits.length : first);
}

/** Tells again of a group that may have been told. */
export async function repeatGroup(run: Run, id: string): Promise<Posted> {
  const { desk, channel } = run.world;
  const group = await desk.readGroup(channel, id);
  const isKnown = group === undefined || group.fresh.length === 0;
  const posted: Post = isKnown
    ? { end: 'sent' }
    : await post(run, 'critical', await messageOf(run, group), group.thread);
  if (posted.end === 'sent' && !isKnown) await markFresh(run, group, posted.thread);
  endRepeat(run, posted);
  return posted.end;
}

async function markFresh(run: Run, group: GroupMembers, thread = group.thread): Promise<void> {
  const { channel, alerts, desk } = run.world;
  const { id, kind, openedAtMs } = group;
  await concurrently(group.fresh, AT_ONCE, async ({ key, severity, seq, loud }) => {
    await alerts.markTold(key, channel, seq, undefined, { loud, via: id });
    await desk.done(channel, { key, severity, seq });
  });
  await desk.putGroup(channel, { ...group, ...(thread && { thread }), fresh: [] });
  run.desk = { ...run.desk, groups: { ...run.desk.groups, [kind]: { id, openedAtMs } } };
}

/** What became of members of a group that was told before. */
export async function followGroup(run: Run, id: string, news: readonly News[]): Promise<GroupTold> {
  const { channel, desk, now } = run.world;
  const stored = await desk.readGroup(channel, id);
  const mark = () => concurrently(news, AT_ONCE, (each) => markTold(run, each, id));
  if (stored === undefined) {
    await mark(); // too long ago: nobody knows the group any more
    return 'sent';
  }
  const group = { ...stored, seq: stored.seq + 1, toldAtMs: now(), fresh: [] };
  const message = await messageOf(run, group);
  const isEnd = message.change === 'resolve';
  if (!isEnd && isSoonAfter(stored.toldAtMs, now())) return 'later';
  // Where each would be a message of its own, some that are over, and others not, is not worth one.
  const isWorthIt = isEnd || group.thread !== undefined;
  const posted: Post = isWorthIt ? await post(run, 'other', message, group.thread) : { end: 'sent' };
  const { end, thread } = posted;
  if (end === 'sent' && isWorthIt) await desk.putGroup(channel, { ...group, ...(thread && { thread }) });
  if (end === 'sent') await mark();
  await leaveForDigest(run, news, posted);
  return end;
}

const isSoonAfter = (toldAtMs: number, nowMs: number): boolean =>
  nowMs >= toldAtMs && nowMs - toldAtMs < UPDATE_PAUSE_MS;

/** With all members as they now are. */
async function messageOf({ world }: Run, group: GroupMembers): Promise<Group> {
  const read = await concurrently(group.members, AT_ONCE, async ({ key, episode }) => {
    const alert = await world.alerts.read(key);
    // In a later episode it has left the group: the one that was meant here is over.
    return alert && (alert.episode === episode ? alert : { ...alert, state: 'resolved' as const });
  });
  const members = read.filter((alert) => alert !== undefined);
  const resolved = members.filter(({ state }) => state === 'resolved').length;
  const isOver = resolved === members.length && group.fresh.length === 0;
  return {
    form: 'group',
    id: group.id,
    kind: group.kind,
    severity: members.map(({ severity }) => severity).reduce(worseOf, 'info'),
    change: group.seq === 1 ? 'open' : isOver ? 'resolve' : 'update',
    seq: group.seq,
    members: members.toSorted(byImpact).slice(0, SHOWN),
    total: group.members.length,
    resolved,
    opened: group.fresh.reduce((sum, { opened }) => sum + opened, 0),
    openedAtMs: group.openedAtMs,
  };
}

/** Those that go on first, then the worst: by severity, by how far beyond the threshold, by how much. */
const byImpact = (one: Alert, other: Alert): number =>
  Number(one.state === 'resolved') - Number(other.state === 'resolved') ||
  RANK[other.severity] - RANK[one.severity] ||
  other.peakRatio - one.peakRatio ||
  amountOf(other.evidence) - amountOf(one.evidence) ||
  (one.id < other.id ? -1 : 1);

function joined(known: GroupMembers['members'], fresh: GroupMembers['members']): GroupMembers['members'] {
  const members = new Map(known.map((each) => [alertKey(each.key).pk, each]));
  for (const each of fresh) members.set(alertKey(each.key).pk, each);
  return [...members.values()];
}
