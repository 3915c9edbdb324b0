/** Sorts what waits on a channel into what is told on its own, in a group, in the group or thread it belongs to, or only counted. */
import type { Kind } from '../../detect/finding';
import type { Alert } from '../alert';
import { isForPrograms } from '../for-programs';
import type { Waiting } from './desk';
import { followOf, isGroup, openedOn, viaOf } from './follow';
import { LATE_MS } from './limits';

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
  /** Critical openings, by when they opened. */
  readonly urgent: readonly News[];
  /** Other messages of their own: follow-ups first, the critical ones before all. */
  readonly own: readonly News[];
  /** What became of those that were told in a group, by the group's id; an opening is here for its episode before. */
  readonly ofGroups: ReadonlyMap<string, readonly News[]>;
  /** Openings of one kind that make a group, or join one. */
  readonly groups: ReadonlyMap<Kind, readonly News[]>;
  /** Nobody needs to hear of it: it was told in a digest before, and got no worse. */
  readonly silent: readonly News[];
  /** For the digest: refused, beyond what a group holds, over before it could be told, or the end of what a digest counted. */
  readonly counted: readonly News[];
}

/** So many openings of one kind at once are one message. */
export const GROUP_FROM = 5;
/** A group holds no more, for its members are stored in one item; the rest is counted. */
export const MOST_MEMBERS = 500;

export interface Sorting {
  /** Whether an alert is told in the daily digest alone. */
  readonly isSmall: (alert: Alert) => boolean;
  /** The kinds that have a group which others join. */
  readonly joinable: ReadonlySet<Kind>;
  readonly nowMs: number;
}

export function planTelling(channel: string, seen: readonly Seen[], { isSmall, joinable, nowMs }: Sorting): TellPlan {
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
  const urgent = critical.toSorted(byOpening);
  if (isForPrograms(channel))
    return { ...NOTHING, settled, small, urgent, own: [...followUps, ...others].toSorted(byOpening), counted: refused };
  // A test is told by itself or not at all: nothing else may look like one, and it like nothing else.
  const [refusedTests, refusedAlerts] = parted(refused, isTest);
  const [tests, real] = parted(others, isTest);
  const [stale, fresh] = parted(real, ({ alert }) => isStale(alert, nowMs));
  const groups = inGroups(fresh, joinable);
  const follow = inThreads(followUps, channel);
  return {
    settled,
    small,
    urgent,
    own: [...follow.own.toSorted(byWeight), ...tests, ...groups.single.toSorted(byOpening)],
    ofGroups: byGroup([...follow.ofGroups, ...news.filter(({ opened }) => opened > 0)], channel),
    groups: groups.groups,
    silent: [...follow.silent, ...refusedTests],
    counted: [...refusedAlerts, ...stale, ...groups.beyond, ...follow.counted],
  };
}

const NOTHING = { groups: new Map<Kind, News[]>(), ofGroups: new Map<string, News[]>(), silent: [] };

const isTest = ({ alert }: News): boolean => alert.isTest === true;

/** It was over before the channel could be told, and began long ago: nobody can act on it any more. */
const isStale = ({ state, openedAtMs }: Alert, nowMs: number): boolean =>
  state === 'resolved' && nowMs - openedAtMs > LATE_MS;

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
  const [own, rest] = parted(followUps, ({ alert }) => followOf(channel, alert) === 'own');
  const [ofGroups, others] = parted(rest, ({ alert }) => followOf(channel, alert) === 'group');
  const [counted, silent] = parted(others, ({ alert }) => followOf(channel, alert) === 'counted');
  // The ends of critical alerts that a digest counted: some are told one by one, many are counted as they were.
  const [ends, known] = parted(own, ({ alert }) => alert.change === 'resolve' && viaOf(channel, alert) !== alert.id);
  const isMany = ends.length >= GROUP_FROM;
  return { own: isMany ? known : own, ofGroups, silent, counted: isMany ? [...counted, ...ends] : counted };
}

function byGroup(news: readonly News[], channel: string): ReadonlyMap<string, readonly News[]> {
  const groups = new Map<string, News[]>();
  for (const each of news) {
    const via = viaOf(channel, each.alert);
    if (isGroup(via)) groups.set(via, [...(groups.get(via) ?? []), each]);
  }
  return groups;
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
