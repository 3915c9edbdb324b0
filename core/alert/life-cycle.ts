/** The life of an alert: pends, opens, is updated when it grows, resolves when the trouble has stayed low. Decides, and does nothing. */
import type { Finding } from '../detect/finding';
import { LOW_WATER } from '../detect/low-water';
import { MINUTE_MS } from '../state/minute';
import { seriesKey } from '../state/series';
import type { Alert, AlertKey } from './alert';
import { amountOf } from './amount';
import { announce, type Hush, ring } from './announce';
import { accountsOf, addressesOf } from './attackers';
import { calmMsOf, flap } from './flapping';
import { isLongOver } from './late';
import { countFallen } from './fallen';
import { isAftermath, hasUntoldFalls, isAttackNews, isBusyHour, worseAttack } from './login-attack-life';
import { isSettled, pend } from './pending';
import { quieterOf } from './quieter';
import { isRecentAttack } from './recent-attack';
import { RANK, worseOf } from './severity';
import { shortHash } from './short-hash';

/** People are told again when there is four times as much of it, at most every five minutes. */
const GROWTH = 4;
const UPDATE_PAUSE_MS = 5 * MINUTE_MS;

/** One look at a series. */
export interface Look {
  /** What was found; undefined, or under the low-water mark, for nothing. */
  readonly finding?: Finding | undefined;
  /** Why that is usual now, where a new level was adopted since the alert was opened. */
  readonly newUsual?: Alert['newUsual'];
  /** Why nobody is to be told. */
  readonly hush?: Hush | undefined;
}

/** The alert as it must now be stored; undefined when the look changes nothing. `seq` grows where people are to be told. */
export function step(before: Alert | undefined, { finding, newUsual, hush }: Look, nowMs: number): Alert | undefined {
  // Of what was stored before this was counted, people were told of all who fell.
  const stored = before && { toldFallen: countFallen(before), ...before };
  const isSeen = finding !== undefined && isAboveLowWater(finding);
  const moved = isSeen ? raise(stored, finding, nowMs) : stored && calm(stored, nowMs, newUsual);
  return announce(stored, moved, { hush, isSeen }, nowMs);
}

/** The alert with what was found, told to everybody; undefined when the finding changes nothing. */
export function raise(stored: Alert | undefined, finding: Finding, nowMs: number): Alert | undefined {
  if (stored?.state === 'open') {
    if (finding.ratio < LOW_WATER) return undefined;
    return isAftermath(stored, finding) ? calm(stored, nowMs) : goOn(stored, finding, nowMs);
  }
  if (finding.ratio < 1) return undefined;
  if (stored !== undefined && isRecentAttack(stored, finding.lastSeenMs)) {
    return isAftermath(stored, finding) ? undefined : resume(stored, finding, nowMs);
  }
  if (isSettled(stored, finding, nowMs)) return flap(open(stored, finding, nowMs), stored, nowMs);
  return pend(stored, { ...open(undefined, finding, nowMs), id: `${keyHash(finding)}-0` }, nowMs);
}

/**
 * The alert after a look that found nothing above its low-water mark; undefined when that changes nothing.
 * @param newUsual why that is, where a new level was adopted since the alert was opened
 */
export function calm(stored: Alert, nowMs: number, newUsual?: Alert['newUsual']): Alert | undefined {
  if (stored.state === 'pending') return pend(stored, undefined, nowMs);
  if (stored.state !== 'open') return undefined;
  if (nowMs < stored.changedAtMs) return undefined; // a look from before the alert changed says nothing of it
  if (stored.hush === undefined && hasUntoldFalls(stored, nowMs))
    return { ...ring(stored, 'update', nowMs), calmSinceMs: stored.calmSinceMs ?? nowMs };
  if (stored.calmSinceMs === undefined || nowMs < stored.calmSinceMs)
    return { ...stored, rev: stored.rev + 1, calmSinceMs: nowMs };
  if (nowMs - stored.calmSinceMs < calmMsOf(stored)) return undefined;
  const resolved: Alert = { ...ring(stored, 'resolve', nowMs), state: 'resolved', ...(newUsual && { newUsual }) };
  return flap(resolved, stored, nowMs);
}

export const isAboveLowWater = (finding: Finding): boolean => finding.ratio >= LOW_WATER;

/** The part of an id that stays through all episodes: six hex digits. */
const keyHash = (key: AlertKey): string => shortHash(`${key.kind} ${seriesKey(key.subject)}`);

