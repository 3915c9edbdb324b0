/** Feeds each event of Panther's rule tests to the readers of its service, and compares with the label where it says login. */
import { isObject, readJsonObject, type JsonObject } from '../../core/log/json';
import { parseMessage } from '../../core/log/parse';
import { LOGIN_FORMATS, type LoginEvent, type LoginFormat } from '../../core/login/login-event';
import { FORMATS_OF, LABELLED_RULES, SERVICE_OF } from './failed-login-rules';
import type { Verdict } from './judge';

/** Undefined for a row whose label says nothing of a login: such a row must only be read without a throw. */
export function judgePanther(text: string): Verdict | undefined {
  const row = readJsonObject(text);
  if (!isObject(row?.['log'])) throw new Error('a row of Panther must have a log');
  const message = JSON.stringify(row['log']);
  const seen = (formats: readonly LoginFormat[]) => formats.map((format) => read(message, format)).find(Boolean);
  seen(LOGIN_FORMATS);
  const rule = LABELLED_RULES.find((entry) => entry.rule === row['rule']);
  const formats = FORMATS_OF[serviceOf(row)];
  if (rule === undefined || formats === undefined) return undefined;
  const outcome = seen(formats)?.outcome;
  if (row['expected'] === true)
    return outcome === rule.means ? 'exact' : { wrong: `${rule.rule} calls it a ${rule.means}, read as ${outcome}` };
  if (rule.saysNothingWhenFalse) return undefined;
  return outcome === rule.means ? { wrong: `${rule.rule} calls it no ${rule.means}` } : 'exact';
}

function read(message: string, format: LoginFormat): LoginEvent | undefined {
  const parsed = parseMessage(message, { format, routes: ['POST /login'] });
  return parsed.kind === 'login' && parsed.login.format === format ? parsed.login : undefined;
}

/** The one that the rule is for, or what the test of a rule for many names first. */
function serviceOf(row: JsonObject): string {
  const types: readonly unknown[] = Array.isArray(row['log_types']) ? row['log_types'] : [];
  if (types.length === 1) return String(types[0]);
  const test = String(row['test']);
  return SERVICE_OF[test.slice(0, test.indexOf(' '))] ?? '';
}
