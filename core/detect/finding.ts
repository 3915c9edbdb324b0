/** What a detector found in a window of a series, in numbers; words are made where people are told. */
import type { Series } from '../state/series';
import type { Severity } from '../alert/alert';
import type { ColdStartSurgeEvidence } from './cold-start-surge';
import type { CostSpikeEvidence } from './cost-spike';
import type { ErrorBurstEvidence } from './error-burst';
import type { ForgedLinesEvidence } from './forged-lines';
import type { GoneSilentEvidence } from './gone-silent';
import type { InvocationSurgeEvidence } from './invocation-surge';
import type { MemoryPressureEvidence } from './memory-pressure';
import type { OnlyFailuresEvidence } from './only-failures';
import type { RetriesExhaustedEvidence } from './retries-exhausted';
import type { SlowDriftEvidence } from './slow-drift';
import type { Shape } from './crowd';
import type { SilencedBy } from './silenced-by';

export type Kind = Evidence['kind'];

export interface Finding {
  readonly kind: Kind;
  readonly subject: Series;
  readonly severity: Severity;
  /** What was seen, as a multiple of the detector's threshold: opens at 1, keeps an open alert open down to 0.8. */
  readonly ratio: number;
  /** What would have silenced it; left out below the threshold, and where no setting could have alone. */
  readonly quieter?: SilencedBy;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly evidence: Evidence;
  readonly addresses: readonly AttackingAddress[];
  /** Accounts that an attacking address got into. */
  readonly fallen?: readonly AccountOutcome[];
  /** Accounts under attack that logged in from where they never had, or from an attacking address that was theirs before. */
  readonly toCheck?: readonly AccountOutcome[];
  /** Its lines came, or were read back from the log, when its minutes had closed. */
  readonly isLate?: true;
}

export interface AttackingAddress {
  readonly address: string;
  /** Failed logins seen from it; a lower bound, for its windows saturate. */
  readonly tries: number;
  readonly accounts: number;
  /**
   * `challenge` where at least three accounts with an earlier history got in from it: honest people share it. `look` where
   * the form of its lines was not declared: then the address may be whatever somebody wrote. @default block
   */
  readonly advice?: 'block' | 'challenge' | 'look';
}

export interface AccountOutcome {
  /** Masked. */
  readonly account: string;
  /** Keyed: two accounts may look the same when masked. */
  readonly hash: string;
  readonly address?: string;
  readonly atMs: number;
}

export type Evidence =
  | SlowCallsEvidence
  | LoginAttackEvidence
  | OutOfMemoryEvidence
  | TimeoutsEvidence
  | MemoryPressureEvidence
  | RetriesExhaustedEvidence
  | OnlyFailuresEvidence
  | ForgedLinesEvidence
  | ErrorBurstEvidence
  | InvocationSurgeEvidence
  | ColdStartSurgeEvidence
  | CostSpikeEvidence
  | GoneSilentEvidence
  | SlowDriftEvidence;

export interface SlowCallsEvidence {
  readonly kind: 'slow-calls';
  /** Median and 95th percentile of what is usual. */
  readonly usualMs: number;
  readonly usualP95Ms: number;
  /** Median of the slow calls in the window. */
  readonly seenMs: number;
  readonly slowCalls: number;
  readonly calls: number;
  /** The version that most calls ran, where it went out in the last two hours. */
  readonly newVersion?: string;
  readonly windowMinutes: number;
}

export interface LoginAttackEvidence {
  readonly kind: 'login-attack';
  readonly shape: Shape;
  /** Failed tries of those who attack. */
  readonly tries: number;
  /** Of all: failed logins in the window and attempts, and failed ones on an account that does not exist, where the log says so. */
  readonly failures: number;
  readonly attempts: number;
  readonly unknownAccounts: number;
  /** Usual failures in a window of this length, an hour at most, and the usual share of attempts that fail (0 to 1). */
  readonly usualFailures: number;
  readonly usualShare: number;
  /** Distinct accounts and addresses in the window, estimated within about 6 %; of more than an hour at least so many. */
  readonly accountsTouched: number;
  readonly addressesSeen: number;
  readonly windowMinutes: number;
  /** What the log of this source does not name, so that some shapes and outcomes cannot be seen. */
  readonly blindTo: readonly ('addresses' | 'accounts' | 'successes')[];
}

export interface OutOfMemoryEvidence {
  readonly kind: 'out-of-memory';
  readonly outOfMemory: number;
  readonly calls: number;
  /** The configured memory, where calls in the window carried it. */
  readonly memoryMb?: number;
  readonly windowMinutes: number;
}

export interface TimeoutsEvidence {
  readonly kind: 'timeouts';
  readonly timeouts: number;
  readonly calls: number;
  /** About where the time limit lies: the longest call that timed out, within 5 %, as whole seconds. */
  readonly longestMs?: number;
  readonly windowMinutes: number;
}
