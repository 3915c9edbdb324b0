/** Follows the attempts of each request id through one stream's lines, in their order, and says which REPORTs cannot be true. */
import type { AppFailure, Cause, Parsed, Report } from './parsed';

/** One run of a call: from its START to its REPORT, either of which may lie in another delivery. */
export interface Attempt<Place> {
  readonly requestId: string | undefined;
  /** Where its REPORT stands, or, while none came, what else was seen of it. */
  place: Place;
  atMs: number | undefined;
  isStarted: boolean;
  report: Report | undefined;
  /** The most telling one: old style, a runtime's own words and the REPORT's status are one failure. */
  cause: Cause | undefined;
  /** As the runtime named it, such as `TypeError`; the first that was told. */
  errorType: string | undefined;
  /** How long a call that timed out had run, where a line of its own says so. */
  timedOutMs: number | undefined;
  /** Why its REPORT is not believed. */
  suspect: string | undefined;
}

/** Lambda tries an event again after one minute, then two; nothing comes sooner under the same request id. */
export const RETRY_AFTER_MS = 50_000;

const SECOND = 'a second REPORT of a request that was not started again';
const EARLY = 'a REPORT before its own START';

/** `Place` is whatever the caller wants to find again: a minute, a row. */
export class Attempts<Place> {
  readonly all: Attempt<Place>[] = [];
  /** The last one of each request, of the first `indexed` of all: where calls follow one another, nobody ever asks. */
  private readonly latest = new Map<string, Attempt<Place>>();
  private indexed = 0;
  private hasUnstarted = false;
  /** The attempt that a line without a request id belongs to: the last one started, while no other is open. */
  private current: Attempt<Place> | undefined;
  private open = 0;
  /** A failure without a request id whose START is not here: it belongs to the next REPORT whose START is not here either. */
  private orphan: Attempt<Place> | undefined;

  /** Gives the attempt that a REPORT ends; a later line may still make it suspect. */
  see(parsed: Parsed, place: Place, atMs?: number): Attempt<Place> | undefined {
    switch (parsed.kind) {
      case 'start':
        this.start(parsed.requestId, place, atMs);
        return undefined;
      case 'report':
        return this.report(parsed, place, atMs);
      case 'failure':
        this.fail(parsed.requestId, parsed, parsed.durationMs, place, atMs);
        return undefined;
      case 'app':
        if (parsed.failure !== undefined) this.fail(idOf(parsed.requestId), parsed.failure, undefined, place, atMs);
        return undefined;
      case 'platform':
        if (parsed.event === 'platform.runtimeDone' && causeOf(parsed) !== undefined)
          this.fail(parsed.requestId, failureOf(parsed), undefined, place, atMs);
        return undefined;
      default:
        return undefined;
    }
  }

  private start(requestId: string, place: Place, atMs: number | undefined): void {
    // No other kind of attempt before is looked at here.
    const before = this.open > 0 || this.hasUnstarted ? this.latestOf(requestId) : undefined;
    if (before?.report !== undefined && !before.isStarted && !isOlder(before.atMs, atMs)) before.suspect ??= EARLY;
    if (before !== undefined && before.isStarted && before.report === undefined) this.open -= 1;
    const attempt = this.add(requestId, place, atMs, true);
    this.open += 1;
    this.current = attempt;
    this.orphan = undefined;
  }

  private report(report: Report, place: Place, atMs: number | undefined): Attempt<Place> {
    const { current } = this;
    // Most calls end before another begins: comparing two ids costs less than looking one up.
    const isCurrent = current !== undefined && current.report === undefined && current.requestId === report.requestId;
    const known = isCurrent ? current : this.latestOf(report.requestId);
    const isSecond = known?.report !== undefined;
    const isNext = known !== undefined && isOfNext(known, atMs);
    if (isNext && known.isStarted && !isSecond) this.open -= 1; // its own REPORT is told elsewhere
    const attempt = known === undefined || isSecond || isNext ? this.add(report.requestId, place, atMs) : known;
    if (isSecond && !isNext) attempt.suspect = SECOND;
    if (attempt.isStarted) this.open -= 1;
    else if (!isSecond) this.adopt(attempt);
    attempt.report = report;
    attempt.place = place;
    attempt.atMs = atMs;
    attempt.cause = worseOf(attempt.cause, causeOf(report));
    attempt.errorType ??= report.errorType;
    return attempt;
  }

