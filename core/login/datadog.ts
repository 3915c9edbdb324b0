/** Reads the tags that Datadog's SDK sets on a login's span: `appsec.events.users.login.failure.usr.exists` and others. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { fieldPath, valueAt } from './field-path';
import { accountOf, textOf } from './line-values';
import type { LoginFacts } from './login-event';

/** In the line itself, under `meta`, or in the first span of `{"traces":[[…]]}`, as the Lambda library prints it. */
export function readDatadog(line: JsonObject): LoginFacts | undefined {
  for (const root of ROOTS) {
    const tags = valueAt(line, root);
    for (const outcome of ['failure', 'success'] as const) {
      const own = PATHS[outcome];
      if (!isTracked(valueAt(tags, own.track)) && textOf(valueAt(tags, own.id)) === undefined) continue;
      const account = accountOf(valueAt(tags, own.login)) ?? accountOf(valueAt(tags, own.id));
      const exists = String(valueAt(tags, own.exists));
      const isKnownAccount = exists === 'true' ? true : exists === 'false' ? false : undefined;
      const reason = outcome === 'failure' && isKnownAccount === false ? 'USER_DOES_NOT_EXIST' : undefined;
      const address = readClientAddress(valueAt(tags, CLIENT_IP));
      return { outcome, reason, account, isKnownAccount, address, userAgent: textOf(valueAt(tags, USER_AGENT)) };
    }
  }
  return undefined;
}

const ROOTS = [[], fieldPath('meta'), fieldPath('traces[0][0].meta')];
const PATHS = { failure: pathsOf('failure'), success: pathsOf('success') };
const CLIENT_IP = fieldPath('http.client_ip');
const USER_AGENT = fieldPath('http.useragent');

function pathsOf(outcome: string) {
  const under = (key: string) => fieldPath(`appsec.events.users.login.${outcome}.${key}`);
  return { track: under('track'), id: under('usr.id'), login: under('usr.login'), exists: under('usr.exists') };
}

function isTracked(value: unknown): boolean {
  return value === true || value === 'true';
}
