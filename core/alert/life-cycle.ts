/** The life of an alert: opens, is updated when it grows, resolves when the trouble has stayed low. Decides, and does nothing. */
import type { AttackingAddress, Evidence, Finding } from '../detect/finding';
import { MINUTE_MS } from '../state/minute';
import { seriesKey } from '../state/series';
import type { Alert, AlertKey, Change, Severity } from './alert';
import { isAftermath, isAttackNews, isRecentAttack, mergeAccounts, worseAttack } from './login-attack-life';
import { shortHash } from './short-hash';

/** An open alert stays open down to this multiple of its detector's threshold … */
const LOW_WATER = 0.8;
/** … and resolves after staying under it for three minutes. */
const CALM_MS = 3 * MINUTE_MS;
/** People are told again when there is four times as much of it, at most every five minutes. */
const GROWTH = 4;
const UPDATE_PAUSE_MS = 5 * MINUTE_MS;
const MOST_ADDRESSES = 500;

const RANK: Record<Severity, number> = { info: 0, warning: 1, critical: 2 };

/** The alert as it must now be stored; undefined when the finding changes nothing. */
export function raise(stored: Alert | undefined, finding: Finding, nowMs: number): Alert | undefined {
  if (stored?.state === 'open') {
    if (finding.ratio < LOW_WATER) return undefined;
    return isAftermath(stored, finding) ? calm(stored, nowMs) : goOn(stored, finding, nowMs);
  }
  if (stored !== undefined && finding.ratio >= 1 && isRecentAttack(stored, finding.lastSeenMs)) {
    return isAftermath(stored, finding) ? undefined : resume(stored, finding, nowMs);
  }
  return finding.ratio >= 1 ? open(stored, finding, nowMs) : undefined;
}

/**
 * The alert after a look that found nothing above its low-water mark; undefined when that changes nothing.
 * @param newUsual why that is, where a new level was adopted since the alert was opened
 */
export function calm(stored: Alert, nowMs: number, newUsual?: Alert['newUsual']): Alert | undefined {
  if (stored.state !== 'open') return undefined;
  if (nowMs < stored.changedAtMs) return undefined; // a look from before the alert changed says nothing of it
  if (stored.calmSinceMs === undefined) return { ...stored, rev: stored.rev + 1, calmSinceMs: nowMs };
  if (nowMs - stored.calmSinceMs < CALM_MS) return undefined;
  return { ...told(stored, 'resolve', nowMs), state: 'resolved', ...(newUsual && { newUsual }) };
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
    evidence: finding.evidence,
    peakRatio: finding.ratio,
    toldCount: countOf(finding.evidence),
    ...addressesOf(undefined, finding),
    ...accountsOf(undefined, finding),
    told: stored?.told ?? {},
  };
}

/** The same attack again: people were told that it was over, so they are told that it is not. */
function resume(stored: Alert, finding: Finding, nowMs: number): Alert {
  const severity = RANK[finding.severity] > RANK[stored.severity] ? finding.severity : stored.severity;
  const grown = grow(stored, finding);
  return { ...told(grown, 'update', nowMs), state: 'open', severity, toldCount: countOf(grown.evidence) };
}

function goOn(stored: Alert, finding: Finding, nowMs: number): Alert | undefined {
  const grown = grow(stored, finding);
  if (isWorthTelling(stored, finding, nowMs)) {
    const severity = RANK[finding.severity] > RANK[stored.severity] ? finding.severity : stored.severity;
    return { ...told(grown, 'update', nowMs), severity, toldCount: countOf(grown.evidence) };
  }
  const isSame =
    grown.evidence === stored.evidence &&
    grown.peakRatio === stored.peakRatio &&
    grown.lastSeenMs === stored.lastSeenMs &&
    (grown.toCheck?.length ?? 0) === (stored.toCheck?.length ?? 0) &&
    stored.calmSinceMs === undefined;
  return isSame ? undefined : { ...grown, rev: stored.rev + 1 };
}

function grow(stored: Alert, finding: Finding): Alert {
  const { calmSinceMs: _, ...lively } = stored;
  return {
    ...lively,
    firstSeenMs: Math.min(stored.firstSeenMs, finding.firstSeenMs),
    lastSeenMs: Math.max(stored.lastSeenMs, finding.lastSeenMs),
    evidence: worseOf(stored, finding),
    peakRatio: Math.max(stored.peakRatio, finding.ratio),
    ...addressesOf(stored, finding),
    ...accountsOf(stored, finding),
  };
}

