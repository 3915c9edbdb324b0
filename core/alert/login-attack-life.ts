/** What is special in the life of a login attack: one attack is one incident, renamed as it grows, and its successes are waited for. */
import { SHAPE_RANK } from '../detect/login-attack';
import type { Finding, LoginAttackEvidence } from '../detect/finding';
import { MINUTE_MS } from '../state/minute';
import { SUBJECT_WINDOW_MINUTES } from '../state/subject';
import type { Alert } from './alert';
import { countFallen, hashesOfFallen } from './fallen';

/** So many times the tries of a burst make it a part of what goes on all day. */
const CREEPS = 2;
const FALLS_PAUSE_MS = 5 * MINUTE_MS;

/** True where the finding is what is left of an attack that is known under a better name: no reason to keep it open. */
export const isAftermath = (stored: Alert, { evidence, lastSeenMs, fallen = [] }: Finding): boolean =>
  stored.evidence.kind === 'login-attack' &&
  evidence.kind === 'login-attack' &&
  evidence.shape === 'low-and-slow' &&
  stored.evidence.shape !== 'low-and-slow' &&
  lastSeenMs <= stored.lastSeenMs + SUBJECT_WINDOW_MINUTES * MINUTE_MS &&
  fallen.every(({ hash }) => hashesOfFallen(stored).has(hash));

/** What one look could not see and another did, the source is not blind to: somebody may get in late. */
export function worseAttack(stored: LoginAttackEvidence, seen: LoginAttackEvidence): LoginAttackEvidence {
  const worse = tellingMore(stored, seen);
  const blindTo = seen.blindTo.filter((what) => stored.blindTo.includes(what));
  return blindTo.length === worse.blindTo.length ? worse : { ...worse, blindTo };
}

/**
 * A name that tells more than that something is wrong stays until more is known: then the one that fits more tries does. Under
 * the same name the greater number stands.
 */
function tellingMore(stored: LoginAttackEvidence, seen: LoginAttackEvidence): LoginAttackEvidence {
  // What looked like a burst was the busiest hour of something that creeps.
  if (seen.shape === 'low-and-slow' && seen.tries >= CREEPS * stored.tries) return seen;
  if (tellsShape(seen) !== tellsShape(stored)) return tellsShape(seen) ? seen : stored;
  return seen.tries > stored.tries || (seen.tries === stored.tries && seen.failures > stored.failures) ? seen : stored;
}

const tellsShape = ({ shape }: LoginAttackEvidence): boolean => SHAPE_RANK[shape] > SHAPE_RANK.spike;

/** True for what looks like guessing and is the busiest hour of what has crept all day from the same addresses. */
export const isBusyHour = (stored: Alert, { evidence, addresses }: Finding): boolean =>
  stored.evidence.kind === 'login-attack' &&
  evidence.kind === 'login-attack' &&
  stored.evidence.shape === 'low-and-slow' &&
  evidence.shape === 'guessing' &&
  stored.evidence.tries >= CREEPS * evidence.tries &&
  addresses.every(({ address }) => stored.addresses.some((known) => known.address === address));

/** Somebody got in. The first is told at once, who follows together: one attack must not use up what others may need. */
export const hasUntoldFalls = (alert: Alert, nowMs: number): boolean =>
  countFallen(alert) > (alert.toldFallen ?? 0) && (!alert.toldFallen || nowMs - alert.changedAtMs >= FALLS_PAUSE_MS);

/** What crept has become an attack: people must hear of it at once. */
export function isAttackNews(stored: Alert, finding: Finding): boolean {
  const { evidence } = finding;
  return (
    stored.evidence.kind === 'login-attack' &&
    evidence.kind === 'login-attack' &&
    stored.evidence.shape === 'low-and-slow' &&
    SHAPE_RANK[evidence.shape] > SHAPE_RANK['low-and-slow'] &&
    !isBusyHour(stored, finding)
  );
}
