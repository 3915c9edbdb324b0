/** Notes deliveries whose events are too old, or too far ahead, to be counted: nothing disappears untold. */
import { AHEAD_MINUTES, HORIZON_MINUTES, type OutOfTime } from './count-batches';
import type { Hasher, QuarantineStore } from './ports';
import { deliveryText } from './state/guard';

export interface OutOfTimeWorld {
  readonly quarantine: QuarantineStore;
  readonly hasher: Hasher;
  readonly now: () => number;
}

/** The delivery's guard stands for it: the same one again is told again, and counted neither time. */
export async function quarantineOutOfTime(found: readonly OutOfTime[], world: OutOfTimeWorld): Promise<void> {
  for (const { batch, events } of found) {
    await world.quarantine.put({
      why: `${events} of ${batch.events.length} events are ${BOUNDS}`,
      atMs: world.now(),
      sizeBytes: batch.events.reduce((sum, { message }) => sum + message.length, 0),
      hash: world.hasher.guard(deliveryText(batch)),
    });
  }
}

const BOUNDS = `older than ${HORIZON_MINUTES / 1440} days or more than ${AHEAD_MINUTES / 60} hours ahead`;
