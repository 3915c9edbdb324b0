/** Checks what settings say of one login source; every fault is named, with what came and the cure. */
import type { PatternEngine } from '../ports';
import { checkFieldMap } from './field-map-settings';
import { LOGIN_FORMATS } from './login-event';

/** One sentence a fault, none when all is well; `place` is such as `logins["/aws/lambda/login"]`. */
export function checkLoginSource(value: unknown, place: string, engine?: PatternEngine): string[] {
  if (!isRecord(value)) return [`${place} must be an object such as { format: 'auth0' }, got ${show(value)}`];
  const { format, routes, trustedHops, fieldMap } = value;
  const faults = Object.keys(value)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `${place}.${key} is no setting; there are ${KEYS.join(', ')}`);
  const formats: readonly unknown[] = LOGIN_FORMATS;
  if (!formats.includes(format))
    faults.push(`${place}.format must be one of ${formats.join(', ')}, got ${show(format)}`);
  if (format === 'api-gateway' || routes !== undefined) faults.push(...faultsOfRoutes(`${place}.routes`, routes));
  const isHops = Number.isInteger(trustedHops) && Number(trustedHops) >= 1 && Number(trustedHops) <= MAX_HOPS;
  if (trustedHops !== undefined && !isHops)
    faults.push(
      `${place}.trustedHops must be a whole number of proxies from 1 to ${MAX_HOPS}, got ${show(trustedHops)}; ` +
        'leave it out where no proxy of yours writes X-Forwarded-For',
    );
  if (format === 'field-map' || fieldMap !== undefined)
    faults.push(...checkFieldMap(fieldMap, `${place}.fieldMap`, engine));
  if (fieldMap !== undefined && format !== 'field-map')
    faults.push(`${place}.fieldMap is read only with format 'field-map', got ${show(format)}; change one of them`);
  return faults;
}

const KEYS = ['format', 'routes', 'trustedHops', 'fieldMap'];
const MAX_HOPS = 10;

function faultsOfRoutes(place: string, routes: unknown): string[] {
  if (!Array.isArray(routes) || routes.length === 0)
    return [`${place} must list the routes on which people log in, such as ["POST /login"], got ${show(routes)}`];
  return routes
    .filter((route) => typeof route !== 'string' || !/^(?:[A-Z]+ \/\S*|\$default)$/.test(route))
    .map((route) => `${place} must hold routes such as "POST /login", got ${show(route)}`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80);
