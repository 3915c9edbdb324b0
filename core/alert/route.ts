/** Decides on which channels an alert is told. */
import { nameOf } from '../state/series';
import type { Alert, Severity } from './alert';
import type { Kind } from '../detect/finding';
import { isLike } from './name-pattern';
import { RANK } from './severity';

/** All that is given must hold; an empty match holds for every alert. */
export interface RouteMatch {
  /** Names of functions or of login sources' log groups, where `*` stands for any text; one of them must fit. */
  readonly functions?: readonly string[];
  /** Tags of the function; each must be there with this value. */
  readonly tags?: Readonly<Record<string, string>>;
  /** At least this severe. */
  readonly severity?: Severity;
  /** One of these kinds. */
  readonly kind?: Kind | readonly Kind[];
}

export interface Route {
  readonly match: RouteMatch;
  /** Names of channels, as alerts note by them what was told. */
  readonly channels: readonly string[];
}

export interface Routing {
  /** `first`: the first route that matches takes the alert; `all`: each that matches tells it. */
  readonly choose: 'first' | 'all';
  /** In order; the last one matches every alert. */
  readonly routes: readonly Route[];
}

export type Tags = Readonly<Record<string, string>>;

/** Of what `vigil test-alert` makes an alert of; it goes to every channel, whatever the routes. */
export const TEST_FUNCTION = 'vigil-test';

/** Each channel once, in the order of the routes. */
export function channelsOf(
  alert: Pick<Alert, 'kind' | 'subject' | 'severity'>,
  tags: Tags,
  routing: Routing,
): string[] {
  if (alert.subject.name === TEST_FUNCTION && alert.subject.kind === 'function') return channelsIn(routing);
  const matching = routing.routes.filter(({ match }) => isMatch(alert, tags, match));
  const taken = routing.choose === 'first' ? matching.slice(0, 1) : matching;
  return [...new Set(taken.flatMap(({ channels }) => channels))];
}

/** Every channel that any route names. */
export const channelsIn = ({ routes }: Routing): string[] => [...new Set(routes.flatMap(({ channels }) => channels))];

/** Whether the channel is told whatever no other route takes: then the whole stack is its business. */
export const isForAll = (channel: string, routing: Routing | undefined): boolean =>
  routing === undefined ||
  routing.routes.some(({ match, channels }) => Object.keys(match).length === 0 && channels.includes(channel));

/** One route for everything. */
export const routeAll = (channels: readonly string[]): Routing => ({
  choose: 'first',
  routes: [{ match: {}, channels }],
});

function isMatch(
  { kind, subject, severity }: Pick<Alert, 'kind' | 'subject' | 'severity'>,
  tags: Tags,
  match: RouteMatch,
): boolean {
  if (match.severity !== undefined && RANK[severity] < RANK[match.severity]) return false;
  if (match.kind !== undefined && !listOf(match.kind).includes(kind)) return false;
  const name = nameOf(subject);
  if (match.functions !== undefined && !match.functions.some((pattern) => isLike(name, pattern))) return false;
  return Object.entries(match.tags ?? {}).every(([tag, value]) => Object.hasOwn(tags, tag) && tags[tag] === value);
}

const listOf = (kinds: Kind | readonly Kind[]): readonly Kind[] => (typeof kinds === 'string' ? [kinds] : kinds);
