/** What did not reach us and what was done about it, as the digest and `vigil coverage` tell it. */

/** Of a function, an hour in which fewer or more calls were counted than Lambda made. */
export interface Gap {
  readonly functionName: string;
  /** Start of the hour. */
  readonly fromMs: number;
  /** Calls counted in it before and after it was read back from the log. */
  readonly counted: number;
  readonly countedAfter: number;
  /** Calls that Lambda made and no line of the log tells, afterwards; below zero where the log tells of more. */
  readonly lost: number;
}

/** Deliveries of a log group that CloudWatch gave up, by its own count. */
export interface DeliveryGap {
  readonly logGroup: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly errors: number;
}

export interface Gaps {
  readonly atMs: number;
  /** Up to which moment hours have been compared, and of the next ones up to which function. */
  readonly throughMs: number;
  readonly after?: string | undefined;
  readonly calls: readonly Gap[];
  readonly deliveries: readonly DeliveryGap[];
  /** Why calls or deliveries could not be compared, if they could not. */
  readonly trouble?: string;
}

const KEPT_MS = 48 * 60 * 60_000;
const MOST_KEPT = 200;

/** The newest of two days, each hour of a function or a log group once. */
export function mergeGaps(before: Gaps | undefined, found: Gaps): Gaps {
  const fresh = ({ fromMs }: { readonly fromMs: number }): boolean => found.atMs - fromMs < KEPT_MS;
  const newestOf = <Each extends { readonly fromMs: number }>(
    old: readonly Each[],
    now: readonly Each[],
    keyOf: (each: Each) => string,
  ): Each[] =>
    [...new Map([...old, ...now].map((each) => [`${each.fromMs} ${keyOf(each)}`, each])).values()]
      .filter(fresh)
      .toSorted((one, other) => other.fromMs - one.fromMs)
      .slice(0, MOST_KEPT);
  return {
    ...found,
    calls: newestOf(before?.calls ?? [], found.calls, ({ functionName }) => functionName),
    deliveries: newestOf(before?.deliveries ?? [], found.deliveries, ({ logGroup }) => logGroup),
  };
}
