/** Reads logins in an application's own format: settings say where outcome, account and address stand. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { compiled, isOneOf, type ReadyMap } from './field-map-ready';
import { valueAt, type FieldPath } from './field-path';
import { accountOf, textOf } from './line-values';
import type { LoginFacts, LoginReason } from './login-event';
import type { LoginSource } from './login-source';
import { readReason } from './reason';

/** A path such as `detail.user.name` or `records[0].who`; JSON logged as text is walked into. */
export type Path = string;

/** Values are compared as text; one that ends with `*` fits whatever begins like it. */
export interface FieldMap {
  readonly outcome: { readonly path: Path; readonly success?: readonly string[]; readonly failure?: readonly string[] };
  /** What a line must also say to be a login. @default nothing */
  readonly when?: readonly { readonly path: Path; readonly values: readonly string[] }[];
  /** Of several paths the first that holds a value. */
  readonly account?: Path | readonly Path[];
  readonly address?: Path | readonly Path[];
  readonly userAgent?: Path | readonly Path[];
  /** Without `values` the words are looked through for those that applications use. */
  readonly reason?: { readonly path: Path; readonly values?: Readonly<Record<string, LoginReason>> };
  /** Whether there is such an account. */
  readonly known?: { readonly path: Path; readonly yes?: readonly string[]; readonly no?: readonly string[] };
  /** @default false */
  readonly caseSensitive?: boolean;
  /** For lines of text, in RE2's syntax: the paths then name its groups, as `user` names `(?P<user>\S+)`. */
  readonly pattern?: string;
}

export function readMapped(line: JsonObject, source: LoginSource | undefined): LoginFacts | undefined {
  const map = source?.fieldMap;
  return map === undefined || map.pattern !== undefined ? undefined : readFields(line, map, source?.trustedHops);
}

/** Undefined also where the pattern has not been compiled. */
export function readMappedText(text: string, source: LoginSource | undefined): LoginFacts | undefined {
  const map = source?.fieldMap;
  const groups = map?.pattern === undefined || text.length > MAX_TEXT ? undefined : source?.pattern?.match(text);
  return map === undefined || groups === undefined ? undefined : readFields(groups, map, source?.trustedHops);
}

/** A user's pattern is not run on longer text: linear time is still time. */
export const MAX_TEXT = 4096;

function readFields(line: JsonObject, map: FieldMap, trustedHops: number | undefined): LoginFacts | undefined {
  const ready = compiled(map);
  for (const { path, values } of ready.when) if (!isOneOf(valueAt(line, path), values)) return undefined;
  const said = valueAt(line, ready.outcome);
  const hasFailed = isOneOf(said, ready.failure);
  if (!hasFailed && !isOneOf(said, ready.success)) return undefined;
  const account = first(line, ready.account, accountOf);
  const address = first(line, ready.address, (value) => readClientAddress(value, trustedHops));
  const userAgent = first(line, ready.userAgent, textOf);
  const isKnownAccount = ready.known && isKnown(valueAt(line, ready.known.path), ready.known);
  if (!hasFailed) return { outcome: 'success', account, isKnownAccount, address, userAgent };
  const reason = ready.reason && reasonOf(valueAt(line, ready.reason.path), ready.reason.values, account);
  return { outcome: 'failure', reason, account, isKnownAccount, address, userAgent };
}

function isKnown(value: unknown, { yes, no }: NonNullable<ReadyMap['known']>): boolean | undefined {
  if (isOneOf(value, no)) return false;
  return isOneOf(value, yes) || undefined;
}

function reasonOf(
  value: unknown,
  values: NonNullable<ReadyMap['reason']>['values'],
  account: string | undefined,
): LoginReason | undefined {
  if (values === undefined) return readReason(textOf(value) ?? '', account);
  return values.find(([words]) => isOneOf(value, words))?.[1];
}

function first<Value>(
  line: JsonObject,
  paths: readonly FieldPath[],
  read: (value: unknown) => Value | undefined,
): Value | undefined {
  for (const path of paths) {
    const value = read(valueAt(line, path));
    if (value !== undefined) return value;
  }
  return undefined;
}
