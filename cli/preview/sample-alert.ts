/** Makes an alert of a kind for a preview or a test, as a stack would raise it just now. */
import type { Alert, Change } from '../../core/alert/alert';
import { SAMPLE_EVIDENCE, SAMPLE_NAMES } from '../../core/alert/sample-evidence';
import { subjectOf } from '../../core/detect/kinds';
import type { Kind } from '../../core/detect/finding';

const MINUTE_MS = 60_000;

export function sampleAlert(kind: Kind, change: Change, nowMs: number): Alert {
  const isOver = change === 'resolve';
  const isAttack = kind === 'login-attack';
  const hasFallen = isAttack && change !== 'open';
  const firstSeenMs = nowMs - (isOver ? 42 : 4) * MINUTE_MS;
  return {
    kind,
    subject: { kind: subjectOf(kind), name: SAMPLE_NAMES[kind] },
    id: '3fa9c1-2',
    severity: hasFallen ? 'critical' : 'warning',
    state: isOver ? 'resolved' : 'open',
    change,
    seq: { open: 1, update: 2, resolve: 3 }[change],
    rev: 1,
    episode: 2,
    ...(change === 'update' && {
      before: { change: 'open', severity: 'warning', count: hasFallen ? 1 : 0.25, fallen: 0 },
    }),
    openedAtMs: firstSeenMs + MINUTE_MS,
    changedAtMs: nowMs,
    firstSeenMs,
    lastSeenMs: nowMs - (isOver ? 20 : 1) * MINUTE_MS,
    evidence: SAMPLE_EVIDENCE[kind],
    addresses: isAttack ? ATTACKERS : [],
    ...(isAttack && { moreAddresses: 37 }),
    ...(hasFallen && {
      fallen: [
        {
          account: 'b***@e***.com',
          hash: 'a1b2c3d4e5f60718',
          address: '203.0.113.7',
          atMs: firstSeenMs + 3 * MINUTE_MS,
        },
      ],
    }),
    peakRatio: 3,
    toldCount: 1,
    told: {},
  };
}

/** From the ranges that are kept for documentation. */
const ATTACKERS: Alert['addresses'] = [
  { address: '203.0.113.7', tries: 64, accounts: 60, advice: 'block' },
  { address: '203.0.113.21', tries: 58, accounts: 51, advice: 'block' },
  { address: '2001:db8:bad::1', tries: 41, accounts: 40, advice: 'block' },
  { address: '203.0.113.99', tries: 33, accounts: 30, advice: 'block' },
  { address: '198.51.100.4', tries: 21, accounts: 19, advice: 'challenge' },
  { address: '198.51.100.77', tries: 8, accounts: 8, advice: 'look' },
];
