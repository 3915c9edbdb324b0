/**
 * Names a delivery in each minute's bucket, so that the bucket counts it once and notices another that overlaps it: three
 * bytes of the hash of its first event in that minute, three of its last, two of all together.
 */
import type { LogBatch } from '../log/batch';
import type { Hasher } from '../ports';
import { minuteOf, type Minute } from './minute';

export interface DeliveryGuard {
  /** 16 hex digits: what the bucket keeps. */
  readonly guard: string;
  /** 12 hex digits: the last event hashed as a first one, and the first as a last; kept nowhere. */
  readonly crossed: string;
}

/** What an event hashes to where it is the first of a delivery, and where it is the last: independent of each other. */
export interface Edges {
  readonly asFirst: string;
  readonly asLast: string;
}

/** Changes with whatever is hashed here, or how: a delivery named anew would be counted anew. */
const SCHEME = '2';
const EDGE_HEX_DIGITS = 6;
const WHOLE_HEX_DIGITS = 4;

type Stream = Pick<LogBatch, 'logGroup' | 'logStream'>;

/** Injective, whatever the parts hold. */
const textOf = (parts: readonly string[]): string => parts.map((part) => `${part.length}:${part}`).join('');

/** Names a delivery as first cut: its envelope and its event ids in order. */
export const deliveryText = (batch: LogBatch): string =>
  textOfIds(
    batch,
    batch.events.map(({ id }) => id),
  );

const textOfIds = ({ owner, logGroup, logStream }: LogBatch, ids: readonly string[]): string =>
  textOf([SCHEME, owner, logGroup, logStream, ...ids]);

export function edgesOf({ logGroup, logStream }: Stream, id: string, hasher: Pick<Hasher, 'guard'>): Edges {
  const hash = hasher.guard(textOf([SCHEME, logGroup, logStream, id]));
  return { asFirst: hash.slice(0, EDGE_HEX_DIGITS), asLast: hash.slice(EDGE_HEX_DIGITS, 2 * EDGE_HEX_DIGITS) };
}

/** By minute: only the events of that minute are hashed, so that a cut between two minutes changes no guard. */
export function guardsOf(batch: LogBatch, hasher: Pick<Hasher, 'guard'>): ReadonlyMap<Minute, DeliveryGuard> {
  const ids = new Map<Minute, string[]>();
  for (const { id, timestampMs } of batch.events) {
    const minute = minuteOf(timestampMs);
    const held = ids.get(minute);
    if (held === undefined) ids.set(minute, [id]);
    else held.push(id);
  }
  return new Map(Array.from(ids, ([minute, some]) => [minute, guardOf(batch, some, hasher)]));
}

function guardOf(batch: LogBatch, ids: readonly string[], hasher: Pick<Hasher, 'guard'>): DeliveryGuard {
  const first = edgesOf(batch, ids[0] ?? '', hasher);
  const last = ids.length > 1 ? edgesOf(batch, ids.at(-1) ?? '', hasher) : first;
  const whole = hasher.guard(textOfIds(batch, ids)).slice(0, WHOLE_HEX_DIGITS);
  return { guard: first.asFirst + last.asLast + whole, crossed: last.asFirst + first.asLast };
}

/** The hashes of a delivery's first and last event, as its guard tells them. */
export const edgesIn = (guard: string): Edges => ({
  asFirst: guard.slice(0, EDGE_HEX_DIGITS),
  asLast: guard.slice(EDGE_HEX_DIGITS, 2 * EDGE_HEX_DIGITS),
});

/**
 * The first and last events of the deliveries that a bucket holds. Two that overlap are noticed where the first or last event
 * of one is the first or last of the other; by chance about one pair in four million is (four comparisons of 24 bits).
 */
export class HeldEdges {
  private readonly firsts = new Map<string, number>();
  private readonly lasts = new Map<string, number>();

  /** Each guard once. */
  constructor(guards: Iterable<string> = []) {
    for (const guard of guards) this.add(guard);
  }

  add(guard: string): void {
    const { asFirst, asLast } = edgesIn(guard);
    this.firsts.set(asFirst, (this.firsts.get(asFirst) ?? 0) + 1);
    this.lasts.set(asLast, (this.lasts.get(asLast) ?? 0) + 1);
  }

  /** Of a delivery that is itself among them. */
  isOverlapping({ guard, crossed }: { readonly guard: string; readonly crossed?: string | undefined }): boolean {
    const own = edgesIn(guard);
    if ((this.firsts.get(own.asFirst) ?? 0) > 1 || (this.lasts.get(own.asLast) ?? 0) > 1) return true;
    if (crossed === undefined) return false;
    const last = edgesIn(crossed);
    return (
      (last.asFirst !== own.asFirst && this.firsts.has(last.asFirst)) ||
      (last.asLast !== own.asLast && this.lasts.has(last.asLast))
    );
  }
}
