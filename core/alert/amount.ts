/** Says how much of a trouble there is: what growth is measured by, and whose impact is named first. */
import type { Evidence } from '../detect/finding';

export function amountOf(evidence: Evidence): number {
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
