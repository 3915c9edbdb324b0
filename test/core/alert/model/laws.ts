/** What must hold of all that reached people, whatever happened. Each law gives what is wrong; nothing for nothing. */
import { loudOf } from '../../../../core/alert/announce';
import type { Severity } from '../../../../core/alert/alert';
import { whySmall } from '../../../../core/alert/small';
import type { Kind } from '../../../../core/detect/finding';
import { MOST_AN_HOUR, SLOTS } from '../../../../core/alert/desk/limits';
import type { Receipt } from './people';
import { SETTINGS } from './keys';
import type { Stage } from './stage';

const HOUR = 3_600_000;
const hourOf = (atMs: number): number => Math.floor(atMs / HOUR);

/** Repeats show what they repeat: the same id and number. */
function firstOfEach(receipts: readonly Receipt[]): Receipt[] {
  const seen = new Set<string>();
  return receipts.filter(({ told }) => {
    const name = `${told.id} ${'seq' in told ? told.seq : ''} ${'change' in told ? told.change : ''}`;
    return !seen.has(name) && seen.add(name);
  });
}

/** Episodes by kind that a channel was told of: named, or counted. */
export function countsOf(receipts: readonly Receipt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (kind: string, count: number) => void (counts[kind] = (counts[kind] ?? 0) + count);
  const groups = new Map<string, number>();
  for (const { told } of firstOfEach(receipts)) {
    if (!('form' in told)) {
      if (told.change === 'open') add(told.kind, 1 + (told.earlierEpisodes ?? 0));
    } else if (told.form === 'group') {
      groups.set(told.id, told.seq);
      add(told.kind, told.opened);
    } else if (told.form === 'daily') for (const { kind, count } of told.small) add(kind, count);
    else if (told.form === 'digest') for (const { kind, opened } of told.counts) add(kind, opened);
  }
  return counts;
}

export async function faultsOf(stage: Stage): Promise<string[]> {
  const faults: string[] = [];
  const truth: Record<string, number> = {};
  for (const { key, reference } of stage.tracks) {
    const stored = await stage.memory.alerts.read(key);
    const loud = stored ? loudOf(stored) : 0;
    const name = `${key.kind} of ${key.subject.name}`;
    if (loud !== reference.loud) faults.push(`${name}: ${loud} episodes to tell, the reference has ${reference.loud}`);
    if ((stored?.state === 'open') !== reference.isOpen)
      faults.push(`${name} is ${stored?.state}, the reference ${reference.isOpen ? 'open' : 'closed'}`);
    if (reference.loud > 0) truth[key.kind] = (truth[key.kind] ?? 0) + reference.loud;
    for (const { channel } of stage.people)
      if (stored !== undefined && (stored.told[channel] ?? 0) !== stored.seq)
        faults.push(`${name}: ${channel} was told ${stored.told[channel] ?? 0} of ${stored.seq}`);
  }
  for (const { channel, receipts } of stage.people) {
    const counts = countsOf(receipts);
    if (JSON.stringify(sorted(counts)) !== JSON.stringify(sorted(truth)))
      faults.push(`${channel} counts ${JSON.stringify(counts)}, it were ${JSON.stringify(truth)}`);
    faults.push(...faultsOfOrder(channel, receipts), ...faultsOfRate(channel, receipts));
    faults.push(...faultsOfSmall(channel, receipts), ...faultsOfDays(channel, receipts));
    faults.push(...(await faultsOfEnds(stage, channel, receipts)));
    if (!stage.isUnsure()) faults.push(...(await faultsOfGroups(stage, channel, receipts)));
    if (!stage.isUnsure()) faults.push(...faultsOfRepeats(channel, receipts), ...faultsOfUrgency(channel, receipts));
  }
  return faults;
}

const sorted = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));

/** Nothing resolves that nobody was told of, and of one alert nothing older comes after something newer. */
function faultsOfOrder(channel: string, receipts: readonly Receipt[]): string[] {
  const known = new Map<string, number>();
  return receipts.flatMap(({ atMs, told }) => {
    if (!('seq' in told)) return [];
    const before = known.get(told.id);
    known.set(told.id, Math.max(told.seq, before ?? 0));
    // The end of a critical alert that was only counted is told by itself.
    const wasCounted = told.severity === 'critical' && isCountedBefore(receipts, told.kind, atMs);
    if (told.change === 'resolve' && before === undefined && !wasCounted)
      return [`${channel}: ${told.id} resolves unannounced`];
    return before !== undefined && told.seq < before ? [`${channel}: ${told.id} goes back to ${told.seq}`] : [];
  });
}

const isCountedBefore = (receipts: readonly Receipt[], kind: Kind, atMs: number): boolean =>
  receipts.some(
    (each) =>
      each.atMs <= atMs &&
      'form' in each.told &&
      each.told.form === 'digest' &&
      each.told.counts.some((count) => count.kind === kind && count.opened > 0),
  );

