/** Reads the Elastic Common Schema: events of the category authentication, nested or with dotted keys. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { fieldPath, valueAt } from './field-path';
import { accountOf, textOf } from './line-values';
import type { LoginFacts } from './login-event';
import { readReason } from './reason';

/** Categories and types are lists, or one word; the end of a session or a change of password is no login. */
export function readEcs(line: JsonObject): LoginFacts | undefined {
  if (!wordsAt(line, CATEGORY).includes('authentication')) return undefined;
  const outcome = wordsAt(line, OUTCOME)[0];
  if (outcome !== 'success' && outcome !== 'failure') return undefined;
  if (wordsAt(line, TYPE).some((type) => OTHER_TYPES.has(type))) return undefined;
  if (wordsAt(line, ACTION).some((action) => OTHER_ACTION.test(action))) return undefined;
  const account = firstAt(line, ACCOUNTS, accountOf);
  const address = readClientAddress(single(valueAt(line, ADDRESS)));
  const userAgent = firstAt(line, AGENTS, textOf);
  if (outcome === 'success') return { outcome, account, address, userAgent };
  const reason = readReason(firstAt(line, REASONS, textOf) ?? '', account);
  return { outcome, reason, account, address, userAgent };
}

const CATEGORY = fieldPath('event.category');
const OUTCOME = fieldPath('event.outcome');
const TYPE = fieldPath('event.type');
const ACTION = fieldPath('event.action');
const ADDRESS = fieldPath('source.ip');
const ACCOUNTS = ['user.name', 'user.email', 'user.id'].map(fieldPath);
const AGENTS = [fieldPath('user_agent.original')];
const REASONS = ['event.reason', 'error.message', 'error.code'].map(fieldPath);

const OTHER_TYPES = new Set(['end', 'change', 'creation', 'deletion']);
const OTHER_ACTION =
  /log.?(?:out|off)|logged.?o(?:ut|ff)|sign.?out|password.?(?:change|reset)|(?:change|reset).?password/;

function wordsAt(line: JsonObject, path: ReturnType<typeof fieldPath>): string[] {
  const value = valueAt(line, path);
  if (value === undefined) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, 16) : [value];
  return list.filter((word) => typeof word === 'string').map((word) => word.toLowerCase());
}

function firstAt(
  line: JsonObject,
  paths: readonly ReturnType<typeof fieldPath>[],
  read: (value: unknown) => string | undefined,
): string | undefined {
  for (const path of paths) {
    const text = read(single(valueAt(line, path)));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Of a list with more than one entry none is taken: which one it was is not known. */
function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
}
