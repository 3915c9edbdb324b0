/** Says which channels the props ask for, in general and by routes, each once; and which alerts go to which of them. */
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Route, RouteMatch, Routing } from '../core/alert/route';
import { shortHash } from '../core/alert/short-hash';
import type { Medium } from './channel';
import type { RouteProps } from './route-props';
import type { AlertProps, SlackProps, WebhookProps } from './alert-props';

export interface PlannedChannel {
  /** As alerts note by it what was told: another name is another channel, which is told all that is open. */
  readonly name: string;
  /** Of the construct. */
  readonly id: string;
  readonly medium: Medium;
  /** Of a channel of e-mails and topics … */
  readonly emails?: readonly string[];
  readonly topic?: ITopic;
  /** … and of one that a secret leads to. */
  readonly outlet?: SlackProps | WebhookProps;
  /** What tells the channels of one route from those of another; undefined for those of no route. */
  readonly routeKey?: string;
  /** Of those of no route, and of a route that takes every alert. */
  readonly isForAll: boolean;
}

export interface ChannelPlan {
  readonly channels: readonly PlannedChannel[];
  /** Undefined where every alert goes to every channel. */
  readonly routing?: Routing;
}

/** Of 500 resources that CloudFormation takes in a stack, each channel is 14, and the rest of Vigil up to 90. */
const MOST_CHANNELS = 24;

export const faultsOfPlan = ({ channels }: ChannelPlan): string[] =>
  channels.length <= MOST_CHANNELS
    ? []
    : [
        `alerts leads to ${channels.length} channels, each with queues, alarms and a function of its own; a stack has room for ` +
          `${MOST_CHANNELS}: let routes share a secret or a list of emails, or watch some of the log groups with a second stack`,
      ];

/** Of props that are sound. */
export function planChannels(alerts: AlertProps): ChannelPlan {
  const channels: PlannedChannel[] = [];
  const add = (wanted: PlannedChannel): string => {
    const at = channels.findIndex((each) => isSame(each, wanted));
    const same = channels[at];
    if (same === undefined) channels.push(wanted);
    else channels[at] = merged(same, wanted);
    return (same ?? wanted).name;
  };
  const general = [...waysOf(alerts, undefined, true), ...(alerts.amazonQ ? [AMAZON_Q] : [])].map(add);
  const forPrograms = alerts.ocsf ? [add(OCSF)] : [];
  const { routes = [], routing: choose = 'first' } = alerts;
  if (routes.length === 0) return { channels };
  const ways = routes.map((route) => waysOf(route, keyOf(route), Object.keys(route.match).length === 0));
  // What several routes lead to is called after one of them, and after the same one in whatever order they stand.
  for (const way of ways.flat().toSorted(byRouteKey)) add(way);
  const routed: Route[] = routes.map(({ match }, index) => ({
    match,
    channels: [...(ways[index] ?? []).map(add), ...forPrograms],
  }));
  const rest: Route[] = general.length === 0 ? [] : [{ match: {}, channels: [...general, ...forPrograms] }];
  return { channels, routing: { choose, routes: [...routed, ...rest] } };
}

const AMAZON_Q: PlannedChannel = { name: 'amazon-q', id: 'AmazonQ', medium: 'amazon-q', isForAll: true };
const OCSF: PlannedChannel = { name: 'ocsf', id: 'Ocsf', medium: 'ocsf', isForAll: true };

function waysOf(ways: AlertProps | RouteProps, routeKey: string | undefined, isForAll: boolean): PlannedChannel[] {
  const { emails = [], topic, slack, webhook } = ways;
  const end = routeKey === undefined ? '' : `-${routeKey}`;
  const of = (id: string, medium: Medium) => ({
    name: `${medium}${end}`,
    id: `${id}${end}`,
    medium,
    isForAll,
    ...(routeKey !== undefined && { routeKey }),
  });
  return [
    ...(topic === undefined && emails.length === 0
      ? []
      : [{ ...of('Email', 'email'), emails, ...(topic && { topic }) }]),
    ...(slack === undefined ? [] : [{ ...of('Slack', 'slack'), outlet: slack }]),
    ...(webhook === undefined ? [] : [{ ...of('Webhook', 'webhook'), outlet: webhook }]),
  ];
}

const byRouteKey = ({ routeKey: one = '' }: PlannedChannel, { routeKey: other = '' }: PlannedChannel): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** Where it leads to is the same: a topic tells all its addresses whatever comes. */
function isSame(one: PlannedChannel, other: PlannedChannel): boolean {
  if (one.medium !== other.medium || one.topic?.topicArn !== other.topic?.topicArn) return false;
  if (one.topic !== undefined) return true;
  if (one.outlet?.secretName !== other.outlet?.secretName || one.outlet?.host !== other.outlet?.host) return false;
  return sorted(one.emails) === sorted(other.emails);
}

const merged = (one: PlannedChannel, other: PlannedChannel): PlannedChannel => ({
  ...one,
  ...(one.topic && { emails: [...new Set([...(one.emails ?? []), ...(other.emails ?? [])])] }),
  isForAll: one.isForAll || other.isForAll,
});

const sorted = (texts: readonly string[] = []): string => JSON.stringify(texts.toSorted());

/** Stays as it is wherever the route stands: an order that changes makes no new channels. */
export const keyOf = ({ name, match }: Pick<RouteProps, 'name' | 'match'>): string => name ?? shortHash(textOf(match));

function textOf({ functions, tags, severity, kind }: RouteMatch): string {
  const kinds = kind === undefined ? [] : typeof kind === 'string' ? [kind] : kind;
  return JSON.stringify([
    sorted(functions),
    sorted(Object.entries(tags ?? {}).map((pair) => JSON.stringify(pair))),
    severity,
    sorted(kinds),
  ]);
}
