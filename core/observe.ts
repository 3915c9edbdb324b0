/** Folds the events of one delivery into what they say of a function or a login source, minute by minute of event time. */
import type { LogBatch, LogEvent } from './log/batch';
import { functionOf } from './log/identity';
import { KindCounts } from './log/kind-counts';
import { parseMessage } from './log/parse';
import { parseRaw, PASSED_OVER } from './log/parse-raw';
import type { Parsed } from './log/parsed';
import type { LoginSource } from './login/login-source';
import { emptyLoginMinute, isTelling, observeLogin, type LoginMinute } from './observe-login';
import { createCalls, type FunctionMinute } from './observe-calls';
import { MINUTE_MS, minuteOf, startOf, type Minute } from './state/minute';

export interface Observed {
  readonly functions: readonly FunctionMinute[];
  readonly logins: readonly LoginMinute[];
  /** Events by what they turned out to be, roughly where they hold nothing that is counted. */
  readonly kinds: ReadonlyMap<Parsed['kind'], number>;
  /** Events outside the time that is counted. */
  readonly outOfTime: number;
}

/** What settings say of a log group's logins; undefined where they say nothing. */
export type SourceOf = (logGroup: string) => LoginSource | undefined;

/** Only events from `oldest` to `newest`, both included, are counted. */
export function observe(
  batch: LogBatch,
  oldest: Minute,
  newest: Minute,
  sourceOf: SourceOf = () => undefined,
): Observed {
  const kinds = new KindCounts();
  const logins = new Map<Minute, LoginMinute>();
  const watched = functionOf(batch.logGroup, batch.logStream);
  const calls = watched && createCalls({ kind: 'function', name: watched.name }, publishedVersion(watched.version));
  const source = sourceOf(batch.logGroup);
  let outOfTime = 0;
  let minute = Number.NaN;
  let endMs = -Infinity;
  for (const event of batch.events) {
    const { timestampMs } = event;
    if (!(timestampMs < endMs && timestampMs >= endMs - MINUTE_MS)) {
      minute = minuteOf(timestampMs);
      endMs = startOf(minute + 1);
    }
    if (!(minute >= oldest && minute <= newest)) {
      outOfTime += 1;
      continue;
    }
    const parsed = parseEvent(event, source);
    kinds.add(parsed.kind);
    if (parsed === PASSED_OVER || parsed.kind === 'end') continue; // neither says anything of a call
    if (parsed.kind === 'login') {
      if (isTelling(parsed.login)) observeLogin(loginMinute(logins, batch, minute), parsed.login, event);
    } else calls?.see(minute, parsed, timestampMs);
  }
  return { functions: calls?.minutes() ?? [], logins: [...logins.values()], kinds: kinds.all(), outOfTime };
}

const publishedVersion = (version: string | undefined): string | undefined =>
  version === undefined || version === '$LATEST' ? undefined : version;

function parseEvent(event: LogEvent, source: LoginSource | undefined): Parsed {
  const seen = event.raw === undefined ? undefined : parseRaw(event.raw, source);
  return seen ?? parseMessage(event.message, source);
}

function loginMinute(logins: Map<Minute, LoginMinute>, batch: LogBatch, minute: Minute): LoginMinute {
  const known = logins.get(minute);
  if (known !== undefined) return known;
  const fresh = emptyLoginMinute({ kind: 'login-source', name: batch.logGroup }, minute);
  logins.set(minute, fresh);
  return fresh;
}