/** A ratio that is capped by a share stays while the numbers go on growing. */
function worseOf({ evidence, peakRatio }: Alert, finding: Finding): Evidence {
  if (evidence.kind === 'login-attack' && finding.evidence.kind === 'login-attack')
    return worseAttack(evidence, finding.evidence);
  return finding.ratio > peakRatio || countOf(finding.evidence) > countOf(evidence) ? finding.evidence : evidence;
}

function isWorthTelling(stored: Alert, finding: Finding, nowMs: number): boolean {
  if (RANK[finding.severity] > RANK[stored.severity] || isAttackNews(stored, finding)) return true;
  return nowMs - stored.changedAtMs >= UPDATE_PAUSE_MS && countOf(finding.evidence) >= GROWTH * stored.toldCount;
}

const told = (alert: Alert, change: Change, nowMs: number): Alert => ({
  ...alert,
  change,
  changedAtMs: nowMs,
  seq: alert.seq + 1,
  rev: alert.rev + 1,
});

/** How much of the trouble there is: what growth is measured by. */
function countOf(evidence: Evidence): number {
  switch (evidence.kind) {
    case 'slow-calls':
      return evidence.slowCalls;
    case 'login-attack':
      return Math.max(evidence.tries, evidence.failures);
    case 'out-of-memory':
      return evidence.outOfMemory;
    case 'timeouts':
      return evidence.timeouts;
    case 'memory-pressure':
      return evidence.tightCalls;
    case 'retries-exhausted':
      return evidence.lostEvents;
    case 'only-failures':
      return evidence.failures;
    case 'forged-lines':
      return evidence.suspects;
    case 'error-burst':
      return evidence.errors;
    case 'invocation-surge':
      return evidence.calls;
    case 'cold-start-surge':
      return evidence.coldStarts;
    case 'cost-spike':
      return evidence.usdAnHour;
    case 'slow-drift':
      return evidence.nowMs;
    case 'gone-silent':
      return evidence.silentMinutes;
  }
}

function addressesOf(stored: Alert | undefined, { addresses }: Finding): Pick<Alert, 'addresses' | 'moreAddresses'> {
  const merged = mergeAddresses(stored?.addresses ?? [], addresses);
  const more = Math.max(stored?.moreAddresses ?? 0, merged.length - MOST_ADDRESSES);
  return { addresses: merged.slice(0, MOST_ADDRESSES), ...(more > 0 && { moreAddresses: more }) };
}

function accountsOf(
  stored: Alert | undefined,
  { fallen = [], toCheck = [] }: Finding,
): Pick<Alert, 'fallen' | 'toCheck'> {
  const inside = mergeAccounts(stored?.fallen ?? [], fallen);
  const wanted = mergeAccounts(stored?.toCheck ?? [], toCheck).filter(
    ({ hash }) => !inside.some((each) => each.hash === hash),
  );
  return { ...(inside.length > 0 && { fallen: inside }), ...(wanted.length > 0 && { toCheck: wanted }) };
}

/** Windows overlap, so of two counts for one address the larger stands; the advice is the latest. */
function mergeAddresses(known: readonly AttackingAddress[], seen: readonly AttackingAddress[]): AttackingAddress[] {
  const merged = new Map(known.map((entry) => [entry.address, entry]));
  for (const entry of seen) {
    const before = merged.get(entry.address);
    merged.set(entry.address, {
      ...entry,
      tries: Math.max(entry.tries, before?.tries ?? 0),
      accounts: Math.max(entry.accounts, before?.accounts ?? 0),
    });
  }
  return byHarm([...merged.values()]);
}

/** Most harm first; equal harm in the order of the addresses, so that a replay says the same twice. */
const byHarm = (addresses: readonly AttackingAddress[]): AttackingAddress[] =>
  addresses.toSorted((a, b) => harmOf(b) - harmOf(a) || (a.address < b.address ? -1 : 1));

const harmOf = ({ tries, accounts }: AttackingAddress): number => tries * Math.max(1, accounts);
