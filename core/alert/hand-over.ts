/** Hands to each channel what it should have been told and was not: a bell that nobody heard loses nothing. */
import { concurrently } from '../concurrently';
import type { AlertStore } from '../ports';
import type { Alert } from './alert';
import type { AlertSettings } from './alert-settings';
import { audienceOf, knownOn } from './audience';
import { isDayDue } from './desk/day';
import type { DeskStore } from './desk/desk';
import { settingsOn } from './for-programs';
import { channelsIn, type Routing, type Tags } from './route';
import type { TagsOf } from './route-tags';

export interface HandOverWorld {
  readonly alerts: Pick<AlertStore, 'forgetOpen'>;
  readonly desks: Pick<DeskStore, 'wait' | 'listWaiting' | 'read'>;
  readonly routing: Routing;
  readonly settings: Pick<AlertSettings, 'digest'>;
  readonly tagsOf: TagsOf;
  /** Wakes a channel's sender. */
  readonly ring: (channel: string) => Promise<void>;
  readonly now: () => number;
}

export interface HandedOver {
  /** Alerts that were handed over anew. */
  readonly missed: number;
  /** Channels that were rung. */
  readonly rung: readonly string[];
}

/** A change that is this old was rung for before: nothing is under way any more. */
const HEARD_BY_MS = 60_000;
const AT_ONCE = 16;

/** @param listed the alerts of the open list, as they now are */
export async function handOver(listed: readonly Alert[], world: HandOverWorld): Promise<HandedOver> {
  const { alerts, desks, routing, settings, tagsOf, ring, now } = world;
  const handed = await concurrently(listed, AT_ONCE, async (alert) => {
    const untold = untoldOn(alert, tagsOf(alert.subject), routing);
    if (untold.length === 0) {
      if (alert.state === 'resolved') await alerts.forgetOpen(alert);
      return 0;
    }
    if (!isOverdue(alert, now())) return 0;
    const { kind, subject, seq, severity } = alert;
    await concurrently(untold, AT_ONCE, (channel) => desks.wait(channel, { key: { kind, subject }, seq, severity }));
    return 1;
  });
  const rung = (await concurrently(channelsIn(routing), AT_ONCE, ringWhereNeeded)).filter((each) => each !== '');
  return { missed: handed.reduce<number>((sum, each) => sum + each, 0), rung };

  async function ringWhereNeeded(channel: string): Promise<string> {
    const desk = await desks.read(channel);
    // Whoever found it down tries again by itself.
    if (desk?.downUntilMs !== undefined && now() < desk.downUntilMs) return '';
    const hasDigest = desk?.digest !== undefined || desk?.overflowSinceMs !== undefined;
    const isIdle = !hasDigest && !isDayDue(desk, settingsOn(channel, settings), now());
    if (isIdle && (await desks.listWaiting(channel, 1)).length === 0) return '';
    await ring(channel);
    return channel;
  }
}

/** The channels that are yet to be told of the alert as it is. */
export const untoldOn = (alert: Alert, tags: Tags, routing: Routing): string[] =>
  alert.seq === 0
    ? []
    : audienceOf(alert, knownOn(alert), tags, routing).filter((channel) => (alert.told[channel] ?? 0) < alert.seq);

/** A clock that went back must not keep anybody waiting. */
const isOverdue = ({ changedAtMs }: Alert, nowMs: number): boolean =>
  nowMs - changedAtMs >= HEARD_BY_MS || nowMs < changedAtMs;
