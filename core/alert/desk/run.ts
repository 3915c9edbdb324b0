/** What one run at a channel's desk has in hand, and how it posts a message: slot, pace, and what the channel answered. */
import { concurrently } from '../../concurrently';
import type { AlertStore, Delivery } from '../../ports';
import type { AlertSettings } from '../alert-settings';
import type { Alert, Thread } from '../alert';
import type { DayFacts, Summary } from '../summary';
import type { Desk, DeskStore, Waiting } from './desk';
import { loudOf } from '../announce';
import { isForPrograms } from '../for-programs';
import type { News } from './plan';
import { PAUSE_MS, pauseAfter, takeSlot } from './limits';

export interface DeskWorld {
  readonly desk: DeskStore;
  readonly alerts: Pick<AlertStore, 'read' | 'markTold' | 'listEpisodes'>;
  /** The channel's name. */
  readonly channel: string;
  /** @param thread where the channel told of the same incident before */
  readonly tell: (told: Alert | Summary, thread: Thread | undefined) => Promise<Delivery>;
  /** Called, and awaited, for each alert that the channel will never take. */
  readonly onRefused: (why: string, waiting: Waiting, alert: Alert) => Promise<void>;
  readonly settings: AlertSettings;
  /** What else the daily digest says. */
  readonly facts?: (nowMs: number) => Promise<DayFacts>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told apart from every other run's. */
  readonly holder: string;
}

export interface Run {
  readonly world: DeskWorld;
  readonly endsAtMs: number;
  desk: Desk;
  /** How many messages went out, and what was refused for good. */
  sent: number;
  readonly refused: string[];
  /** What the hour has no slot left for. */
  readonly spent: Set<Purpose>;
  /** Why the channel could not be told, where it could not. */
  trouble?: Trouble;
}

export interface Trouble {
  readonly why: string;
  /** What the channel asked for. */
  readonly afterMs?: number;
}

/** Alerts that are noted at the same time. */
export const AT_ONCE = 16;

export type Purpose = 'critical' | 'other' | 'digest';

/** `spent`: the hour's messages are; `down`: the channel does not answer, or takes no more now; `refused`: it never will. */
export type Posted = 'sent' | 'spent' | 'down' | 'refused';

export interface Post {
  readonly end: Posted;
  /** Of what was sent, where the channel has threads. */
  readonly thread?: Thread | undefined;
  readonly why?: string;
  /** It may have arrived all the same. */
  readonly isUnsure?: boolean;
}

/** What joins a thread or edits a message takes no slot, and neither does what has one already. */
export async function post(
  run: Run,
  what: Purpose | 'paid',
  told: Alert | Summary,
  thread: Thread | undefined,
): Promise<Post> {
  const { desk, channel, now, wait, tell } = run.world;
  const isUnlimited = isForPrograms(channel);
  const isFree = what === 'paid' || thread !== undefined || isUnlimited;
  const slot = isFree || run.spent.has(what) ? undefined : await takeSlot(desk, channel, what, now());
  if (!isFree && slot === undefined) {
    run.spent.add(what);
    return { end: 'spent' };
  }
  const restMs = (run.desk.lastSentAtMs ?? -Infinity) + PAUSE_MS - now();
  if (restMs > 0 && restMs <= PAUSE_MS && !isUnlimited) await wait(restMs);
  const delivery = await tell(told, thread).catch(asUnsure);
  if (delivery.kind === 'sent') {
    run.desk = { ...asAnswered(run.desk), lastSentAtMs: now() };
    run.sent += 1;
    return { end: 'sent', thread: delivery.thread };
  }
  const isUnsure = delivery.kind === 'try-again' && delivery.isUnsure === true;
  if (slot !== undefined && !isUnsure) await desk.giveBack(channel, slot.hour, slot.of);
  if (delivery.kind === 'give-up') {
    run.desk = asAnswered(run.desk);
    run.refused.push(delivery.why);
    return { end: 'refused', why: delivery.why };
  }
  const failures = (run.desk.failures ?? 0) + 1;
  const pauseMs = pauseAfter(failures, delivery.afterMs);
  const downSinceMs = run.desk.downSinceMs ?? now();
  const { why: downWhy } = delivery;
  run.desk = { ...run.desk, failures, downSinceMs, downWhy, restMs: pauseMs, downUntilMs: now() + pauseMs };
  run.trouble = { why: delivery.why, ...(delivery.afterMs !== undefined && { afterMs: delivery.afterMs }) };
  return { end: 'down', isUnsure };
}

function asAnswered(desk: Desk): Desk {
  const { failures: _, downUntilMs: __, restMs: ___, downSinceMs: ____, downWhy: _____, ...up } = desk;
  return up;
}

const asUnsure = (error: unknown): Delivery => ({
  kind: 'try-again',
  why: error instanceof Error ? error.name : 'unknown error',
  isUnsure: true,
});

/** Notes what is being told for the first time, or that it was; false where another run has taken the desk over. */
export async function noteUnderWay(run: Run, underWay: Desk['underWay']): Promise<boolean> {
  const { underWay: _, ...desk } = run.desk;
  run.desk = { ...desk, ...(underWay && { underWay }) };
  return run.world.desk.note(run.world.channel, run.world.holder, run.desk);
}

/** Nothing is under way any more, unless it may have arrived. */
export function endUnderWay(run: Run, { isUnsure = false }: Post): void {
  const { underWay: _, ...desk } = run.desk;
  if (!isUnsure) run.desk = desk;
}

/** Of what was told again: a repeat may have arrived as well. */
export function endRepeat(run: Run, posted: Post): void {
  if (posted.end !== 'spent') endUnderWay(run, { ...posted, isUnsure: posted.end === 'down' });
}

export const isOutOfTime = ({ world, endsAtMs }: Run): boolean => world.now() >= endsAtMs;

/** Notes that the channel has heard of an alert as it is, and takes it off the list. */
export async function markTold(
  { world }: Run,
  { waiting, alert }: Pick<News, 'waiting' | 'alert'>,
  via: string,
  thread?: Thread,
): Promise<void> {
  const { channel, alerts, desk } = world;
  await alerts.markTold(alert, channel, alert.seq, thread, { loud: loudOf(alert), via });
  await desk.done(channel, { ...waiting, seq: alert.seq });
}

/** What the channel refused, or the hour has no place for, waits for the next digest. */
export async function leaveForDigest(run: Run, news: readonly News[], { end, why = '' }: Post): Promise<void> {
  if (end === 'refused') await concurrently(news, AT_ONCE, (each) => markRefused(run, each, why));
  if (end === 'refused' || end === 'spent') noteOverflow(run);
}

/** From now on it is only counted. */
async function markRefused({ world }: Run, { waiting, alert }: News, why: string): Promise<void> {
  await world.onRefused(why, waiting, alert);
  await world.desk.wait(world.channel, { ...waiting, isRefused: true });
}

export function noteOverflow(run: Run): void {
  run.desk = { ...run.desk, overflowSinceMs: run.desk.overflowSinceMs ?? run.world.now() };
}
