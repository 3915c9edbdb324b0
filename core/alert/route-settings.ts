/** Checks the routes that a stack's owner wrote: one sentence a fault, with the rule, what came, and the cure. */
import { isKind, KINDS } from '../detect/kinds';
import { isObject } from '../log/json';
import type { RouteMatch } from './route';
import { isSeverity } from './severity';

/** `['first', 'all']` */
export const CHOICES: readonly unknown[] = ['first', 'all'];

const MATCH_KEYS = ['functions', 'tags', 'severity', 'kind'];

/** No stack has more teams than that, and each channel has a queue and a function of its own. */
const MOST_ROUTES = 20;

export interface RoutesBeside {
  /** Whether emails, slack, webhook or a topic stand beside the routes: they are told what no route took. */
  readonly hasDefault: boolean;
  /** Whether the first that matches takes the alert. */
  readonly takesFirst: boolean;
}

/** @param routes what each route matches, and whether it names anybody to tell */
export function faultsOfRoutes(
  routes: readonly { readonly match: unknown; readonly tellsSomebody: boolean }[],
  { hasDefault, takesFirst }: RoutesBeside,
): string[] {
  const faults = routes.flatMap(({ match, tellsSomebody }, index) => {
    const place = `alerts.routes[${index}]`;
    const nobody = `${place} names nobody to tell; give it emails, slack, topic or webhook`;
    return [...faultsOfMatch(match, `${place}.match`), ...(tellsSomebody ? [] : [nobody])];
  });
  if (routes.length > MOST_ROUTES) faults.push(`alerts.routes must be at most ${MOST_ROUTES}, got ${routes.length}`);
  const catchAll = routes.findIndex(({ match }) => isObject(match) && Object.keys(match).length === 0);
  if (routes.length > 0 && !hasDefault && catchAll < 0) {
    faults.push(
      'alerts.routes leaves alerts that no route matches untold; give alerts.emails, slack or topic beside it, or end it ' +
        'with a route whose match is {}',
    );
  }
  if (takesFirst && catchAll >= 0 && catchAll < routes.length - 1) {
    faults.push(
      `alerts.routes[${catchAll + 1}] is never reached, for alerts.routes[${catchAll}] takes every alert; put that one last, ` +
        "or set routing: 'all'",
    );
  }
  return faults;
}

export const isRouteMatch = (match: unknown): match is RouteMatch => faultsOfMatch(match, '').length === 0;

function faultsOfMatch(match: unknown, place: string): string[] {
  if (!isObject(match)) return [`${place} must be an object such as { severity: 'critical' }, got ${shown(match)}`];
  const { functions, tags, severity, kind } = match;
  const unknown = Object.keys(match).filter((key) => !MATCH_KEYS.includes(key));
  const faults = unknown.map((key) => `${place}.${key} is no such setting; there are ${MATCH_KEYS.join(', ')}`);
  if (functions !== undefined && !isTexts(functions))
    faults.push(`${place}.functions must be names such as ['checkout', 'pay-*'], got ${shown(functions)}`);
  if (
    tags !== undefined &&
    !(isObject(tags) && Object.values(tags).every((value) => typeof value === 'string' && value !== ''))
  )
    faults.push(`${place}.tags must be texts by name such as { team: 'shop' }, got ${shown(tags)}`);
  if (severity !== undefined && !isSeverity(severity))
    faults.push(`${place}.severity must be info, warning or critical, got ${shown(severity)}`);
  const kinds: unknown[] = Array.isArray(kind) ? kind : [kind];
  if (kind !== undefined && !(kinds.length > 0 && kinds.every((each) => typeof each === 'string' && isKind(each))))
    faults.push(`${place}.kind must be of ${KINDS.join(', ')}, got ${shown(kind)}`);
  return faults;
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && each !== '');

/** What is an address or a secret may have slipped into the wrong place: only short plain values are shown. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 && /^[\w"'[\]{}:,.* -]*$/.test(text) ? text : 'something else';
};
