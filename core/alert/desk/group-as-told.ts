/** A group with all its members as they now are, for people. */
import { concurrently } from '../../concurrently';
import { alertKey } from '../../state/keys';
import type { Alert } from '../alert';
import { amountOf } from '../amount';
import type { Group } from '../summary';
import { RANK, worseOf } from '../severity';
import type { GroupMembers } from './desk';
import { LATE_MS } from './limits';
import { AT_ONCE, type Posted, type Run } from './run';

/** People are told of what changed in a group at most so often, except of its end. */
export const UPDATE_PAUSE_MS = 5 * 60_000;
const SHOWN = 10;

/** `later`: it is too soon to tell what changed. */
export type GroupTold = Posted | 'later';

export const isSoon = (toldAtMs: number, nowMs: number, pauseMs: number): boolean =>
  nowMs >= toldAtMs && nowMs - toldAtMs < pauseMs;

export async function groupAsTold({ world }: Run, group: GroupMembers): Promise<Group> {
  const read = await concurrently(group.members, AT_ONCE, async ({ key, episode }) => {
    const alert = await world.alerts.read(key);
    // In a later episode it has left the group: the one that was meant here is over.
    return alert && (alert.episode === episode ? alert : { ...alert, state: 'resolved' as const });
  });
  const members = read.filter((alert) => alert !== undefined).toSorted(byImpact);
  const resolved = members.filter(({ state }) => state === 'resolved').length;
  const isOver = resolved === members.length && group.fresh.length === 0;
  const fresh = new Set(group.fresh.map(({ key }) => alertKey(key).pk));
  const joined = group.seq === 1 ? [] : members.filter((each) => fresh.has(alertKey(each).pk));
  const openedAtMs = members.reduce((first, each) => Math.min(first, each.openedAtMs), group.openedAtMs);
  const taken = members.flatMap(({ state, acknowledged }) => (state !== 'resolved' && acknowledged) || []);
  const [last] = taken.toSorted((one, other) => other.atMs - one.atMs);
  const waitedMs = group.toldAtMs - openedAtMs;
  return {
    form: 'group',
    id: group.id,
    kind: group.kind,
    severity: members.map(({ severity }) => severity).reduce(worseOf, 'info'),
    change: group.seq === 1 ? 'open' : isOver ? 'resolve' : 'update',
    seq: group.seq,
    members: members.slice(0, SHOWN),
    total: group.members.length,
    resolved,
    ...(joined.length > 0 && { joined: { alerts: joined.slice(0, SHOWN), total: joined.length } }),
    ...(last && { taken: { total: taken.length, by: last.by } }),
    ...(group.alone !== undefined && { alone: group.alone }),
    opened: group.fresh.reduce((sum, { opened }) => sum + opened, 0),
    openedAtMs,
    ...(group.seq === 1 && waitedMs > LATE_MS && { waitedMs }),
  };
}

/** Those that go on first, then the worst: by severity, by how far beyond the threshold, by how much. */
const byImpact = (one: Alert, other: Alert): number =>
  Number(one.state === 'resolved') - Number(other.state === 'resolved') ||
  RANK[other.severity] - RANK[one.severity] ||
  other.peakRatio - one.peakRatio ||
  amountOf(other.evidence) - amountOf(one.evidence) ||
  (one.id < other.id ? -1 : 1);
