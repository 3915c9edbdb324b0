/** An alert as tests need one: a login spike of a function's log group, changed as the test says. */
import type { Alert } from '../../core/alert/alert';

export const madeAlert = (changes: Partial<Alert> = {}): Alert => ({
  id: '3fa9c1-1',
  kind: 'login-spike',
  subject: { kind: 'login-source', name: '/aws/lambda/log#in' },
  severity: 'critical',
  state: 'open',
  change: 'open',
  seq: 1,
  rev: 1,
  episode: 1,
  openedAtMs: 1_795_405_500_000,
  changedAtMs: 1_795_405_500_000,
  firstSeenMs: 1_795_405_440_000,
  lastSeenMs: 1_795_405_500_000,
  evidence: {
    kind: 'login-spike',
    failures: 420,
    attempts: 450,
    unknownAccounts: 300,
    usualFailures: 4,
    usualShare: 0.05,
    accountsTouched: 390,
    addressesSeen: 3,
    windowMinutes: 10,
  },
  peakRatio: 5,
  toldCount: 420,
  addresses: [{ address: '203.0.113.7', tries: 200, accounts: 180 }],
  told: {},
  ...changes,
});
