/** Reads one span of a log group to its end: paced under CloudWatch's quota, slower where CloudWatch asks for it. */
import type { PageRead, ReadPage, SavedEvent } from '../../adapters/log-events';

export interface Span {
  readonly fromMs: number;
  /** Just after its end. */
  readonly toMs: number;
}

export type SpanRead =
  | { readonly kind: 'read'; readonly pages: number; readonly events: number }
  /** The log group cannot be read, and why. */
  | { readonly kind: 'unreadable'; readonly why: string };

export interface Pace {
  readonly requestsPerSecond: number;
  readonly pause: (durationMs: number) => Promise<void>;
  readonly nowMs: () => number;
}

/** Thrown where CloudWatch stays too busy: what was read is kept, and the same command goes on from there. */
export class LogsTooBusy extends Error {
  override readonly name = 'LogsTooBusy';
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** In a row: some three minutes in all. */
const MOST_TRIES = 10;
/** Tokens last a day; a span takes minutes. */
const MOST_BEGINNINGS = 3;

export function createSpanReader(readPage: ReadPage, { requestsPerSecond, pause, nowMs }: Pace) {
  let mayAskAtMs = -Infinity;
  let waitMs = FIRST_WAIT_MS;

  const paced = async (query: Parameters<ReadPage>[0]): Promise<Exclude<PageRead, { kind: 'try-again' }>> => {
    for (let tries = 1; ; tries += 1) {
      const early = mayAskAtMs - nowMs();
      if (early > 0) await pause(early);
      mayAskAtMs = nowMs() + 1000 / requestsPerSecond;
      const page = await readPage(query);
      if (page.kind !== 'try-again') {
        waitMs = Math.max(FIRST_WAIT_MS, waitMs / 2);
        return page;
      }
      if (tries === MOST_TRIES) throw new LogsTooBusy(`CloudWatch said ${page.why} ${tries} times in a row`);
      mayAskAtMs = nowMs() + waitMs;
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    }
  };

  /** @param begin called before the first page, and again where the span has to be read anew */
  return async (
    logGroup: string,
    span: Span,
    begin: () => (events: readonly SavedEvent[]) => Promise<void>,
  ): Promise<SpanRead> => {
    for (let beginning = 1; beginning <= MOST_BEGINNINGS; beginning += 1) {
      const take = begin();
      let next: string | undefined;
      let pages = 0;
      let events = 0;
      for (;;) {
        const page = await paced({ logGroup, ...span, next });
        if (page.kind === 'begin-anew') break;
        if (page.kind === 'no-log-group') return { kind: 'unreadable', why: 'there is no such log group' };
        if (page.kind === 'denied')
          return { kind: 'unreadable', why: 'you may not read it; allow logs:FilterLogEvents on it' };
        await take(page.events);
        pages += 1;
        events += page.events.length;
        if (page.next === undefined) return { kind: 'read', pages, events };
        next = page.next;
      }
    }
    throw new LogsTooBusy('CloudWatch lost its place in the log again and again');
  };
}
