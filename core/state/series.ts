/** Names what is counted and judged on its own: a Lambda function, or a log group in which logins are seen. */
export interface Series {
  readonly kind: 'function' | 'login-source';
  /** The function's name, or the log group's. */
  readonly name: string;
}

const FUNCTION_LOG_GROUP = '/aws/lambda/';

/** The log group in which a series lies if nothing else is said. */
export const homeOf = ({ kind, name }: Series): string => (kind === 'function' ? FUNCTION_LOG_GROUP + name : name);

/** What people call it: a function's name, also for a login source that is a function's own log group. */
export function nameOf(series: Series): string {
  return series.kind === 'login-source' && series.name.startsWith(FUNCTION_LOG_GROUP)
    ? series.name.slice(FUNCTION_LOG_GROUP.length)
    : series.name;
}

/** One text for one series, injective: a function and a log group of the same name differ. */
export function seriesKey(series: Series): string {
  return `${series.kind === 'function' ? 'F' : 'L'}:${series.name}`;
}

/** A number from 0 to `parts` − 1, the same for a series always and everywhere: what else all would do at once is spread by it. */
export function partOf(series: Series, parts: number): number {
  // FNV-1a: cheap, and the same in every version of every runtime.
  let hash = 0x811c9dc5;
  for (const character of `${series.kind === 'function' ? 'F' : 'L'}${series.name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) % parts;
}

export function parseSeriesKey(key: string): Series {
  return { kind: key.startsWith('F:') ? 'function' : 'login-source', name: key.slice(2) };
}