/** A group ends once, and does once all of its members are over; only where the hour's messages were spent it may have no end. */
async function faultsOfGroups({ memory }: Stage, channel: string, receipts: readonly Receipt[]): Promise<string[]> {
  const ends = new Map<string, Set<number>>();
  for (const { told } of receipts) {
    if (!('form' in told) || told.form !== 'group') continue;
    const known = ends.get(told.id) ?? new Set<number>();
    ends.set(told.id, told.change === 'resolve' ? known.add(told.seq) : known);
  }
  const faults = await Promise.all(
    [...ends].map(async ([id, { size }]) => {
      const group = await memory.desks.readGroup(channel, id);
      const read = await Promise.all((group?.members ?? []).map(({ key }) => memory.alerts.read(key)));
      const isOver = read.every(
        (alert, at) => alert?.state === 'resolved' || alert?.episode !== group?.members[at]?.episode,
      );
      const hadNoRoom = group?.thread === undefined && isSpent(receipts);
      if (size === Number(isOver) || (size === 0 && hadNoRoom)) return [];
      return [`${channel}: ${id} ended ${size} times; ${isOver ? '' : 'not '}all are over`];
    }),
  );
  return faults.flat();
}

/** Who was told of an episode by itself is told its end, or it is counted; where the next has begun, that tells it. */
async function faultsOfEnds(
  { memory, tracks }: Stage,
  channel: string,
  receipts: readonly Receipt[],
): Promise<string[]> {
  const stored = await Promise.all(tracks.map(({ key }) => memory.alerts.read(key)));
  return stored.flatMap((alert) => {
    if (alert?.state !== 'resolved' || alert.announced !== alert.episode) return [];
    const opened = receipts.find(({ told }) => told.id === alert.id && 'change' in told && told.change === 'open');
    const isTold = receipts.some(
      ({ atMs, told }) =>
        (told.id === alert.id && 'change' in told && told.change === 'resolve') ||
        ('form' in told && told.form === 'digest' && told.resolved > 0 && atMs >= alert.changedAtMs),
    );
    return opened === undefined || isTold ? [] : [`${channel}: nobody was told that ${alert.id} is over`];
  });
}

const isSpent = (receipts: readonly Receipt[]): boolean => ownAnHour(receipts).some((count) => count >= SLOTS.free);

function ownAnHour(receipts: readonly Receipt[]): number[] {
  const hours = new Map<number, number>();
  for (const { atMs, isOwn } of receipts) if (isOwn) hours.set(hourOf(atMs), (hours.get(hourOf(atMs)) ?? 0) + 1);
  return [...hours.values()];
}

function faultsOfRate(channel: string, receipts: readonly Receipt[]): string[] {
  return ownAnHour(receipts)
    .filter((count) => count > MOST_AN_HOUR)
    .map((count) => `${channel}: ${count} in an hour`);
}

function faultsOfRepeats(channel: string, receipts: readonly Receipt[]): string[] {
  return receipts.length === firstOfEach(receipts).length
    ? []
    : [`${channel} was told the same twice without a reason`];
}

/** What is small is told in a daily digest and nowhere else, and nothing but that is told there. */
function faultsOfSmall(channel: string, receipts: readonly Receipt[]): string[] {
  return receipts.flatMap(({ told }) => {
    if (!('form' in told))
      return whySmall(told, SETTINGS) === undefined ? [] : [`${channel}: ${told.id} is small and was told at once`];
    if (told.form === 'group')
      return told.members.some((each) => each.seq > 0 && whySmall(each, SETTINGS) === 'staged')
        ? [`${channel}: a group tells of what is only being tried`]
        : [];
    if (told.form === 'digest')
      return told.counts.some(({ kind, severity, opened }) => opened > 0 && isNeverLoud(kind, severity))
        ? [`${channel}: a digest of overflow counts what is small`]
        : [];
    const wrong = told.small.filter(
      ({ why, severity }) => severity === 'critical' || (why === 'info' && severity !== 'info'),
    );
    return wrong.map(({ kind, severity, why }) => `${channel}: a daily digest has ${severity} ${kind} as ${why}`);
  });
}

const isNeverLoud = (kind: Kind, severity: Severity): boolean =>
  severity === 'info' || (severity !== 'critical' && SETTINGS.staged?.includes(kind) === true);

/** One daily digest a day, repeats of it apart. */
function faultsOfDays(channel: string, receipts: readonly Receipt[]): string[] {
  const days = new Map<string, string>();
  return receipts.flatMap(({ told }) => {
    if (!('form' in told) || told.form !== 'daily') return [];
    const counts = JSON.stringify([told.toMs, told.small]);
    const before = days.get(told.id);
    days.set(told.id, counts);
    return before === undefined || before === counts ? [] : [`${channel}: ${told.id} was told twice, and differently`];
  });
}

/** A digest counts a critical opening only where the hour's messages and the reserve were spent. */
function faultsOfUrgency(channel: string, receipts: readonly Receipt[]): string[] {
  return receipts.flatMap(({ atMs, told }) => {
    if (!('form' in told) || told.form !== 'digest') return [];
    if (!told.counts.some(({ severity, opened }) => severity === 'critical' && opened > 0)) return [];
    const spentIn = (hour: number) =>
      receipts.filter((each) => hourOf(each.atMs) === hour && each.isOwn && !('counts' in each.told)).length;
    const most = Math.max(spentIn(hourOf(atMs)), spentIn(hourOf(atMs) - 1));
    return most >= SLOTS.free + SLOTS.reserve ? [] : [`${channel}: a critical alert was only counted, after ${most}`];
  });
}
