import * as fc from 'fast-check';
import { orderRows, type OrderLimits, type RowSource } from '../../../cli/replay/order-rows';
import type { FileRead, LogRow } from '../../../cli/replay/read-file';

const MINUTE_MS = 60_000;
const row = (timestampMs: number, id?: string, logGroup = '/aws/lambda/a'): LogRow => ({
  kind: 'row',
  logGroup,
  logStream: 's',
  timestampMs,
  message: `at ${timestampMs}`,
  id,
});

function source(file: string, reads: readonly FileRead[], size = 3): RowSource {
  return {
    file,
    reads: (async function* () {
      for (let at = 0; at < reads.length; at += size) yield reads.slice(at, at + size);
    })(),
  };
}

async function order(sources: readonly RowSource[], limits?: OrderLimits) {
  const told: string[] = [];
  const all = { times: [] as number[], late: 0, repeated: 0, told };
  const asides = {
    unreadable: (file: string, line: number, why: string) => void told.push(`${file}:${line} ${why}`),
    control: () => void told.push('control'),
  };
  for await (const { rows, late, repeated } of orderRows(sources, asides, limits)) {
    all.times.push(...rows.map(({ timestampMs }) => timestampMs));
    all.late += late;
    all.repeated += repeated;
  }
  return all;
}

it('puts rows that are at most 15 minutes out of place in order, over any number of files', async () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.array(minutes, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), async (files, size) => {
      const sources = files.map((times, at) => {
        // Sorted, then each moved back by less than the window: nothing comes too late.
        const sorted = times.toSorted((one, other) => one - other).map((time) => time * MINUTE_MS);
        const moved = sorted.map((time, index) => ({ time, place: time + ((index * 7919) % 15) * MINUTE_MS }));
        const arrived = moved.toSorted((one, other) => one.place - other.place).map(({ time }) => row(time));
        return source(`f${at}`, arrived, size);
      });
      const found = await order(sources);
      const all = files.flat().map((time) => time * MINUTE_MS);
      expect(found.times).toEqual(all.toSorted((one, other) => one - other));
      expect(found.late).toBe(0);
    }),
    { seed: 11, numRuns: 100 },
  );
});

it('calls a row late that comes more than 15 minutes behind, and still gives it', async () => {
  const times = [0, 10, 20, 40, 41, 5, 42].map((minute) => minute * MINUTE_MS);
  const found = await order([
    source(
      'f',
      times.map((time) => row(time)),
      1,
    ),
  ]);
  expect(found.late).toBe(1);
  expect(found.times.toSorted((one, other) => one - other)).toEqual(times.toSorted((one, other) => one - other));
});

it('holds no more rows than its limit', async () => {
  const found = await order(
    [
      source(
        'f',
        [5, 4, 3, 2, 1].map((time) => row(time)),
        1,
      ),
    ],
    { windowMs: 1000, rows: 2 },
  );
  expect(found.times).toEqual([3, 2, 1, 4, 5]);
  expect(found.late).toBe(2);
});

it('leaves out an event that was delivered twice, but not one that merely looks the same', async () => {
  const twice = [row(1, 'a'), row(1, 'a'), row(1, 'a', '/aws/lambda/b'), row(1), row(1), row(2, 'a')];
  expect(await order([source('f', twice), source('g', [row(1, 'a')])])).toMatchObject({
    times: [1, 1, 1, 1, 2],
    repeated: 2,
  });
});

it('tells what is no row, and goes on', async () => {
  const reads: FileRead[] = [{ kind: 'unreadable', line: 7, why: 'broken' }, row(1), { kind: 'control' }];
  expect(await order([source('f', reads), source('empty', [])])).toMatchObject({
    times: [1],
    told: ['f:7 broken', 'control'],
  });
});
