/** The alerts of the model: enough of one kind to make groups, some that are critical, some that are small or only being tried. */
import type { AlertKey } from '../../../../core/alert/alert';
import type { AlertSettings } from '../../../../core/alert/alert-settings';
import { SAMPLE_EVIDENCE } from '../../../../core/alert/sample-evidence';
import type { Finding } from '../../../../core/detect/finding';

export interface Key {
  readonly key: AlertKey;
  readonly severity: Finding['severity'];
  readonly evidence: Finding['evidence'];
}

const slow = (name: string): Key => ({
  key: { kind: 'slow-calls', subject: { kind: 'function', name } },
  severity: 'warning',
  evidence: {
    kind: 'slow-calls',
    usualMs: 100,
    usualP95Ms: 120,
    seenMs: 900,
    slowCalls: 10,
    calls: 20,
    windowMinutes: 10,
  },
});
const timedOut = (name: string, severity: Finding['severity']): Key => ({
  key: { kind: 'timeouts', subject: { kind: 'function', name } },
  severity,
  evidence: { kind: 'timeouts', timeouts: 4, calls: 10, windowMinutes: 15 },
});
const tight = (name: string): Key => ({
  key: { kind: 'memory-pressure', subject: { kind: 'function', name } },
  severity: 'info',
  evidence: { kind: 'memory-pressure', tightCalls: 10, calls: 12, memoryMb: 128, usedMb: 127, windowMinutes: 15 },
});

const surging = (name: string): Key => ({
  key: { kind: 'invocation-surge', subject: { kind: 'function', name } },
  severity: 'warning',
  evidence: SAMPLE_EVIDENCE['invocation-surge'],
});

/** A detector that is only being tried, and an hour of the digest that long runs come to. */
export const SETTINGS: AlertSettings = { staged: ['invocation-surge'], digest: { hour: 16, whenQuiet: 'daily' } };

export const KEYS: readonly Key[] = [
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(slow),
  timedOut('a', 'warning'),
  timedOut('b', 'critical'),
  timedOut('c', 'critical'),
  tight('a'),
  tight('b'),
  surging('a'),
  surging('b'),
];
