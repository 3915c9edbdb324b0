/** Holds what will happen until its minute comes: sessions and attacks reach into minutes that are not made yet. */
import { minuteOf, type Minute } from '../../core/state/minute';

export interface Happening {
  readonly atMs: number;
}

export interface ByTime<Item extends Happening> {
  add(item: Item): void;
  /** What happens in this minute, in order; asked for once. */
  take(minute: Minute): Item[];
}

export function createByTime<Item extends Happening>(): ByTime<Item> {
  const minutes = new Map<Minute, Item[]>();
  return {
    add(item) {
      const minute = minuteOf(item.atMs);
      const held = minutes.get(minute);
      if (held === undefined) minutes.set(minute, [item]);
      else held.push(item);
    },
    take(minute) {
      const held = minutes.get(minute);
      if (held === undefined) return [];
      minutes.delete(minute);
      return held.toSorted((one, other) => one.atMs - other.atMs);
    },
  };
}
