/** What one log message turned out to be. A value the line does not carry stays undefined, never zero. */
import type { LoginEvent } from '../login/login-event';

export type Parsed =
  Report | Init | Restore | Start | End | Failure | Extension | Platform | Login | App | Other | Refused;

/** An invocation's closing account: `REPORT …` or `platform.report`. */
export interface Report {
  readonly kind: 'report';
  readonly requestId: string;
  readonly durationMs?: number;
  readonly billedMs?: number;
  readonly memoryMb?: number;
  readonly maxMemoryMb?: number;
  readonly initMs?: number;
  readonly restoreMs?: number;
  readonly billedRestoreMs?: number;
  /** As written: success, failure, error, timeout; absent on old-style text lines whatever happened. */
  readonly status?: string;
  readonly errorType?: string;
  /** Of functions that keep their tenants apart; in JSON only. */
  readonly tenantId?: string;
}

/** `INIT_START`, `INIT_REPORT`, `platform.initStart`, `platform.initReport`, `platform.initRuntimeDone`. */
export interface Init {
  readonly kind: 'init';
  readonly initMs?: number;
  readonly phase?: string;
  readonly status?: string;
  readonly errorType?: string;
  readonly runtimeVersion?: string;
}

/** SnapStart: `RESTORE_START`, `RESTORE_REPORT`, `platform.restore…`. */
export interface Restore {
  readonly kind: 'restore';
  readonly restoreMs?: number;
  readonly status?: string;
  readonly errorType?: string;
  readonly runtimeVersion?: string;
}

export interface Start {
  readonly kind: 'start';
  readonly requestId: string;
  readonly version?: string;
  readonly tenantId?: string;
}

export interface End {
  readonly kind: 'end';
  readonly requestId: string;
}

export type Cause = 'timeout' | 'out-of-memory' | 'error';

/**
 * A line that is nothing but a failure: `… Task timed out after 3.00 seconds`, `RequestId: … Error: …`, or a runtime's own
 * words for memory that ran out, which carry no request id.
 */
export interface Failure {
  readonly kind: 'failure';
  readonly requestId?: string;
  readonly cause: Cause;
  readonly errorType?: string;
  /** How long a call that timed out had run. */
  readonly durationMs?: number;
}

export interface Extension {
  readonly kind: 'extension';
  readonly name?: string;
  readonly state?: string;
  readonly errorType?: string;
}

/** Any other event that the platform writes about itself, such as `platform.runtimeDone` or `TELEMETRY`. */
export interface Platform {
  readonly kind: 'platform';
  readonly event: string;
  readonly requestId?: string;
  readonly durationMs?: number;
  readonly status?: string;
  readonly errorType?: string;
}

export interface Login {
  readonly kind: 'login';
  readonly login: LoginEvent;
  readonly requestId?: string;
}

/** A line of the function's own in a form that a Lambda runtime or logger writes. */
export interface App {
  readonly kind: 'app';
  readonly requestId?: string;
  /** As written; pino's numbers as their words. */
  readonly level?: string;
  /** Its beginning, in clear: for whoever asks what a line is, never stored. */
  readonly message?: string;
  readonly errorType?: string;
  /** A metric in CloudWatch's embedded format rather than words for people. */
  readonly isMetrics?: true;
  /** Whom the line names, in clear: for joining within a delivery, never stored. */
  readonly caller?: Caller;
  /** Where the line is a runtime's own report that a call failed. */
  readonly failure?: AppFailure;
}

export interface Caller {
  readonly user?: string;
  /** A customer's or an AWS account. */
  readonly account?: string;
  /** What signed or authorised the call: a role, a client, an API key. */
  readonly principal?: string;
  readonly tenant?: string;
  readonly address?: string;
}

export interface AppFailure {
  readonly cause: Cause;
  readonly errorType?: string;
}

export interface Other {
  readonly kind: 'other';
  readonly truncated?: true;
}

/** A line that begins like a platform line but breaks its grammar or a physical limit: never counted. */
export interface Refused {
  readonly kind: 'refused';
  readonly why: string;
}
