/** What is known of the watched functions' configuration, and when it is time to ask again. */
import type { Configuration } from '../price';

export interface KnownFunction {
  readonly name: string;
  /** Empty where it could not be read. */
  readonly configuration: Configuration;
  /** When it was asked for. */
  readonly atMs: number;
}

export type ConfigurationRead =
  | { readonly kind: 'read'; readonly configuration: Configuration }
  | { readonly kind: 'no-function' }
  /** We may not ask, or cannot at present. */
  | { readonly kind: 'failed'; readonly why: string };

export type ReadConfiguration = (functionName: string) => Promise<ConfigurationRead>;

export interface FunctionStore {
  list(): Promise<readonly KnownFunction[]>;
  put(known: KnownFunction): Promise<void>;
  forget(name: string): Promise<void>;
}

const FUNCTION_LOG_GROUP = '/aws/lambda/';
/** Memory and architecture change with a deployment at the most; a day late prices nothing far off. */
const KEPT_MS = 24 * 60 * 60_000;
/** Asked in one run: the account shares 15 such requests a second (2026-11). */
const MOST_ASKED = 50;

export interface FunctionPlan {
  readonly ask: readonly string[];
  readonly forget: readonly string[];
}

/** Only a function that writes to its own log group is known by the group's name; others need settings. */
export function planFunctions(
  watched: readonly string[],
  known: readonly KnownFunction[],
  nowMs: number,
): FunctionPlan {
  const wanted = new Set(watched.flatMap((logGroup) => functionOfGroup(logGroup) ?? []));
  const askedAtMs = new Map(known.map(({ name, atMs }) => [name, atMs]));
  const due = [...wanted].filter((name) => nowMs - (askedAtMs.get(name) ?? -Infinity) >= KEPT_MS);
  return {
    ask: due.toSorted((one, other) => (askedAtMs.get(one) ?? 0) - (askedAtMs.get(other) ?? 0)).slice(0, MOST_ASKED),
    forget: known.flatMap(({ name }) => (wanted.has(name) ? [] : [name])),
  };
}

/** Undefined for a log group that is not named after a function. */
export function functionOfGroup(logGroup: string): string | undefined {
  const name = logGroup.startsWith(FUNCTION_LOG_GROUP) ? logGroup.slice(FUNCTION_LOG_GROUP.length) : '';
  return /^[\w-]{1,64}$/.test(name) ? name : undefined;
}
