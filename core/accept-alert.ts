/** Accepts an open alert by its id: what it reports is taken as usual from now on, and it resolves by itself. */
import { accept, isAcceptable, type NewLevel } from './baseline/accept';
import type { Alert } from './alert/alert';
import { findOpenAlert, type AlertsToFind, type NotOpen } from './find-open-alert';
import type { BucketStore, UsualStore } from './ports';
import { minuteOf } from './state/minute';

export interface AcceptWorld {
  readonly alerts: AlertsToFind;
  readonly buckets: BucketStore;
  readonly usual: UsualStore;
  readonly now: () => number;
}

export type AcceptAnswer =
  | { readonly kind: 'accepted' | 'already'; readonly alert: Alert; readonly level: NewLevel }
  | NotOpen
  /** Its trouble is not judged by what is usual. */
  | { readonly kind: 'not-acceptable'; readonly alert: Alert }
  /** Too little was learned before; nothing of it was seen since it opened; or for too short a time. */
  | { readonly kind: 'nothing-known' | 'nothing-seen' | 'too-early'; readonly alert: Alert }
  /** The sweeper wrote at the same time. */
  | { readonly kind: 'try-again' };

/** How far back the new level is looked at. */
const LOOKED_AT_MINUTES = 60;
/** Lines take a while to come: the last minutes would show too few calls. */
const BEHIND_MINUTES = 2;

export async function acceptAlert(id: string, { alerts, buckets, usual, now }: AcceptWorld): Promise<AcceptAnswer> {
  const found = await findOpenAlert(id, alerts, now());
  if (found.kind !== 'open') return found;
  const { alert } = found;
  if (!isAcceptable(alert.kind)) return { kind: 'not-acceptable', alert };
  const { subject } = alert;
  const last = minuteOf(now());
  const from = Math.max(last - LOOKED_AT_MINUTES, minuteOf(alert.firstSeenMs));
  // How long calls take is seen from any of them; how many there are, from whole minutes alone.
  const to = alert.kind === 'slow-calls' ? last : Math.max(from, last - BEHIND_MINUTES);
  const [parts, recent, profile] = await Promise.all([
    buckets.read(subject, from, to),
    usual.read(subject),
    usual.readProfile(subject),
  ]);
  if (recent?.kind !== 'function') return { kind: 'nothing-known', alert };
  const seen = { parts, minutes: to - from + 1, now: last };
  const acceptance = accept(alert.kind, { recent, profile }, seen, minuteOf(alert.openedAtMs));
  if (acceptance.kind !== 'accepted') return { ...acceptance, alert };
  const { known, level } = acceptance;
  const [recentRev, profileRev] = [recent.rev, profile?.rev ?? 0];
  const isWritten =
    (known.profile === profile ||
      known.profile === undefined ||
      (await usual.writeProfile(subject, { ...known.profile, rev: profileRev + 1 }, profileRev))) &&
    (await usual.write(subject, { ...known.recent, rev: recentRev + 1 }, recentRev));
  return isWritten ? { kind: 'accepted', alert, level } : { kind: 'try-again' };
}
