/** What the doctor asks of an account; every answer may be that it was not allowed to look. */

/** An error of AWS's by its name, where there is no answer. */
export interface Refused {
  readonly refused: string;
}

export type Answer<T> = T | Refused;

export const isRefused = <T>(answer: Answer<T>): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

export interface Concurrency {
  readonly limit: number;
  /** What no function has reserved. */
  readonly unreserved: number;
}

export interface Subscription {
  readonly protocol: string;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

export interface DeployedStack {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Account {
  readonly region: () => Promise<string>;
  readonly concurrency: () => Promise<Answer<Concurrency>>;
  /** How far AWS's clock is ahead of this machine's; undefined before anything was asked. */
  readonly clockAheadMs: () => number | undefined;
  /** Undefined where the account was never bootstrapped here. */
  readonly bootstrapVersion: () => Promise<Answer<number | undefined>>;
  /** Undefined where there is no such stack. */
  readonly stack: (name: string) => Promise<Answer<DeployedStack | undefined>>;
  /** Names of the filters on a log group; undefined where there is no such group. */
  readonly filters: (logGroup: string) => Promise<Answer<readonly string[] | undefined>>;
  /** Names of the account's subscription policies. */
  readonly accountPolicies: () => Promise<Answer<readonly string[]>>;
  /** What a secret holds; undefined where there is no such secret. It goes no further than the check of its form. */
  readonly secret: (name: string) => Promise<Answer<string | undefined>>;
  readonly subscriptions: (topicArn: string) => Promise<Answer<readonly Subscription[]>>;
}