function open(stored: Alert | undefined, finding: Finding, nowMs: number): Alert {
  const episode = (stored?.episode ?? 0) + 1;
  return {
    id: `${keyHash(finding)}-${episode}`,
    kind: finding.kind,
    subject: finding.subject,
    severity: finding.severity,
    state: 'open',
    change: 'open',
    seq: (stored?.seq ?? 0) + 1,
    rev: (stored?.rev ?? 0) + 1,
    episode,
    openedAtMs: nowMs,
    changedAtMs: nowMs,
    firstSeenMs: finding.firstSeenMs,
    lastSeenMs: finding.lastSeenMs,
    ...(finding.isLate && { isLate: true }),
    evidence: finding.evidence,
    peakRatio: finding.ratio,
    ...quieterOf(undefined, finding),
    toldCount: amountOf(finding.evidence),
    ...addressesOf(undefined, finding),
    ...accountsOf(undefined, finding),
    toldFallen: countFallen(accountsOf(undefined, finding)),
    ...(stored?.loud !== undefined && { loud: stored.loud }),
    ...(stored?.announced !== undefined && { announced: stored.announced }),
    ...(stored?.turnsMs && { turnsMs: stored.turnsMs }),
    told: stored?.told ?? {},
    ...(stored?.heard && { heard: stored.heard }),
  };
}

/** The same attack again: people were told that it was over, so they are told that it is not; whoever had taken it on is done. */
function resume(stored: Alert, finding: Finding, nowMs: number): Alert {
  const severity = worseOf(stored.severity, finding.severity);
  const { acknowledged: _, ...grown } = grow(stored, finding);
  return { ...ring(grown, 'update', nowMs), state: 'open', severity, toldCount: amountOf(grown.evidence) };
}

function goOn(stored: Alert, finding: Finding, nowMs: number): Alert | undefined {
  const grown = grow(stored, finding);
  const comesAlive = isLongOver(stored) && grown.isLate === undefined;
  if (comesAlive || hasUntoldFalls(grown, nowMs) || isWorthTelling(stored, finding, nowMs)) {
    const { acknowledged, ...told } = { ...ring(grown, 'update', nowMs), toldCount: amountOf(grown.evidence) };
    const severity = worseOf(stored.severity, finding.severity);
    return { ...told, severity, ...(severity === stored.severity && acknowledged && { acknowledged }) };
  }
  const isSame =
    grown.evidence === stored.evidence &&
    grown.peakRatio === stored.peakRatio &&
    grown.lastSeenMs === stored.lastSeenMs &&
    countFallen(grown) === countFallen(stored) &&
    (grown.toCheck?.length ?? 0) === (stored.toCheck?.length ?? 0) &&
    stored.calmSinceMs === undefined;
  return isSame ? undefined : { ...grown, rev: stored.rev + 1 };
}

function grow(stored: Alert, finding: Finding): Alert {
  const { calmSinceMs: _, isLate, quieter: __, ...lively } = stored;
  return {
    ...lively,
    ...(isLate && finding.isLate && { isLate }),
    firstSeenMs: Math.min(stored.firstSeenMs, finding.firstSeenMs),
    lastSeenMs: Math.max(stored.lastSeenMs, finding.lastSeenMs),
    evidence: worseEvidence(stored, finding),
    peakRatio: Math.max(stored.peakRatio, finding.ratio),
    ...quieterOf(stored, finding),
    ...addressesOf(stored, finding),
    ...accountsOf(stored, finding),
  };
}

/** A ratio that is capped by a share stays while the numbers go on growing. */
function worseEvidence(stored: Alert, finding: Finding): Alert['evidence'] {
  const { evidence, peakRatio } = stored;
  if (evidence.kind === 'login-attack' && finding.evidence.kind === 'login-attack')
    return isBusyHour(stored, finding) ? evidence : worseAttack(evidence, finding.evidence);
  return finding.ratio > peakRatio || amountOf(finding.evidence) > amountOf(evidence) ? finding.evidence : evidence;
}

/** Whoever acknowledged it knows that it goes on: only what is worse is told. */
function isWorthTelling(stored: Alert, finding: Finding, nowMs: number): boolean {
  if (RANK[finding.severity] > RANK[stored.severity] || isAttackNews(stored, finding)) return true;
  if (stored.acknowledged !== undefined) return false;
  return nowMs - stored.changedAtMs >= UPDATE_PAUSE_MS && amountOf(finding.evidence) >= GROWTH * stored.toldCount;
}
