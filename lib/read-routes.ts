/** Reads the routes that the app gave, whatever it gave; what stands in them is checked by the rules of the core. */
import { Token } from 'aws-cdk-lib';
import { CHOICES, isRouteMatch } from '../core/alert/route-settings';
import { keyOf } from './plan-channels';
import { ROUTE_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Given } from './prop-shape';
import { readWays, type ReadWays } from './read-ways';

export interface ReadRoute extends ReadWays {
  readonly match: unknown;
}

export interface ReadRoutes {
  readonly routes: readonly ReadRoute[];
  readonly takesFirst: boolean;
}

const SUCH = "[{ match: { severity: 'critical' }, emails: ['you@example.com'] }]";
const NAME = /^[a-z][a-z0-9-]{0,29}$/;
const NOBODY: ReadRoute = { match: {}, emails: [undefined], hasTopic: false };

export function readRoutes({ routes, routing }: Given, faults: string[]): ReadRoutes {
  if (routing !== undefined && !CHOICES.includes(routing))
    faults.push(`alerts.routing must be 'first' or 'all', got ${kindOf(routing)}`);
  const keys = new Map<string, string>();
  const read = readList('alerts.routes', routes, SUCH, faults, (value, place) => readRoute(value, place, keys, faults));
  return { routes: read.map((route) => route ?? NOBODY), takesFirst: routing !== 'all' };
}

function readRoute(value: unknown, place: string, keys: Map<string, string>, faults: string[]): ReadRoute | undefined {
  if (!isRecord(value)) {
    faults.push(`${place} must be an object such as ${SUCH.slice(1, -1)}, got ${kindOf(value)}`);
    return undefined;
  }
  faults.push(...faultsOfKeys(`${place}.`, value, ROUTE_KEYS));
  const { name, match } = value;
  if (name !== undefined && !(typeof name === 'string' && NAME.test(name)))
    faults.push(`${place}.name must be a short name such as shop, of small letters, digits and -, got ${kindOf(name)}`);
  else if (isRouteMatch(match)) {
    if (Token.isUnresolved(match) || JSON.stringify(match).includes('${Token['))
      faults.push(`${place}.match holds a name that only the deployment knows; write the function's name out`);
    const key = keyOf({ match, ...(typeof name === 'string' && { name }) });
    const first = keys.get(key);
    if (first === undefined) keys.set(key, place);
    else if (name === undefined) faults.push(`${place} matches the same as ${first}; make one route of the two`);
    else faults.push(`${place}.name repeats ${first}'s; give each a name of its own`);
  }
  return { match, ...readWays(place, value, faults) };
}
