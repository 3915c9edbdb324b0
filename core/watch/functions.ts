/** What is known of the functions that write to watched log groups: their price's conditions, and whether they report their calls. */
import type { Configuration } from '../price';
import type { FunctionSeen } from './ports';

export interface KnownFunction {
  readonly name: string;
  /** Empty where it could not be read. */
  readonly configuration: Configuration;
  /** Since when it is so. */
  readonly atMs: number;
  /** @default its own, /aws/lambda/<name> */
  readonly logGroup?: string;
  /** Its log level lets no report of a call that went well through. @default false */
  readonly hidesReports?: boolean;
}

export interface FunctionStore {
  list(): Promise<readonly KnownFunction[]>;
  put(known: KnownFunction): Promise<void>;
  forget(name: string): Promise<void>;
}

const FUNCTION_LOG_GROUP = '/aws/lambda/';

export interface FunctionPlan {
  readonly put: readonly KnownFunction[];
  readonly forget: readonly string[];
}

/** Only what became other than it was stored is written. */
export function planFunctions(
  watched: ReadonlySet<string>,
  seen: readonly FunctionSeen[],
  known: readonly KnownFunction[],
  nowMs: number,
): FunctionPlan {
  const stored = new Map(known.map((each) => [each.name, each]));
  const wanted = seen.filter(({ logGroup }) => watched.has(logGroup));
  const names = new Set(wanted.map(({ name }) => name));
  return {
    put: wanted
      .map(({ name, configuration, logGroup, hidesReports }): KnownFunction => ({
        name,
        configuration,
        atMs: nowMs,
        ...(logGroup !== FUNCTION_LOG_GROUP + name && { logGroup }),
        ...(hidesReports && { hidesReports }),
      }))
      .filter((each) => !isSame(each, stored.get(each.name))),
    forget: known.flatMap(({ name }) => (names.has(name) ? [] : [name])),
  };
}

function isSame(one: KnownFunction, other: KnownFunction | undefined): boolean {
  if (other === undefined || one.logGroup !== other.logGroup || one.hidesReports !== other.hidesReports) return false;
  const keys = new Set([...Object.keys(one.configuration), ...Object.keys(other.configuration)]);
  const values = (each: KnownFunction): ReadonlyMap<string, unknown> => new Map(Object.entries(each.configuration));
  return [...keys].every((key) => values(one).get(key) === values(other).get(key));
}

/** Where a known function writes. */
export const logGroupOf = ({ name, logGroup = FUNCTION_LOG_GROUP + name }: KnownFunction): string => logGroup;

/** Undefined for a log group that is not named after a function. */
export function functionOfGroup(logGroup: string): string | undefined {
  const name = logGroup.startsWith(FUNCTION_LOG_GROUP) ? logGroup.slice(FUNCTION_LOG_GROUP.length) : '';
  return /^[\w-]{1,64}$/.test(name) ? name : undefined;
}
