import type { BucketStore } from '../../../core/ports';
import { seriesKey } from '../../../core/state/series';
import { createMemory } from '../../../adapters/memory';
import { readOnce } from '../../../lambda/sweeper/read-once';
import { calls, checkout, login, many } from '../../core/minutes';

const FIRST = 29_030_400;

async function stage() {
  const memory = createMemory();
  for (const minute of many(20, (index) => FIRST + index)) {
    const { counters, sketches } = calls(minute, [250]);
    for (const series of [checkout, login])
      await memory.buckets.add({ series, minute, shard: 0, parts: [{ guard: `${minute}`, counters, sketches }] });
  }
  const reads: string[] = [];
  const buckets: BucketStore = {
    ...memory.buckets,
    read(series, from, to) {
      reads.push(`${seriesKey(series)} ${from - FIRST} to ${to - FIRST}`);
      return memory.buckets.read(series, from, to);
    },
  };
  return { reads, ...readOnce(buckets, new Map([[seriesKey(checkout), { from: FIRST + 5, to: FIRST + 9 }]])) };
}

const minutesOf = async (read: ReturnType<BucketStore['read']>) => (await read).map(({ minute }) => minute - FIRST);

it.each([
  ['gives what judging read', checkout, 5, 9, [5, 6, 7, 8, 9], []],
  ['gives a part of it', checkout, 6, 7, [6, 7], []],
  ['reads what lies outside', checkout, 4, 9, [4, 5, 6, 7, 8, 9], ['F:checkout 4 to 9']],
  ['reads a series of which nothing falls due', login, 5, 6, [5, 6], ['L:/aws/lambda/login 5 to 6']],
])('%s', async (_, series, from, to, given, read) => {
  const { reads, forJudging, forFolding } = await stage();
  for (const each of [checkout, login]) await forJudging.read(each, FIRST, FIRST + 14);
  reads.length = 0;
  expect(await minutesOf(forFolding.read(series, FIRST + from, FIRST + to))).toEqual(given);
  expect(reads).toEqual(read);
});

it('reads what judging did not see, and what was given before', async () => {
  const { reads, forJudging, forFolding } = await stage();
  await forFolding.read(checkout, FIRST + 5, FIRST + 9);
  await forJudging.read(checkout, FIRST + 7, FIRST + 14);
  await forFolding.read(checkout, FIRST + 5, FIRST + 9);
  await forJudging.read(checkout, FIRST, FIRST + 14);
  await forFolding.read(checkout, FIRST + 5, FIRST + 9);
  await forFolding.read(checkout, FIRST + 5, FIRST + 9);
  expect(reads).toHaveLength(5);
});
