/** Tells a channel of like troubles in one message. */
import { concurrently } from '../../concurrently';
import type { Kind } from '../../detect/finding';
import { KINDS } from '../../detect/kinds';
import { alertKey } from '../../state/keys';
import type { GroupMembers } from './desk';
import { entryOf } from './entry';
import { groupAsTold, type GroupTold, isSoon, UPDATE_PAUSE_MS } from './group-as-told';
import { bytesOf, PAGE_BYTES } from './pages';
import { MOST_MEMBERS, type News } from './plan';
import {
  AT_ONCE,
  endRepeat,
  endUnderWay,
  leaveForDigest,
  noteOverflow,
  noteUnderWay,
  post,
  type Post,
  type Posted,
  type Run,
} from './run';

/** So long after it began others join a group. */
const JOIN_MS = 30 * 60_000;

type Member = GroupMembers['members'][number];

/** The kinds that have a group which others join. */
export const joinableKinds = ({ desk, world }: Run): ReadonlySet<Kind> =>
  new Set(KINDS.filter((kind) => isJoinable(desk.groups?.[kind]?.openedAtMs, world.now())));

const isJoinable = (openedAtMs: number | undefined, nowMs: number): boolean =>
  openedAtMs !== undefined && nowMs >= openedAtMs && nowMs - openedAtMs < JOIN_MS;

/** Openings of one kind: a new group, or more members of the one that others join. */
export async function tellOpenings(run: Run, kind: Kind, all: readonly News[]): Promise<GroupTold> {
  const { desk: store, channel, now } = run.world;
  const noted = run.desk.groups?.[kind];
  const stored = noted && isJoinable(noted.openedAtMs, now()) ? await store.readGroup(channel, noted.id) : undefined;
  const known = stored?.isOver === true ? undefined : stored;
  if (known !== undefined && isSoon(known.toldAtMs, now(), UPDATE_PAUSE_MS)) return 'later';
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
    isOver: false,
    fresh: news.map(({ alert }) => entryOf(channel, alert)),
  };
  await store.putGroup(channel, group);
  if (!(await noteUnderWay(run, { form: 'group', id: group.id }))) return 'down';
  const posted = await post(run, 'other', await groupAsTold(run, group), group.thread);
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
    : await post(run, 'critical', await groupAsTold(run, group), group.thread);
  if (posted.end === 'sent' && !isKnown) await markFresh(run, group, posted.thread);
  endRepeat(run, posted);
  return posted.end;
}

async function markFresh(run: Run, group: GroupMembers, thread = group.thread): Promise<void> {
  const { channel, alerts, desk } = run.world;
  const { id, kind, openedAtMs } = group;
  await concurrently(group.fresh, AT_ONCE, async ({ key, severity, seq: last, change, loud }) => {
    // What was over by then has its end told with the group's.
    const seq = change === 'resolve' ? last - 1 : last;
    await alerts.markTold(key, channel, seq, undefined, { loud, via: id });
    await desk.done(channel, { key, severity, seq });
  });
  await desk.putGroup(channel, { ...group, ...(thread && { thread }), fresh: [] });
  run.desk = { ...run.desk, groups: { ...run.desk.groups, [kind]: { id, openedAtMs } } };
}

function joined(known: GroupMembers['members'], fresh: GroupMembers['members']): GroupMembers['members'] {
  const members = new Map(known.map((each) => [alertKey(each.key).pk, each]));
  for (const each of fresh) members.set(alertKey(each.key).pk, each);
  return [...members.values()];
}
