/** Reads API Gateway's access logs on the routes that settings name as logins. Blind to the account: no body is logged. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { fieldPath, valueAt } from './field-path';
import { firstText, textOf } from './line-values';
import type { LoginFacts } from './login-event';
import type { LoginSource } from './login-source';

/** JSON of a REST or HTTP API, under the names that AWS's samples give the variables. */
export function readApiGateway(line: JsonObject, source: LoginSource | undefined): LoginFacts | undefined {
  const method = firstText(line, ['httpMethod', 'method']) ?? '';
  const paths = PATHS.map((key) => textOf(line[key])).filter((path) => path !== undefined);
  const routes = [...paths.map((path) => `${method} ${path}`), firstText(line, ['routeKey'])];
  if (!routes.some((route) => isLoginRoute(route, source?.routes))) return undefined;
  if (RESPONSE_TYPES.some((path) => textOf(valueAt(line, path)) !== undefined)) return undefined;
  const outcome = outcomeOf(firstText(line, ['status', 'statusCode']));
  if (outcome === undefined) return undefined;
  return {
    outcome,
    address: addressOf(line, source),
    userAgent: textOf(AGENTS.map((at) => valueAt(line, at)).find(textOf)),
  };
}

/** Common log format: `address caller user [time]"METHOD path protocol" status length id`. */
export function readApiGatewayText(text: string, source: LoginSource | undefined): LoginFacts | undefined {
  const fields = CLF.exec(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);
  if (fields === null || !isLoginRoute(`${fields[2]} ${fields[3]}`, source?.routes)) return undefined;
  const outcome = outcomeOf(fields[4]);
  return outcome && { outcome, address: readClientAddress(fields[1]) };
}

const CLF = /^(\S+) \S+ \S+ \[[^\]"]{1,40}\] ?"([A-Z]+) (\S+) [A-Z]+\/[\d.]+" (\d{3})(?= |$)/;
const MAX_TEXT = 4096;

/** Where the gateway answered by itself (no token, no key, blocked by WAF), no password was looked at. */
const RESPONSE_TYPES = ['responseType', 'errorResponseType', 'error.responseType'].map(fieldPath);
const PATHS = ['resourcePath', 'path', 'rawPath'];
const AGENTS = ['userAgent', 'user_agent', 'identity.userAgent'].map(fieldPath);
const SOURCE_IPS = ['ip', 'sourceIp', 'sourceIP', 'identity.sourceIp'].map(fieldPath);
const FORWARDED = ['xForwardedFor', 'x_forwarded_for', 'X-Forwarded-For', 'x-forwarded-for', 'forwardedFor'];

function isLoginRoute(route: string | undefined, routes: readonly string[] | undefined): boolean {
  if (route === undefined || routes === undefined) return false;
  const query = route.indexOf('?');
  const path = query === -1 ? route : route.slice(0, query);
  return routes.includes(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
}

/** A status is a text there. 400 is a form not filled in, 429 a limit, 5xx a trouble: none says that a password was wrong. */
function outcomeOf(status: string | undefined): LoginFacts['outcome'] | undefined {
  if (status === undefined || !/^\d{3}$/.test(status)) return undefined;
  if (status === '401' || status === '403') return 'failure';
  return status.startsWith('2') || status.startsWith('3') ? 'success' : undefined;
}

function addressOf(line: JsonObject, source: LoginSource | undefined): string | undefined {
  const forwarded = source?.trustedHops === undefined ? undefined : firstText(line, FORWARDED);
  if (forwarded !== undefined) return readClientAddress(forwarded, source?.trustedHops);
  for (const path of SOURCE_IPS) {
    const address = readClientAddress(valueAt(line, path));
    if (address !== undefined) return address;
  }
  return undefined;
}
