/** One attempt to log in, whatever format it was written in. */
export interface LoginEvent extends LoginFacts {
  readonly format: LoginFormat;
  /** True when settings named this format for the log group: only then is its address good enough to act on. */
  readonly isDeclared: boolean;
}

/** What a reader takes from a line of its format. */
export interface LoginFacts {
  /** A probe names an account and has no result of its own: another line may tell it. It is no attempt. */
  readonly outcome: 'success' | 'failure' | 'probe';
  /** Why it failed; undefined where the log does not say. */
  readonly reason?: LoginReason;
  /** The account as the log names it: in clear here, hashed before anything is stored. */
  readonly account?: string;
  /** False where the log says that there is no such account, undefined where it does not say. */
  readonly isKnownAccount?: boolean;
  /** The client's address, canonical: IPv4 dotted, IPv6 lower case and compressed. */
  readonly address?: string;
  readonly userAgent?: string;
  /** How many attempts the line stands for, where it is more than one (`message repeated 3 times`). */
  readonly times?: number;
}

/** OCSF's words (Authentication 3002, status_detail), and two that it lacks: BREACHED_PASSWORD and ADDRESS_BLOCKED. */
export const LOGIN_REASONS = [
  'USER_DOES_NOT_EXIST',
  'INVALID_CREDENTIALS',
  'ACCOUNT_DISABLED',
  'ACCOUNT_LOCKED_OUT',
  'PASSWORD_EXPIRED',
  'BREACHED_PASSWORD',
  'ADDRESS_BLOCKED',
] as const;

export type LoginReason = (typeof LOGIN_REASONS)[number];

export const LOGIN_FORMATS = [
  'owasp',
  'ecs',
  'ocsf',
  'powertools',
  'cognito-export',
  'cognito-cloudtrail',
  'cognito-trigger',
  'api-gateway',
  'cloudtrail-console',
  'auth0',
  'okta',
  'onelogin',
  'datadog',
  'authjs',
  'sshd',
  'field-map',
] as const;

export type LoginFormat = (typeof LOGIN_FORMATS)[number];

/** An account that does not exist is not known, whether or not the log says so in as many words. */
export function eventOf(facts: LoginFacts, format: LoginFormat, isDeclared: boolean): LoginEvent {
  const isUnknown = facts.outcome !== 'success' && facts.reason === 'USER_DOES_NOT_EXIST';
  return {
    outcome: facts.outcome,
    reason: facts.reason,
    account: facts.account,
    isKnownAccount: facts.isKnownAccount ?? (isUnknown ? false : undefined),
    address: facts.address,
    userAgent: facts.userAgent,
    times: facts.times,
    format,
    isDeclared,
  };
}
