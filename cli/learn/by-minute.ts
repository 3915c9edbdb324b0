/** Merges what was counted of several log groups by minute; each comes in order of time. */
import type { Minute } from '../../core/state/minute';
import type { Addition } from './count-events';

export interface MinuteAdditions {
  readonly minute: Minute;
  readonly additions: readonly Addition[];
}

interface Source {
  readonly rest: AsyncIterator<Addition>;
  head: Addition;
}

export async function* byMinute(sources: readonly AsyncIterable<Addition>[]): AsyncGenerator<MinuteAdditions> {
  const waiting = new Map<Minute, Source[]>();
  const park = (source: Source): void => {
    const others = waiting.get(source.head.minute);
    if (others === undefined) waiting.set(source.head.minute, [source]);
    else others.push(source);
  };
  for (const each of sources) {
    const rest = each[Symbol.asyncIterator]();
    const first = await rest.next();
    if (!first.done) park({ rest, head: first.value });
  }
  while (waiting.size > 0) {
    const minute = Math.min(...waiting.keys());
    const here = waiting.get(minute) ?? [];
    waiting.delete(minute);
    const additions: Addition[] = [];
    for (const source of here) {
      let next: IteratorResult<Addition>;
      do {
        additions.push(source.head);
        next = await source.rest.next();
        if (!next.done) source.head = next.value;
      } while (!next.done && source.head.minute === minute);
      if (!next.done) park(source);
    }
    yield { minute, additions };
  }
}
