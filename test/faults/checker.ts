/** Compares what the table holds with what was delivered, event by event: exact, lost, counted twice, quarantined or overlap. */
import type { BucketStore } from '../../core/ports';
import type { Bucket } from '../../core/state/bucket';
import { COUNTER } from '../../core/state/counters';
import { seriesKey, type Series } from '../../core/state/series';
import type { MadeEvent } from './made-load';

export type Verdict = 'exact' | 'lost' | 'counted twice' | 'quarantined' | 'overlap';

export interface Expectation {
  readonly events: readonly MadeEvent[];
  /** Ids of events that must not be counted: too old, or in a delivery that nobody can read. */
  readonly quarantined: ReadonlySet<string>;
  /** How many deliveries that were cut anew hold an event, by its id: as often may it be counted besides. */
  readonly recuts: ReadonlyMap<string, number>;
  /**
   * Minutes that were recounted, by `placeOf`: the log holds also what came in a delivery that nobody can read.
   * @default - none
   */
  readonly recounted?: ReadonlySet<string>;
}

export const placeOf = ({ series, minute }: { readonly series: Series; readonly minute: number }): string =>
  `${seriesKey(series)} ${minute}`;

export type Verdicts = Record<Verdict, number>;

export async function check(expected: Expectation, buckets: BucketStore): Promise<Verdicts> {
  const verdicts: Verdicts = { exact: 0, lost: 0, 'counted twice': 0, quarantined: 0, overlap: 0 };
  for (const events of groupBySeries(expected.events)) {
    const minutes = events.map(({ minute }) => minute);
    const stored = await buckets.read(events[0]!.series, Math.min(...minutes), Math.max(...minutes));
    const byMinute = new Map(stored.map((bucket) => [bucket.minute, bucket]));
    for (const event of events) verdicts[judge(event, byMinute.get(event.minute), expected)] += 1;
    verdicts['counted twice'] += surplus(events, stored);
  }
  return verdicts;
}

function judge(event: MadeEvent, bucket: Bucket | undefined, expected: Expectation): Verdict {
  const { quarantined, recuts, recounted } = expected;
  const times = timesCounted(event, bucket);
  if (times === 1 && recounted?.has(placeOf(event))) return 'exact';
  if (quarantined.has(event.id)) return times === 0 ? 'quarantined' : 'counted twice';
  if (times < 1) return 'lost';
  if (times === 1) return 'exact';
  return times <= 1 + (recuts.get(event.id) ?? 0) ? 'overlap' : 'counted twice';
}

function timesCounted({ slot }: MadeEvent, bucket: Bucket | undefined): number {
  const count = (name: string): number => bucket?.counters.get(name) ?? 0;
  if (slot.kind === 'cell') return count(slot.counter);
  if (slot.outcome === 'unknown account') return count(COUNTER.unknownAccounts);
  if (slot.outcome === 'failure') return count(COUNTER.failures) - count(COUNTER.unknownAccounts);
  return count(COUNTER.attempts) - count(COUNTER.failures);
}

/** Calls whose sums say another number than their cells: what no single event explains. */
function surplus(events: readonly MadeEvent[], stored: readonly Bucket[]): number {
  let faults = 0;
  for (const { minute, counters } of stored) {
    const calls = events.filter((event) => event.minute === minute && event.slot.kind === 'cell');
    const expected = { calls: 0, durationUs: 0 };
    for (const event of calls) {
      if (event.slot.kind !== 'cell') continue;
      const times = counters.get(event.slot.counter) ?? 0;
      expected.calls += times;
      expected.durationUs += times * event.slot.durationUs;
    }
    if ((counters.get(COUNTER.calls) ?? 0) !== expected.calls) faults += 1;
    if ((counters.get(COUNTER.durationUs) ?? 0) !== expected.durationUs) faults += 1;
  }
  return faults;
}

function groupBySeries(events: readonly MadeEvent[]): Iterable<readonly MadeEvent[]> {
  const groups = new Map<string, MadeEvent[]>();
  for (const event of events) {
    const key = seriesKey(event.series satisfies Series);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups.values();
}
