/** That a lost event is known whatever deliveries tell of its attempts, and that nothing else is taken for one. */
import * as fc from 'fast-check';
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { countBatches } from '../../../core/count-batches';
import type { LogBatch } from '../../../core/log/batch';
import type { Bucket } from '../../../core/state/bucket';
import { SKETCH } from '../../../core/state/counters';
import {
  exhaustedRequests,
  failedRequest,
  keptRequests,
  MOST_FAILED_REQUESTS,
} from '../../../core/state/failed-requests';
import { minuteOf } from '../../../core/state/minute';
import { createSubjectBudget } from '../../../core/subject-budget';
import { delivery, requestId } from '../deliveries';
import { checkout, many } from '../minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const SECOND = 1000;

/** Buckets in which one request failed at these seconds. */
function failing(seconds: readonly number[], id = 'a1'): Bucket[] {
  const byMinute = new Map<number, Set<number>>();
  for (const second of seconds) {
    const atMs = T0 + second * SECOND;
    const failed = byMinute.get(minuteOf(atMs)) ?? new Set<number>();
    byMinute.set(minuteOf(atMs), failed.add(failedRequest(id, atMs)));
  }
  return [...byMinute].map(([minute, failed]) => ({
    minute,
    counters: new Map(),
    sketches: new Map([[SKETCH.failedRequests, failed]]),
  }));
}

describe('exhaustedRequests', () => {
  it.each([
    ['no failure', [], undefined],
    ['one attempt', [5], undefined],
    ['two attempts', [5, 66], undefined],
    ['three attempts, as Lambda makes them', [5, 66, 187], 187],
    ['two attempts that fall into one minute', [1, 59, 180], 180],
    ['one attempt told by two deliveries, on both sides of a minute', [59, 60], undefined],
    ['two attempts, each told twice', [59, 60, 121, 122], undefined],
    ['three attempts, each told twice', [59, 60, 121, 122, 243, 245], 243],
    ['many tellings within a minute', [1, 2, 3, 4, 5, 6], undefined],
    ['attempts of a quarter of an hour', [900, 1_860, 2_880], 2_880],
  ])('of %s', (_, seconds, last) => {
    const found = exhaustedRequests(failing(seconds)).map(({ failedMs }) => (failedMs - T0) / SECOND);
    expect(found).toEqual(last === undefined ? [] : [last]);
  });

  it('knows functions whose owner asked for fewer attempts', () => {
    expect(exhaustedRequests(failing([5, 66]), 2)).toHaveLength(1);
    expect(exhaustedRequests(failing([5]), 1)).toHaveLength(1);
  });

  it('takes three requests that failed once for no lost event', () => {
    expect(exhaustedRequests(['a', 'b', 'c'].flatMap((id, at) => failing([at * 70], id)))).toEqual([]);
  });
});

describe('failedRequest', () => {
  it('tells requests apart, below 2^48', () => {
    const ids = many(20_000, (index) => failedRequest(requestId(index), T0));
    expect(new Set(ids).size).toBe(20_000);
    expect(Math.max(...ids)).toBeLessThan(2 ** 48);
    expect(ids.filter((id) => id >= 2 ** 47).length / 20_000).toBeCloseTo(0.5, 1);
  });

  it('is kept by the same measure in every attempt', () => {
    const kept = (second: number) =>
      [...keptRequests(many(100, (index) => failedRequest(requestId(index), T0 + second * SECOND)))].map((failed) =>
        Math.floor(failed / 64),
      );
    expect(kept(0)).toHaveLength(MOST_FAILED_REQUESTS);
    expect(kept(61)).toEqual(kept(0));
  });
});

/** An event and when its attempts began; the last one failed unless it `succeeds`. */
interface Event {
  readonly startMs: number;
  readonly attempts: number;
  readonly succeeds: boolean;
  readonly style: number;
}

const report = (id: string, status: string) =>
  `REPORT RequestId: ${id}\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory Size: 256 MB\tMax Memory Used: 90 MB\t${status}\n`;

/** The ways in which a failed attempt is told. */
const STYLES: readonly ((id: string) => readonly string[])[] = [
  (id) => [report(id, 'Status: timeout')],
  (id) => [report(id, ''), `2026-11-20T14:00:00.000Z ${id} Task timed out after 3.00 seconds\n\n`],
  (id) => [`RequestId: ${id} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`, report(id, '')],
  (id) => [
    `2026-11-20T14:00:00.000Z\t${id}\tERROR\tInvoke Error \t{"errorType":"E"}`,
    `END RequestId: ${id}`,
    report(id, ''),
  ],
];

function linesOf(event: Event, index: number): [atMs: number, line: string][] {
  const id = requestId(index);
  let atMs = event.startMs;
  return many(event.attempts, (attempt) => attempt).flatMap((attempt): [number, string][] => {
    if (attempt > 0) atMs += attempt * 60_000 + 400;
    const isGood = event.succeeds && attempt === event.attempts - 1;
    const told = isGood ? [report(id, '')] : STYLES[(event.style + attempt) % STYLES.length]!(id);
    const lines = [`START RequestId: ${id} Version: $LATEST\n`, ...told];
    return lines.map((line, at): [number, string] => [atMs + at, line]);
  });
}

const event: fc.Arbitrary<Event> = fc.record({
  startMs: fc.integer({ min: 0, max: 300_000 }).map((ms) => T0 + ms),
  attempts: fc.integer({ min: 1, max: 3 }),
  succeeds: fc.boolean(),
  style: fc.nat(3),
});

describe('lost events', () => {
  it('are the same for any cut, order and repetition of deliveries', async () => {
    const cuts = fc.array(fc.nat(7), { minLength: 60, maxLength: 60 });
    const order = fc.array(fc.nat(1_000), { minLength: 24, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 5 }), cuts, order, async (events, cut, places) => {
        const rows = events.flatMap(linesOf).toSorted(([one], [other]) => one - other);
        const pieces = new Map<number, [number, string][]>();
        for (const [at, row] of rows.entries()) {
          const piece = cut[at % cut.length]!;
          pieces.set(piece, [...(pieces.get(piece) ?? []), row]);
        }
        const deliveries = [...pieces].map(([piece, lines]) => ({
          ...delivery('/aws/lambda/checkout', lines),
          logStream: `2026/11/20/[$LATEST]${String(piece).padStart(32, '0')}`,
        }));
        const sent = [...deliveries, ...deliveries].map((batch, at) => ({ batch, place: places[at % places.length]! }));
        const lost = await lostAfter(sent.toSorted((one, other) => one.place - other.place).map(({ batch }) => batch));
        expect(lost).toBe(events.filter(({ attempts, succeeds }) => attempts === 3 && !succeeds).length);
      }),
      { seed: 20_261_122, numRuns: 60 },
    );
  });
});

async function lostAfter(batches: readonly LogBatch[]): Promise<number> {
  const memory = createMemory();
  const world = { ...memory, hasher: createHasher('p'), now: () => T0 + 900_000, budget: createSubjectBudget() };
  for (const batch of batches) await countBatches([batch], world);
  return exhaustedRequests(await memory.buckets.read(checkout, minuteOf(T0), minuteOf(T0) + 20)).length;
}
