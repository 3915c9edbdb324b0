/** Reads logins in an application's own format: settings say where outcome, account and address stand. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { readFieldPath, valueAt, type FieldPath } from './field-path';
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
  const at = (path: Path): unknown => valueAt(line, compiled(path));
  const fits = (path: Path, values: readonly string[] = []): boolean => isOneOf(at(path), values, map.caseSensitive);
  if (map.when?.some(({ path, values }) => !fits(path, values))) return undefined;
  const hasFailed = fits(map.outcome.path, map.outcome.failure);
  if (!hasFailed && !fits(map.outcome.path, map.outcome.success)) return undefined;
  const account = first(map.account, (path) => accountOf(at(path)));
  const address = first(map.address, (path) => readClientAddress(at(path), trustedHops));
  const userAgent = first(map.userAgent, (path) => textOf(at(path)));
  const isKnownAccount =
    map.known === undefined
      ? undefined
      : fits(map.known.path, map.known.no)
        ? false
        : fits(map.known.path, map.known.yes) || undefined;
  if (!hasFailed) return { outcome: 'success', account, isKnownAccount, address, userAgent };
  const reason = map.reason && reasonOf(at(map.reason.path), map.reason.values, map.caseSensitive, account);
  return { outcome: 'failure', reason, account, isKnownAccount, address, userAgent };
}

const paths = new Map<string, FieldPath>();

/** Paths come from settings, so there are few. */
function compiled(path: Path): FieldPath {
  const known = paths.get(path);
  if (known !== undefined) return known;
  const fresh = readFieldPath(path) ?? [0]; // fits no line: a fault that the check of the settings names
  paths.set(path, fresh);
  return fresh;
}

function first<Value>(
  at: Path | readonly Path[] | undefined,
  read: (path: Path) => Value | undefined,
): Value | undefined {
  for (const path of typeof at === 'string' ? [at] : (at ?? [])) {
    const value = read(path);
    if (value !== undefined) return value;
  }
  return undefined;
}

function isOneOf(value: unknown, wanted: readonly string[], isCaseSensitive = false): boolean {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false;
  const fold = (text: string): string => (isCaseSensitive ? text : text.toLowerCase());
  const text = fold(String(value).slice(0, MAX_VALUE).trim());
  return wanted.some((word) =>
    word.endsWith('*') ? text.startsWith(fold(word.slice(0, -1))) : text === fold(word.trim()),
  );
}

const MAX_VALUE = 512;

function reasonOf(
  value: unknown,
  values: Readonly<Record<string, LoginReason>> | undefined,
  isCaseSensitive: boolean | undefined,
  account: string | undefined,
): LoginReason | undefined {
  if (values === undefined) return readReason(textOf(value) ?? '', account);
  return Object.entries(values).find(([word]) => isOneOf(value, [word], isCaseSensitive))?.[1];
}
