/** What a user may ask of routes and of silences that stand in the stack's code. */
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Severity } from '../core/alert/alert';
import type { RouteMatch } from '../core/alert/route';
import type { Kind } from '../core/detect/finding';
import type { SlackProps, WebhookProps } from './alert-props';

/** Who is told of the alerts that match. */
export interface RouteProps {
  /**
   * Which alerts: `functions` (names of functions or log groups, `*` stands for any text; one must fit), `tags` (of the function or log
   * group; each must be there), `severity` (at least this one), `kind` (one, or a list). All that is given must hold; `{}` takes every
   * alert.
   */
  readonly match: RouteMatch;

  /**
   * What its channels are called, such as `shop` for `slack-shop`.
   * @default - made of what it matches: where that changes, its channels are new ones, and e-mail addresses must confirm anew
   */
  readonly name?: string;

  /**
   * Addresses that are told; each must confirm the subscription that AWS sends it.
   * @default - nobody is told by e-mail
   */
  readonly emails?: readonly string[];

  /**
   * A Slack channel that is told; the same secret as elsewhere is the same channel.
   * @default - none
   */
  readonly slack?: SlackProps;

  /**
   * An SNS topic of yours; `emails` are subscribed to it too.
   * @default - one of the stack's own where `emails` are given
   */
  readonly topic?: ITopic;

  /**
   * A URL of yours that gets signed JSON.
   * @default - none
   */
  readonly webhook?: WebhookProps;
}

/** At least one of `kind`, `function` and `severity` must be given. */
export interface SilenceProps {
  /**
   * Alerts of this kind.
   * @default - of every kind
   */
  readonly kind?: Kind;

  /**
   * Alerts of this function or log group; `*` stands for any text.
   * @default - of every one
   */
  readonly function?: string;

  /**
   * Alerts up to this severity.
   * @default 'critical'
   */
  readonly severity?: Severity;

  /** Who wants it. */
  readonly author: string;

  /** Why, for whoever wonders. */
  readonly reason: string;

  /** The moment at which it ends, such as `2026-11-25T18:00Z`: within 7 days of the deployment. */
  readonly until: string;
}
