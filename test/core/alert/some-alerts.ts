/** Alerts to render in tests: one of each kind, as the engine makes them. */
import type { Alert } from '../../../core/alert/alert';
import type { Evidence, Kind } from '../../../core/detect/finding';

const OPENED_MS = Date.UTC(2026, 10, 20, 14, 5);

export const someEvidence: { readonly [K in Kind]: Extract<Evidence, { kind: K }> } = {
  'slow-calls': {
    kind: 'slow-calls',
    usualMs: 251.3,
    usualP95Ms: 408,
    seenMs: 2512,
    slowCalls: 312,
    calls: 330,
    windowMinutes: 10,
  },
  'login-attack': {
    kind: 'login-attack',
    shape: 'stuffing',
    tries: 1190,
    blindTo: [],
    failures: 1204,
    attempts: 1241,
    unknownAccounts: 880,
    usualFailures: 2.1,
    usualShare: 0.06,
    accountsTouched: 1012,
    addressesSeen: 43,
    windowMinutes: 10,
  },
  'out-of-memory': { kind: 'out-of-memory', outOfMemory: 7, calls: 41, memoryMb: 512, windowMinutes: 15 },
  timeouts: { kind: 'timeouts', timeouts: 12, calls: 90, longestMs: 3007, windowMinutes: 15 },
  'slow-drift': { kind: 'slow-drift', thenMs: 251.3, nowMs: 362 },
  'error-burst': {
    kind: 'error-burst',
    errors: 41,
    calls: 204,
    usualShare: 0.011,
    types: [
      { type: 'TypeError', errors: 38 },
      { type: 'Runtime.ExitError', errors: 3 },
    ],
    windowMinutes: 10,
  },
  'invocation-surge': { kind: 'invocation-surge', calls: 12_040, usualCalls: 640.2, windowMinutes: 10 },
  'cold-start-surge': {
    kind: 'cold-start-surge',
    coldStarts: 80,
    calls: 200,
    usualShare: 0.012,
    initMs: 812,
    windowMinutes: 15,
  },
  'cost-spike': {
    kind: 'cost-spike',
    usdAnHour: 4.21,
    usualUsdAnHour: 1.02,
    extraUsdThisMonth: 812,
    moreCalls: 3.9,
    longerCalls: 1.05,
    moreMemory: 1,
    coldStartShare: 0.01,
    assumed: ['list prices of eu-west-1, 2026-09-19, without free tier'],
    windowMinutes: 15,
  },
  'gone-silent': {
    kind: 'gone-silent',
    silentMinutes: 12,
    usualActiveMinutes: 59.2,
    usualCallsAnHour: 1240,
    windowMinutes: 15,
  },
  'memory-pressure': {
    kind: 'memory-pressure',
    tightCalls: 31,
    calls: 40,
    usedMb: 498.7,
    memoryMb: 512,
    windowMinutes: 15,
  },
  'retries-exhausted': { kind: 'retries-exhausted', lostEvents: 3, failedCalls: 11, windowMinutes: 15 },
  'only-failures': { kind: 'only-failures', failures: 9, windowMinutes: 15 },
  'forged-lines': { kind: 'forged-lines', suspects: 4, calls: 120, windowMinutes: 15 },
};

const names: Record<Kind, string> = {
  'slow-calls': 'checkout',
  'login-attack': '/aws/lambda/login',
  'out-of-memory': 'thumbnails',
  timeouts: 'invoice',
  'memory-pressure': 'thumbnails',
  'slow-drift': 'checkout',
  'error-burst': 'checkout',
  'invocation-surge': 'resize',
  'cold-start-surge': 'api',
  'cost-spike': 'resize',
  'gone-silent': 'orders',
  'retries-exhausted': 'invoice',
  'only-failures': 'nightly',
  'forged-lines': 'contact-form',
};

export function someAlert(kind: Kind, over: Partial<Alert> = {}): Alert {
  const isLogin = kind === 'login-attack';
  return {
    kind,
    subject: { kind: isLogin ? 'login-source' : 'function', name: names[kind] },
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
