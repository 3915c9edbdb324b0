/** Accepts an open alert by its id: what it reports is taken as usual from now on, and it resolves by itself. */
import { accept } from './baseline/accept';
import type { Alert } from './alert/alert';
import type { AlertStore, BucketStore, UsualStore } from './ports';
import { minuteOf } from './state/minute';

export interface AcceptWorld {
  readonly alerts: AlertStore;
  readonly buckets: BucketStore;
  readonly usual: UsualStore;
  readonly now: () => number;
}

export type AcceptAnswer =
  | { readonly kind: 'accepted'; readonly alert: Alert; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'not-open' }
  /** Its trouble is never usual, or no level that could be learned. */
  | { readonly kind: 'not-acceptable'; readonly alert: Alert }
  /** No call in the last hour says how long it took, or nothing was learned before. */
  | { readonly kind: 'nothing-seen'; readonly alert: Alert }
  /** The sweeper wrote at the same time. */
  | { readonly kind: 'try-again' };

/** How far back the new level is looked at. */
const LOOKED_AT_MINUTES = 60;

export async function acceptAlert(id: string, { alerts, buckets, usual, now }: AcceptWorld): Promise<AcceptAnswer> {
  const open = await Promise.all((await alerts.listOpen()).map((key) => alerts.read(key)));
  const alert = open.find((each) => each?.state === 'open' && each.id === id);
  if (alert === undefined) return { kind: 'not-open' };
  if (alert.kind !== 'slow-calls') return { kind: 'not-acceptable', alert };
  const { subject } = alert;
  const last = minuteOf(now());
  const [seen, recent, profile] = await Promise.all([
    buckets.read(subject, Math.max(last - LOOKED_AT_MINUTES, minuteOf(alert.firstSeenMs)), last),
    usual.read(subject),
    usual.readProfile(subject),
  ]);
  if (recent?.kind !== 'function') return { kind: 'nothing-seen', alert };
  const accepted = accept(recent, profile, seen, last);
  if (accepted === undefined) return { kind: 'nothing-seen', alert };
  const [recentRev, profileRev] = [recent.rev, profile?.rev ?? 0];
  const isWritten =
    (await usual.writeProfile(subject, { ...accepted.profile, rev: profileRev + 1 }, profileRev)) &&
    (await usual.write(subject, { ...accepted.recent, rev: recentRev + 1 }, recentRev));
  if (!isWritten) return { kind: 'try-again' };
  return { kind: 'accepted', alert, fromMs: accepted.fromMs, toMs: accepted.toMs };
}