  /** A line that follows the REPORT, as old time-outs do, still belongs to that attempt. */
  private fail(
    requestId: string | undefined,
    { cause, errorType }: AppFailure,
    durationMs: number | undefined,
    place: Place,
    atMs: number | undefined,
  ): void {
    const attempt = requestId === undefined ? this.nameless(place, atMs) : this.attemptOf(requestId, place, atMs);
    if (attempt.report === undefined && attempt.cause === undefined) {
      attempt.place = place;
      attempt.atMs = atMs; // a call may have begun long before
    }
    attempt.cause = worseOf(attempt.cause, cause);
    attempt.errorType ??= errorType;
    attempt.timedOutMs ??= durationMs;
  }

  private attemptOf(requestId: string, place: Place, atMs: number | undefined): Attempt<Place> {
    const known = this.latestOf(requestId);
    return known === undefined || isOfNext(known, atMs) ? this.add(requestId, place, atMs) : known;
  }

  private nameless(place: Place, atMs: number | undefined): Attempt<Place> {
    const isOpen = this.current !== undefined && this.current.report === undefined && this.open === 1;
    if (isOpen && this.current !== undefined) return this.current;
    this.orphan ??= this.add(undefined, place, atMs);
    return this.orphan;
  }

  private adopt(attempt: Attempt<Place>): void {
    if (this.orphan === undefined) return;
    attempt.cause = worseOf(attempt.cause, this.orphan.cause);
    attempt.errorType ??= this.orphan.errorType;
    this.orphan.cause = undefined;
    this.orphan = undefined;
  }

  private add(
    requestId: string | undefined,
    place: Place,
    atMs: number | undefined,
    isStarted = false,
  ): Attempt<Place> {
    const attempt: Attempt<Place> = {
      requestId,
      place,
      atMs,
      isStarted,
      report: undefined,
      cause: undefined,
      errorType: undefined,
      timedOutMs: undefined,
      suspect: undefined,
    };
    this.all.push(attempt);
    this.hasUnstarted ||= !isStarted;
    return attempt;
  }

  private latestOf(requestId: string): Attempt<Place> | undefined {
    for (; this.indexed < this.all.length; this.indexed += 1) {
      const attempt = this.all[this.indexed];
      if (attempt?.requestId !== undefined) this.latest.set(attempt.requestId, attempt);
    }
    return this.latest.get(requestId);
  }
}

/** Node's word while no call has begun. */
const idOf = (requestId: string | undefined): string | undefined => (requestId === 'undefined' ? undefined : requestId);

/** A retry comes later; in a log that was saved newest first, the START's time is before the REPORT's. */
const isOlder = (reportMs: number | undefined, startMs: number | undefined): boolean =>
  reportMs !== undefined && startMs !== undefined && (startMs < reportMs || isRetry(reportMs, startMs));

const isRetry = (earlierMs: number | undefined, laterMs: number | undefined): boolean =>
  earlierMs !== undefined && laterMs !== undefined && Math.abs(laterMs - earlierMs) >= RETRY_AFTER_MS;

/** Whether a line this late is of a later attempt, whose START is told in another delivery or not at all. */
const isOfNext = ({ report, isStarted, cause, atMs }: Attempt<unknown>, laterMs: number | undefined): boolean =>
  (report !== undefined || !isStarted || cause !== undefined) && isRetry(atMs, laterMs);

const failureOf = (event: Pick<Report, 'status' | 'errorType'>): AppFailure => ({
  cause: causeOf(event) ?? 'error',
  errorType: event.errorType,
});

/** Error says least; between the others, the first that was told stands. */
const worseOf = (known: Cause | undefined, told: Cause | undefined): Cause | undefined =>
  known === undefined || (known === 'error' && told !== undefined) ? told : known;

function causeOf({ status, errorType }: Pick<Report, 'status' | 'errorType'>): Cause | undefined {
  if (status === undefined || status === 'success') return undefined;
  if (status === 'timeout') return 'timeout';
  return errorType === 'Runtime.OutOfMemory' ? 'out-of-memory' : 'error';
}
