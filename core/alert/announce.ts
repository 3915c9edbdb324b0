/** Decides which turns of an alert people are told of: not what is hushed, an end only where the opening was told, and reminders. */
import { MINUTE_MS } from '../state/minute';
import type { Alert, Before, Change, Severity } from './alert';
import { amountOf } from './amount';
import { type Hush, isSameHush } from './hush';
import { countFallen } from './fallen';

export type { Hush };

const HOUR_MS = 60 * MINUTE_MS;
/** When people are reminded of an alert that is still open; each pause is twice the one before. Nobody is reminded of small things. */
const REMIND_MS: Record<Severity, number> = { info: Infinity, warning: 12 * HOUR_MS, critical: 4 * HOUR_MS };
const LONGEST_PAUSE_MS = 24 * HOUR_MS;

/** The alert with something new to tell. */
export const ring = (alert: Alert, change: Change, nowMs: number): Alert => ({
  ...alert,
  change,
  changedAtMs: nowMs,
  before: (alert.hush?.holdsBack && alert.before) || asKnown(alert), // nobody was told of what was held back
  ...(alert.fallen && { toldFallen: countFallen(alert) }),
  seq: alert.seq + 1,
  rev: alert.rev + 1,
});

const asKnown = ({ change, severity, toldCount, toldFallen = 0 }: Alert): Before => ({
  change,
  severity,
  count: toldCount,
  fallen: toldFallen,
});

/** How many episodes of it people were to be told of; what was stored before this was counted was always told. */
export const loudOf = ({ loud, episode }: Pick<Alert, 'loud' | 'episode'>): number => loud ?? episode;

export interface Hearing {
  readonly hush: Hush | undefined;
  /** Whether the trouble is there in this look: nobody is told of an opening that has waited until it was over. */
  readonly isSeen: boolean;
}

/** @param moved the alert as it would be if everybody were told of everything; undefined where nothing moved */
export function announce(
  stored: Alert | undefined,
  moved: Alert | undefined,
  { hush, isSeen }: Hearing,
  nowMs: number,
): Alert | undefined {
  const now = moved ?? stored;
  if (now === undefined || now.state === 'pending') return moved;
  const isNews = moved !== undefined && moved.seq > (stored?.seq ?? 0);
  const isKnown = announcedOf(stored) === now.episode;
  if (now.state === 'resolved') {
    if (!isNews) return moved;
    const { remindAtMs: _, reminders: __, hush: why, ...ended } = moved;
    // Of what went on in silence after people were told that it was over, they have heard the end.
    const isAwaited = isKnown && stored?.change !== 'resolve';
    return isAwaited ? ended : { ...untold(ended, stored), ...(why && { hush: why }) };
  }
  if (hush !== undefined) {
    const held: Hush = isKnown && (isNews || now.hush?.holdsBack === true) ? { ...hush, holdsBack: true } : hush;
    if (isNews) return { ...untold(now, stored), hush: held };
    return isSameHush(now.hush, hush) ? moved : { ...now, hush: held, rev: revAfter(stored) };
  }
  const { hush: was, ...heard } = now;
  if (!isKnown) return isSeen ? open(heard, stored, nowMs) : moved;
  if (isNews) return withReminder(heard, nowMs, 0);
  if (isSeen && was?.why === 'silenced' && was.holdsBack === true) return tellWhatWasHeldBack(heard, stored, nowMs);
  if (isDue(now, nowMs)) return remind(heard, nowMs, revAfter(stored));
  return was === undefined ? moved : { ...heard, rev: revAfter(stored) };
}

/** Of which episode people were told last. */
export const announcedOf = (stored: Alert | undefined): number | undefined =>
  stored && (stored.announced ?? (stored.loud === undefined && stored.episode > 0 ? stored.episode : undefined));

const revAfter = (stored: Alert | undefined): number => (stored?.rev ?? 0) + 1;

/** With what people were told before, where they are not to be told. */
const untold = (alert: Alert, stored: Alert | undefined): Alert => ({
  ...alert,
  seq: stored?.seq ?? 0,
  loud: stored ? loudOf(stored) : 0,
  change: stored?.change ?? 'open',
  ...(stored?.episode === alert.episode && {
    toldCount: stored.toldCount,
    ...(stored.toldFallen !== undefined && { toldFallen: stored.toldFallen }),
  }),
});

/** People hear of this episode for the first time, also where it went on in silence for a while. */
function open(alert: Alert, stored: Alert | undefined, nowMs: number): Alert {
  const loud = (stored ? loudOf(stored) : 0) + 1;
  const seq = (stored?.seq ?? 0) + 1;
  const opened = { ...alert, change: 'open', seq, loud, announced: alert.episode, rev: revAfter(stored) } as const;
  const told = alert.fallen && { toldFallen: countFallen(alert) };
  return withReminder({ ...opened, ...told, changedAtMs: nowMs }, nowMs, 0);
}

/** The silence is over and the trouble is not: what people know of it is no longer all. */
function tellWhatWasHeldBack(alert: Alert, stored: Alert | undefined, nowMs: number): Alert {
  const { before = asKnown(alert) } = alert;
  const told = { ...ring(alert, 'update', nowMs), before, rev: revAfter(stored), toldCount: amountOf(alert.evidence) };
  return withReminder(told, nowMs, 0);
}

const isDue = ({ remindAtMs, acknowledged }: Alert, nowMs: number): boolean =>
  acknowledged === undefined && remindAtMs !== undefined && nowMs >= remindAtMs;

function remind(alert: Alert, nowMs: number, rev: number): Alert {
  const reminders = (alert.reminders ?? 0) + 1;
  return withReminder({ ...ring(alert, 'update', nowMs), rev }, nowMs, reminders);
}

function withReminder(alert: Alert, nowMs: number, reminders: number): Alert {
  const pauseMs = Math.min(REMIND_MS[alert.severity] * 2 ** reminders, LONGEST_PAUSE_MS);
  const { remindAtMs: _, reminders: __, ...rest } = alert;
  if (REMIND_MS[alert.severity] === Infinity) return rest;
  return { ...rest, remindAtMs: nowMs + pauseMs, ...(reminders > 0 && { reminders }) };
}

/**
 * The alert as somebody has taken it on: no reminders, and no updates unless it gets worse. Undefined where it is not open. Who
 * knows of it hears that. It changed when it did before: the clock here is that of somebody's own computer.
 */
export function acknowledge(stored: Alert, by: string, nowMs: number): Alert | undefined {
  if (stored.state !== 'open') return undefined;
  const isHeard = announcedOf(stored) === stored.episode && stored.hush === undefined;
  const told = isHeard ? { ...ring(stored, 'update', nowMs), changedAtMs: stored.changedAtMs } : stored;
  return { ...told, acknowledged: { by, atMs: nowMs }, rev: stored.rev + 1 };
}
