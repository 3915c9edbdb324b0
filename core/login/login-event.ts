/** One attempt to log in, whatever format it was written in. */
export interface LoginEvent {
  readonly outcome: 'success' | 'failure';
  /** Why it failed, in OCSF's words (Authentication 3002, status_detail); undefined where the log does not say. */
  readonly reason?: LoginReason;
  /** The account as the log names it: in clear here, hashed before anything is stored. */
  readonly account?: string;
  /** The client's address, canonical: IPv4 dotted, IPv6 lower case and compressed. */
  readonly address?: string;
  readonly userAgent?: string;
}

export type LoginReason =
  'USER_DOES_NOT_EXIST' | 'INVALID_CREDENTIALS' | 'ACCOUNT_DISABLED' | 'ACCOUNT_LOCKED_OUT' | 'PASSWORD_EXPIRED';
