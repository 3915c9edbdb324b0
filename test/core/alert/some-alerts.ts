/** Alerts to render in tests: one of each kind, as the engine makes them. */
import type { Alert } from '../../../core/alert/alert';
import type { Kind } from '../../../core/detect/finding';
import { SAMPLE_EVIDENCE, SAMPLE_NAMES } from '../../../core/alert/sample-evidence';

const OPENED_MS = Date.UTC(2026, 10, 20, 14, 5);

export const someEvidence = SAMPLE_EVIDENCE;

export function someAlert(kind: Kind, over: Partial<Alert> = {}): Alert {
  const isLogin = kind === 'login-attack';
  return {
    kind,
    subject: { kind: isLogin ? 'login-source' : 'function', name: SAMPLE_NAMES[kind] },
    id: '3fa9c1-2',
    severity: 'warning',
    state: over.change === 'resolve' ? 'resolved' : 'open',
    change: 'open',
    seq: 1,
    rev: 1,
    episode: 2,
    openedAtMs: OPENED_MS,
    changedAtMs: OPENED_MS,
    firstSeenMs: OPENED_MS - 4 * 60_000,
    lastSeenMs: OPENED_MS - 1,
    evidence: someEvidence[kind],
    addresses: isLogin ? someAddresses(23) : [],
    peakRatio: 1,
    toldCount: 1,
    told: {},
    ...over,
  };
}

/** Most harmful first, from the ranges that are kept for documentation. */
export const someAddresses = (count: number): Alert['addresses'] =>
  Array.from({ length: count }, (_, at) => ({
    address: at === 1 ? '2001:db8::7' : `203.0.113.${at + 1}`,
    tries: Math.max(1, 64 - at),
    accounts: Math.max(1, 60 - at),
  }));
