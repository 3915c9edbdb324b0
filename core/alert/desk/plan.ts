/** Sorts what waits on a channel into what is told on its own, in a group, in the group or thread it belongs to, or only counted. */
import type { Kind } from '../../detect/finding';
import type { Alert } from '../alert';
import { loudOf } from '../announce';
import { isForPrograms } from '../for-programs';
import type { Waiting } from './desk';

/** How a channel has heard of what it tells once a day. */
export const DAILY = 'daily';

export interface Seen {
  readonly waiting: Waiting;
  /** As it now is; undefined where it is gone. */
  readonly alert: Alert | undefined;
}

export interface News {
  readonly waiting: Waiting;
  readonly alert: Alert;
  /** Its episodes that the channel has yet to tell; 0 for what only follows up. */
  readonly opened: number;
}

export interface TellPlan {
  /** Told before, or gone. */
  readonly settled: readonly Waiting[];
  /** Not told at once, but in the daily digest. */
  readonly small: readonly News[];
  /** Own messages: critical ones first, then by when they opened. */
  readonly own: readonly News[];
  /** Follow-ups of what was told in a group, by the group's id. */
  readonly ofGroups: ReadonlyMap<string, readonly News[]>;
  /** Openings of one kind that make a group, or join one. */
  readonly groups: ReadonlyMap<Kind, readonly News[]>;
  /** Nobody needs to hear of it: it was told in a digest before, and got no worse. */
  readonly silent: readonly News[];
  /** Refused by the channel, or beyond what a group holds: for the digest. */
  readonly counted: readonly News[];
}

/** So many openings of one kind at once are one message. */
export const GROUP_FROM = 5;
/** A group holds no more, for its members are stored in one item; the rest is counted. */
export const MOST_MEMBERS = 500;

/**
 * @param isSmall whether an alert is told in the daily digest alone
 * @param joinable the kinds that have a group which others join
 */
export function planTelling(
  channel: string,
  seen: readonly Seen[],
  isSmall: (alert: Alert) => boolean,
  joinable: ReadonlySet<Kind>,
): TellPlan {
  const settled: Waiting[] = [];
  const news: News[] = [];
  for (const { waiting, alert } of seen) {
    if (alert === undefined || (alert.told[channel] ?? 0) >= alert.seq) settled.push(waiting);
    else news.push({ waiting, alert, opened: openedOn(channel, alert) });
  }
  const [small, loud] = parted(news, ({ alert }) => isSmall(alert));
  const [refused, sound] = parted(loud, ({ waiting }) => waiting.isRefused === true);
  const [openings, followUps] = parted(sound, ({ opened }) => opened > 0);
  const [critical, others] = parted(openings, ({ alert }) => alert.severity === 'critical');
  const isAlone = isForPrograms(channel);
  const { groups, single, beyond } = isAlone ? { ...NOTHING, single: others } : inGroups(others, joinable);
  const { own, ofGroups, silent } = isAlone ? { ...NOTHING, own: followUps } : inThreads(followUps, channel);
  return {
    settled,
    small,
    own: [...critical.toSorted(byOpening), ...own.toSorted(byWeight), ...single.toSorted(byOpening)],
    ofGroups,
    groups,
    silent,
    counted: [...refused, ...beyond],
  };
}

const NOTHING = { groups: new Map<Kind, News[]>(), ofGroups: new Map<string, News[]>(), beyond: [], silent: [] };

/** How many of its episodes a channel has yet to tell; who was told before this was kept has heard of the episode. */
export function openedOn(channel: string, alert: Alert): number {
  const heard = alert.heard?.[channel];
  if (heard !== undefined) return Math.max(0, loudOf(alert) - heard.loud);
  return alert.told[channel] === undefined ? loudOf(alert) : alert.change === 'open' ? 1 : 0;
}

function inGroups(openings: readonly News[], joinable: ReadonlySet<Kind>) {
  const byKind = new Map<Kind, News[]>();
  for (const each of openings) {
    const those = byKind.get(each.alert.kind);
    if (those === undefined) byKind.set(each.alert.kind, [each]);
    else those.push(each);
  }
  const groups = new Map<Kind, readonly News[]>();
  const single: News[] = [];
  const beyond: News[] = [];
  for (const [kind, those] of byKind) {
    if (those.length < GROUP_FROM && !joinable.has(kind)) {
      single.push(...those);
      continue;
    }
    groups.set(kind, those.slice(0, MOST_MEMBERS));
    beyond.push(...those.slice(MOST_MEMBERS));
  }
  return { groups, single, beyond };
}

function inThreads(followUps: readonly News[], channel: string) {
  const own: News[] = [];
  const silent: News[] = [];
  const ofGroups = new Map<string, News[]>();
  for (const each of followUps) {
    const via = each.alert.heard?.[channel]?.via ?? each.alert.id;
    // What was put aside and is not small any more is told as what it has become.
    const isGrown = via === DAILY && each.alert.change !== 'resolve';
    const isOwn =
      via === each.alert.id || isGrown || (each.alert.severity === 'critical' && each.alert.change !== 'resolve');
    if (isOwn) own.push(each);
    else if (via.startsWith('g')) ofGroups.set(via, [...(ofGroups.get(via) ?? []), each]);
    else silent.push(each);
  }
  return { own, ofGroups, silent };
}

function parted(all: readonly News[], isFirst: (each: News) => boolean): [News[], News[]] {
  const first: News[] = [];
  const rest: News[] = [];
  for (const each of all) (isFirst(each) ? first : rest).push(each);
  return [first, rest];
}

const byOpening = ({ alert: one }: News, { alert: other }: News): number =>
  one.openedAtMs - other.openedAtMs || (one.id < other.id ? -1 : 1);

const byWeight = (one: News, other: News): number =>
  Number(other.alert.severity === 'critical') - Number(one.alert.severity === 'critical') || byOpening(one, other);
