/** A failure bucket that fails too: a removal may be refused, or carried out and its reply lost. */
import type { DeadLetter, DeadLetters, FailedBatches } from '../../core/redrive/ports';
import { countOne, type Chance, type Counts } from './chance';
import type { FailureRecord } from './invoker';

/** Share of removals that fail, half of them once the object is gone. */
const FAILED_REMOVALS = 0.2;

export interface MadeFailures {
  readonly failed: FailedBatches;
  readonly deadLetters: DeadLetters;
  readonly letters: readonly DeadLetter[];
  readonly size: () => number;
}

export function createFailures(
  records: readonly FailureRecord[],
  storedAtMs: number,
  chance: Chance,
  met: Counts,
): MadeFailures {
  const objects = new Map(
    records.map((record, index) => [
      `aws/lambda/async/analyzer/${String(index).padStart(6, '0')}`,
      { text: JSON.stringify(record), storedAtMs },
    ]),
  );
  const letters: DeadLetter[] = [];
  let removals = 0;
  return {
    letters,
    size: () => objects.size,
    deadLetters: { send: async (letter) => void letters.push(letter) },
    failed: {
      list: async (most) => [...objects].slice(0, most).map(([key, { storedAtMs }]) => ({ key, storedAtMs })),
      read: async (key) => objects.get(key)?.text,
      async remove(key) {
        const luck = chance.share('removal', (removals += 1));
        if (luck >= FAILED_REMOVALS / 2) objects.delete(key);
        if (luck >= FAILED_REMOVALS) return;
        countOne(met, 'removal from the bucket failed');
        throw new Error('could not remove an object: SlowDown');
      },
      async setAside(key) {
        objects.delete(key);
        return key;
      },
    },
  };
}
