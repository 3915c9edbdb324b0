/** Panther's rules whose label says of an event that it is a failed (or a successful) login, for the services Vigil reads. */
import type { LoginFormat } from '../../core/login/login-event';

export interface LabelledRule {
  readonly rule: string;
  /** What an event with the label true is. */
  readonly means: 'failure' | 'success';
  readonly why: string;
  /** Where the label false may also stand on such an event, as another condition of the rule decided. */
  readonly saysNothingWhenFalse?: true;
}

/** Which reader an event is fed to, by the service that wrote it. */
export const FORMATS_OF: Readonly<Record<string, readonly LoginFormat[]>> = {
  'Auth0.Events': ['auth0'],
  'AWS.CloudTrail': ['cloudtrail-console', 'cognito-cloudtrail'],
  'Okta.SystemLog': ['okta'],
  'OneLogin.Events': ['onelogin'],
};

/** Rules of several services name the service at the beginning of each test. */
export const SERVICE_OF: Readonly<Record<string, string>> = {
  'AWS.CloudTrail': 'AWS.CloudTrail',
  Cloudtrail: 'AWS.CloudTrail',
  CloudTrail: 'AWS.CloudTrail',
  Okta: 'Okta.SystemLog',
  OneLogin: 'OneLogin.Events',
};

export const LABELLED_RULES: readonly LabelledRule[] = [
  {
    rule: 'Auth0.CIC.Credential.Stuffing',
    means: 'failure',
    why: 'counts fcoa, a failed login from a page of another origin',
  },
  {
    rule: 'Auth0.Leaked.Password.Login.Attempt',
    means: 'failure',
    why: 'pwd_leak: refused as the password is breached',
  },
  { rule: 'Auth0.Limits', means: 'failure', why: 'limit_*: refused as there were too many failures' },
  { rule: 'AWS.CloudTrail.PasswordSpraying', means: 'failure', why: 'counts ConsoleLogin with Failure' },
  {
    rule: 'AWS.Unsuccessful.MFA.attempt',
    means: 'failure',
    why: 'ConsoleLogin with Failure after a code was asked for',
  },
  { rule: 'AWS.Console.RootLoginFailed', means: 'failure', why: 'ConsoleLogin of root with Failure' },
  {
    rule: 'OneLogin.HighRiskFailedLogin',
    means: 'failure',
    why: 'event 6, a failed login, with a high risk score',
    saysNothingWhenFalse: true,
  },
  { rule: 'Standard.BruteForceByIP', means: 'failure', why: 'counts failed logins by address' },
  { rule: 'Standard.BruteForceByUser', means: 'failure', why: 'counts failed logins by account' },
  { rule: 'Okta.Login.Success', means: 'success', why: 'user.session.start that succeeded' },
  { rule: 'OneLogin.Login', means: 'success', why: 'event 5, a login' },
  { rule: 'AWS.Console.RootLogin', means: 'success', why: 'ConsoleLogin of root with Success' },
  {
    rule: 'OneLogin.ActiveLoginActivity',
    means: 'success',
    why: 'event 5 from an address of its own',
    saysNothingWhenFalse: true,
  },
  {
    rule: 'AWS.Console.LoginWithoutSAML',
    means: 'success',
    why: 'ConsoleLogin with Success of a user of IAM',
    saysNothingWhenFalse: true,
  },
  {
    rule: 'AWS.Console.LoginWithoutMFA',
    means: 'success',
    why: 'ConsoleLogin with Success and no second factor',
    saysNothingWhenFalse: true,
  },
];
