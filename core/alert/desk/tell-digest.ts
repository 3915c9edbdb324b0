/**
 * Tells a channel in one message of all that went beyond its rate. What it counts is written down before it is sent and noted as
 * told after, so that a crash in between repeats the same message at worst, and no episode is counted twice or never.
 */
import { concurrently } from '../../concurrently';
import { alertKey } from '../../state/keys';
import type { Alert } from '../alert';
import { isForPrograms } from '../for-programs';
import { RANK } from '../severity';
import type { Digest } from '../summary';
import type { DigestEntry, DigestUnderWay } from './desk';
import { entryOf } from './entry';
import { followOf, openedOn, threadOf } from './follow';
import { hourOf, quarterOf, takeSlot } from './limits';
import { inPages } from './pages';
import { isOutOfTime, post, type Posted, type Run } from './run';

const PAGE = 1000;
const AT_ONCE = 16;
const SHOWN = 10;

export type DigestTold = Posted | 'later' | 'lost';

/** Overflow is told at the turn of the next quarter of an hour, while the hour has a slot for a digest. */
export const isDigestDue = ({ desk, world, spent }: Run): boolean =>
  desk.overflowSinceMs !== undefined &&
  quarterOf(world.now()) !== quarterOf(desk.overflowSinceMs) &&
  !spent.has('digest');

/** Begins a digest, or goes on with the one under way. `spent` where the hour has no slot for it. */
export async function tellDigest(run: Run, isSmall: (alert: Alert) => boolean): Promise<DigestTold> {
  if (!(await hasSlot(run))) return 'spent';
  let digest = run.desk.digest;
  if (digest === undefined) return 'lost';
  if (digest.phase === 'gather') {
    const gathered = await gather(run, digest, isSmall);
    if (typeof gathered === 'string') return gathered;
    const { after: _, ...whole } = gathered;
    if (whole.pages === 0) return finish(run);
    digest = { ...whole, phase: 'send' };
  }
  if (digest.phase === 'send') {
    // Its slot is spent with this: a repeat is a message as well, and takes another.
    const { hour } = digest;
    if (!(await note(run, { ...digest, hour: '' }))) return 'lost';
    const message = await messageOf(run, digest);
    const { end, isUnsure } = await post(run, 'paid', message, undefined);
    if (end === 'refused') return giveUp(run);
    if (end === 'down' && isUnsure !== true) run.desk = { ...run.desk, digest: { ...digest, hour } };
    if (end !== 'sent') return end;
    digest = { ...digest, phase: 'mark', opened: message.opened };
    if (!(await note(run, digest))) return 'lost';
  }
  return (await mark(run, digest)) ? finish(run) : 'later';
}

/** A slot is of one hour and for one try: a digest that waited for its channel, or may have arrived, takes another. */
async function hasSlot(run: Run): Promise<boolean> {
  const { desk, channel, now } = run.world;
  const nowMs = now();
  const under = run.desk.digest;
  if (under?.phase === 'mark' || under?.hour === hourOf(nowMs)) return true;
  const slot =
    (await takeSlot(desk, channel, 'digest', nowMs)) ?? (under && (await takeSlot(desk, channel, 'critical', nowMs)));
  if (slot === undefined) {
    run.spent.add('digest');
    return false;
  }
  const digests = (run.desk.digests ?? 0) + 1;
  const fromMs = run.desk.overflowSinceMs ?? nowMs;
  const begun = { id: `d${digests}`, fromMs, toMs: nowMs, phase: 'gather', pages: 0, hour: slot.hour } as const;
  if (under === undefined) run.desk = { ...run.desk, digests };
  return (await note(run, under ? { ...under, hour: slot.hour } : begun)) || lose(run);
}

/** Another run has taken the desk over: nothing more may be told by this one. */
function lose(run: Run): true {
  const { digest: _, ...rest } = run.desk;
  run.desk = rest;
  return true;
}

/** The channel will never take it, so nobody was told: all of it waits for the next. */
async function giveUp(run: Run): Promise<DigestTold> {
  const { digest: _, ...rest } = run.desk;
  run.desk = { ...rest, overflowSinceMs: run.world.now() };
  return (await run.world.desk.note(run.world.channel, run.world.holder, run.desk)) ? 'refused' : 'lost';
}

async function note(run: Run, digest: DigestUnderWay): Promise<boolean> {
  run.desk = { ...run.desk, digest };
  return run.world.desk.note(run.world.channel, run.world.holder, run.desk);
}

