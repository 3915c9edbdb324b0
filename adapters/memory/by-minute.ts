/** A map by minute whose old minutes can be dropped: what bounds the memory of a long replay. */
import type { Minute } from '../../core/state/minute';

export interface ByMinute<Value> {
  get(minute: Minute): Value | undefined;
  getOrMake(minute: Minute): Value;
  /** The minutes held from `from` to `to`, both included, in order. */
  between(from: Minute, to: Minute): readonly Minute[];
  forgetBefore(minute: Minute): void;
}

export function createByMinute<Value>(make: () => Value): ByMinute<Value> {
  const values = new Map<Minute, Value>();
  return {
    get: (minute) => values.get(minute),
    getOrMake(minute) {
      let value = values.get(minute);
      if (value === undefined) values.set(minute, (value = make()));
      return value;
    },
    between(from, to) {
      if (to - from > values.size) {
        return [...values.keys()]
          .filter((minute) => minute >= from && minute <= to)
          .toSorted((one, other) => one - other);
      }
      const minutes: Minute[] = [];
      for (let minute = from; minute <= to; minute++) if (values.has(minute)) minutes.push(minute);
      return minutes;
    },
    forgetBefore(minute) {
      for (const held of values.keys()) if (held < minute) values.delete(held);
    },
  };
}
