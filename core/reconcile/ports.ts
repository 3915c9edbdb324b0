/** What a reconciliation asks of the world. */
import type { Gaps, DeliveryGap } from '../watch/gaps';

export interface Invocations {
  /** Calls of each function by the start of each period, as Lambda counted them; a period without any is left out. */
  read(
    functionNames: readonly string[],
    fromMs: number,
    toMs: number,
    periodMs: number,
  ): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>>;
  /** Deliveries of our filter that CloudWatch gave up, by log group and hour. */
  readDeliveryErrors(fromMs: number, toMs: number): Promise<readonly DeliveryGap[]>;
}

export interface GapStore {
  readGaps(): Promise<Gaps | undefined>;
  putGaps(gaps: Gaps): Promise<void>;
}
