/** Whom a user may want told, and how. */
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Kind } from '../core/detect/finding';
import type { RouteProps, SilenceProps } from './route-props';

export interface AlertProps {
  /**
   * Addresses that get every alert, but for those that `routes` take; each must confirm the subscription that AWS sends it.
   * @default - nobody is told by e-mail
   */
  readonly emails?: readonly string[];

  /**
   * A Slack channel.
   * @default - nobody is told in Slack
   */
  readonly slack?: SlackProps;

  /**
   * A URL of yours that gets every alert that no route takes, as signed JSON.
   * @default - none
   */
  readonly webhook?: WebhookProps;

  /**
   * Makes a topic that carries what Amazon Q Developer in chat applications reads and nothing else; subscribe a chat
   * configuration to it. An incident is one thread there.
   * @default false
   */
  readonly amazonQ?: boolean;

  /**
   * Makes a topic that carries each alert, whatever routes take, as an OCSF Detection Finding, for queues and functions to subscribe to.
   * @default false
   */
  readonly ocsf?: boolean;

  /**
   * An SNS topic of yours that gets every alert that no route takes, as readable text and as JSON; `emails` are subscribed to it too.
   * @default - a topic of the stack's own where `emails` are given
   */
  readonly topic?: ITopic;

  /**
   * The daily digest, on every channel: alerts of severity info, those that were long over when they were found, what `staged`
   * detectors found, the week against `weekBudget`, what is watched and what Vigil cost. `false`: no digest, and what is small
   * is told at once.
   * @default - told when there is something to tell, and on Mondays in any case
   */
  readonly digest?: DigestProps | false;

  /**
   * Detectors that are only being tried, by kind, such as `['slow-drift']`: told in the daily digest alone, unless critical.
   * After a week the digest asks what is to become of them.
   * @default - none
   */
  readonly staged?: readonly Kind[];

  /**
   * So many alerts a week, told at once, are as many as you want; the daily digest compares.
   * @default 20
   */
  readonly weekBudget?: number;

  /**
   * Shows up to three lines of failed calls in messages, of functions that are no login source. They are redacted before they are
   * kept: credentials, account names, addresses, long numbers and random words go, but nothing knows a name in a sentence.
   * @default false: no log line leaves the account
   */
  readonly sampleLines?: boolean;

  /**
   * Who is told of which alerts; what no route takes goes to those named beside the routes.
   * @default - every alert goes to everybody who is named here
   */
  readonly routes?: readonly RouteProps[];

  /**
   * `'first'`: the first route that matches takes the alert; `'all'`: every route that matches tells it, and so do those named
   * beside the routes.
   * @default 'first'
   */
  readonly routing?: 'first' | 'all';

  /**
   * Silences that stand in the code; others are made by `npx vigil silence`.
   * @default - none
   */
  readonly silences?: readonly SilenceProps[];
}

export interface DigestProps {
  /**
   * The hour of the day, in UTC, after which it is told.
   * @default 8
   */
  readonly hour?: number;

  /**
   * How often it says that there is nothing to tell: `'daily'`, `'weekly'` (on Mondays) or `'never'`.
   * @default 'weekly'
   */
  readonly whenQuiet?: 'daily' | 'weekly' | 'never';
}

export interface WebhookProps {
  /** A secret in Secrets Manager that holds JSON: `{"url","signingKey"}`, the key as Standard Webhooks has it: `whsec_…`. */
  readonly secretName: string;

  /** The one host that may be called, with its port where it has one: a changed secret can't send alerts elsewhere. */
  readonly host: string;
}

export interface SlackProps {
  /**
   * A secret in Secrets Manager that holds JSON: `{"webhookUrl"}`, or `{"botToken","channel"}` with the channel's id, for one
   * thread an incident.
   */
  readonly secretName: string;

  /**
   * The one host that may be called, with its port where it has one.
   * @default - Slack's own
   */
  readonly host?: string;
}
