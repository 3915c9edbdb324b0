/** Works off all that waits on a channel: one run at a time, whoever rings meanwhile. Nothing that waits is ever dropped untold. */
import { concurrently } from '../../concurrently';
import type { Kind } from '../../detect/finding';
import type { Alert } from '../alert';
import { alertKey } from '../../state/keys';
import { isForPrograms } from '../for-programs';
import { whySmall } from '../small';
import { isDayDue } from './day';
import { planTelling, type News, type Seen } from './plan';
import { endPuttingAside, putAside } from './put-aside';
import { type DeskWorld, isOutOfTime, markTold, noteOverflow, type Run, type Trouble } from './run';
import { tellDaily } from './tell-daily';
import { isDigestDue, tellDigest } from './tell-digest';
import { followGroup } from './follow-group';
import { joinableKinds, repeatGroup, tellOpenings } from './tell-group';
import { repeatOpening, tellOwn } from './tell-own';

export interface Telling {
  /** `busy`: another run was at it and was rung for; `down`: the channel does not answer; `later`: time ran out. */
  readonly end: 'done' | 'busy' | 'down' | 'later' | 'lost';
  readonly sent: number;
  /** Why the channel refused what it will never take, and why it could not be told at all. */
  readonly refused: readonly string[];
  readonly trouble?: Trouble;
  /** How long the channel has not answered, where it does not. */
  readonly downForMs?: number;
}

/** After so long nothing more is begun: the function ends after 30 s, and a channel may take 10 s for one message. */
const BEGINS_FOR_MS = 15_000;
/** Longer than any run: it is over when its function was ended. */
const LEASE_MS = 60_000;
const PAGE = 1000;
const AT_ONCE = 16;
/** A run that is rung for again and again leaves the rest to the next. */
const MOST_ROUNDS = 20;

export async function tellChannel(world: DeskWorld): Promise<Telling> {
  const { desk, channel, holder, now } = world;
  const startedMs = now();
  const run: Run = {
    world,
    endsAtMs: startedMs + BEGINS_FOR_MS,
    desk: { bells: 0 },
    sent: 0,
    refused: [],
    spent: new Set(),
  };
  let end: Telling['end'] = 'busy';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const held = await desk.take(channel, holder, now(), startedMs + LEASE_MS);
    if (held === undefined) break;
    run.desk = round === 0 ? held : { ...run.desk, bells: held.bells };
    if (round === 0 || end === 'done') end = await tellAll(run).catch((error: unknown) => leaveWith(run, error));
    if (end === 'lost' || (await desk.leave(channel, holder, run.desk))) break;
  }
  const { trouble, sent, refused } = run;
  const { downSinceMs } = run.desk;
  const downForMs = downSinceMs === undefined ? undefined : Math.max(0, now() - downSinceMs);
  return { end, sent, refused, ...(trouble && { trouble }), ...(downForMs !== undefined && { downForMs }) };
}

/** The next run need not wait until this one's time is over. */
async function leaveWith({ world, desk }: Run, error: unknown): Promise<never> {
  await world.desk.leave(world.channel, world.holder, desk).catch(() => false);
  throw error;
}

async function tellAll(run: Run): Promise<Telling['end']> {
  const { settings, now } = run.world;
  const { downUntilMs = 0, restMs = 0 } = run.desk;
  // A clock that was far ahead when the channel went down must not keep it silent for longer than it asked for.
  if (now() < downUntilMs && downUntilMs - now() <= restMs) {
    if (run.desk.downWhy !== undefined) run.trouble = { why: run.desk.downWhy };
    return 'down';
  }
  const end = await tellWaiting(run, (alert) => whySmall(alert, settings) !== undefined);
  if (end !== 'done' || !isDayDue(run.desk, settings, now())) return end;
  return endOf(await tellDaily(run));
}

async function tellWaiting(run: Run, isSmall: (alert: Alert) => boolean): Promise<Telling['end']> {
  const { channel, desk, alerts } = run.world;
  const listed = await endPuttingAside(run);
  if (listed !== 'done') return listed;
  const { underWay } = run.desk;
  if (underWay !== undefined) {
    const told = underWay.form === 'own' ? await repeatOpening(run, underWay) : await repeatGroup(run, underWay.id);
    if (told === 'down' || told === 'spent') return 'down';
  }
  if (run.desk.digest !== undefined) {
    const told = await tellDigest(run, isSmall);
    if (told !== 'sent' && told !== 'refused') return endOf(told);
  }
  for (;;) {
    const waiting = await desk.listWaiting(channel, PAGE);
    if (waiting.length === 0 && !isDigestDue(run)) return 'done';
    const read = await concurrently(waiting, AT_ONCE, ({ key }) => alerts.read(key));
    const seen = eachOnce(waiting.map((one, at) => ({ waiting: one, alert: read[at] })));
    const isDue = isDigestDue(run);
    const joinable = isDue ? new Set<Kind>() : joinableKinds(run);
    const plan = planTelling(channel, seen, { isSmall, joinable, nowMs: run.world.now() });
    const before = run.sent;
    await concurrently(plan.settled, AT_ONCE, (one) => desk.done(channel, one));
    const aside = await putAside(run, plan.small);
    if (aside !== 'done') return aside;
    await settle(run, plan.silent);
    const alone = (news: News) => tellOwn(run, news);
    const urgent = await each(run, plan.urgent, alone);
    if (urgent !== 'done') return urgent;
    const followed = await each(run, plan.ofGroups, ([id, news]) => followGroup(run, id, news));
    if (followed !== 'done') return followed;
    // What the digest counts in a moment is told by nothing else.
    const isCounted = ({ opened, alert }: News) => opened > 0 && alert.isTest !== true && !isForPrograms(channel);
    const own = isDue ? plan.own.filter((news) => !isCounted(news)) : plan.own;
    const told = await each(run, own, alone);
    if (told !== 'done') return told;
    if (isDue) {
      const digest = await tellDigest(run, isSmall);
      if (digest === 'down' || digest === 'later' || digest === 'lost') return digest;
      continue; // told, or not due any more: then the rest goes as ever
    }
    const grouped = await each(run, plan.groups, ([kind, news]) => tellOpenings(run, kind, news));
    if (grouped !== 'done') return grouped;
    if (plan.counted.length > 0) noteOverflow(run);
    const isProgress = run.sent > before || plan.settled.length + plan.small.length + plan.silent.length > 0;
    if (waiting.length < PAGE || !isProgress) return 'done';
  }
}

/** Tells one after the other, until the channel does not answer or time runs out. */
async function each<Item>(
  run: Run,
  items: Iterable<Item>,
  tell: (item: Item) => Promise<string>,
): Promise<'done' | 'down' | 'later'> {
  for (const item of items) {
    if (isOutOfTime(run)) return 'later';
    if ((await tell(item)) === 'down') return 'down';
  }
  return 'done';
}

/** What waits under two severities is told under the worse; the other is as good as told. */
function eachOnce(seen: readonly Seen[]): Seen[] {
  const known = new Set<string>();
  return seen.map((each) => {
    const { pk } = alertKey(each.waiting.key);
    if (known.has(pk)) return { ...each, alert: undefined };
    known.add(pk);
    return each;
  });
}

const endOf = (told: string): Telling['end'] =>
  told === 'down' || told === 'later' || told === 'lost' ? told : 'done';

async function settle(run: Run, news: readonly News[]): Promise<void> {
  const name = run.world.channel;
  await concurrently(news, AT_ONCE, ({ waiting, alert }) =>
    markTold(run, { waiting, alert }, alert.heard?.[name]?.via ?? alert.id),
  );
}