async function finish(run: Run): Promise<DigestTold> {
  const { digest, overflowSinceMs: _, ...rest } = run.desk;
  const { day } = rest;
  const overflow = (day?.overflow ?? 0) + (digest?.opened ?? 0);
  run.desk = { ...rest, ...(day && overflow > 0 && { day: { ...day, overflow } }) };
  return (await run.world.desk.note(run.world.channel, run.world.holder, run.desk)) ? 'sent' : 'lost';
}

/** Writes down everything that waits, and how far that came: where time runs out, the next run goes on. What is small is left. */
async function gather(
  run: Run,
  begun: DigestUnderWay,
  isSmall: (alert: Alert) => boolean,
): Promise<DigestUnderWay | 'later' | 'lost'> {
  const { desk, channel, alerts } = run.world;
  let digest = begun;
  for (;;) {
    if (isOutOfTime(run)) return 'later';
    const waiting = await desk.listWaiting(channel, PAGE, digest.after);
    const last = waiting.at(-1);
    if (last === undefined) return digest;
    const read = await concurrently(waiting, AT_ONCE, ({ key }) => alerts.read(key));
    const entries = read.flatMap((alert, at) => {
      if (alert === undefined || (alert.told[channel] ?? 0) >= alert.seq || isSmall(alert)) return [];
      return isToCount(channel, alert, waiting[at]?.isRefused === true) ? [entryOf(channel, alert)] : [];
    });
    let { pages } = digest;
    for (const page of inPages(entries)) {
      await desk.putPage(channel, digest.id, pages, page);
      pages += 1;
    }
    digest = { ...digest, pages, after: last };
    if (!(await note(run, digest))) return 'lost';
  }
}

/** What has its place elsewhere, and needs no slot or waits for one, is told there: a count would leave its thread or group open. */
function isToCount(channel: string, alert: Alert, isRefused: boolean): boolean {
  if (isRefused) return alert.isTest !== true;
  // Programs get each by itself.
  if (alert.isTest === true || isForPrograms(channel)) return false;
  if (openedOn(channel, alert) > 0) return true;
  const follow = followOf(channel, alert);
  return follow !== 'group' && (follow !== 'own' || threadOf(alert, channel) === undefined);
}

async function messageOf({ world }: Run, { id, fromMs, toMs, pages }: DigestUnderWay): Promise<Digest> {
  const counts = new Map<string, Digest['counts'][number]>();
  let [opened, over, updated, resolved] = [0, 0, 0, 0];
  let worst: DigestEntry[] = [];
  const seen = new Set<string>();
  // From the last on: what waits under two severities was written down twice, and the later one knows more.
  for (let page = pages - 1; page >= 0; page -= 1) {
    const written = await world.desk.readPage(world.channel, id, page);
    const entries = written.toReversed().filter(({ key }) => isFirst(seen, alertKey(key).pk));
    for (const entry of entries) {
      const { kind } = entry.key;
      opened += entry.opened;
      if (entry.change === 'resolve') {
        resolved += 1;
        over += entry.opened;
      }
      if (entry.change !== 'resolve' && entry.opened === 0) updated += 1;
      const name = `${entry.severity} ${kind}`;
      const before = counts.get(name)?.opened ?? 0;
      if (entry.opened > 0) counts.set(name, { kind, severity: entry.severity, opened: before + entry.opened });
    }
    worst = [...worst, ...entries].toSorted(byHarm).slice(0, SHOWN);
  }
  const shown = await concurrently(worst, AT_ONCE, ({ key }) => world.alerts.read(key));
  return {
    form: 'digest',
    id,
    fromMs,
    toMs,
    opened,
    over,
    counts: [...counts.values()].toSorted((one, other) => other.opened - one.opened),
    updated,
    resolved,
    worst: shown.filter((alert) => alert !== undefined),
  };
}

const isFirst = (seen: Set<string>, name: string): boolean => !seen.has(name) && seen.add(name).has(name);

/** What goes on before what is over, then the worst. */
const byHarm = (one: DigestEntry, other: DigestEntry): number =>
  RANK[other.severity] - RANK[one.severity] ||
  Number(one.change === 'resolve') - Number(other.change === 'resolve') ||
  other.peakRatio - one.peakRatio;

/** False where time ran out: the rest is noted by the next run. */
async function mark(run: Run, { id, pages }: DigestUnderWay): Promise<boolean> {
  const { desk, channel, alerts } = run.world;
  for (let page = pages - 1; page >= 0; page -= 1) {
    if (isOutOfTime(run)) return false;
    const entries = await desk.readPage(channel, id, page);
    await concurrently(entries, AT_ONCE, async ({ key, severity, seq, loud, via = id }) => {
      await alerts.markTold(key, channel, seq, undefined, { loud, via });
      await desk.done(channel, { key, severity, seq });
    });
    await desk.dropPage(channel, id, page);
  }
  return true;
}
