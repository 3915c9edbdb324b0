import { gzipSync } from 'node:zlib';
import { createHasher } from '../../../adapters/hasher';
import { inflate } from '../../../adapters/inflate';
import { createMemory } from '../../../adapters/memory';
import type { DeadLetter } from '../../../core/redrive/ports';
import { COUNTER } from '../../../core/state/counters';
import { minuteOf } from '../../../core/state/minute';
import { createSubjectBudget } from '../../../core/subject-budget';
import { createRedriver } from '../../../lambda/redriver/redriver';
import { ACCOUNT, delivery, envelope, report } from '../../core/deliveries';
import { checkout } from '../../core/minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const HOUR = 60 * 60_000;
const KEY = 'aws/lambda/async/analyzer/one';

const packed = (text: string): string => gzipSync(text).toString('base64');
const good = () => packed(envelope(delivery('/aws/lambda/checkout', [[T0, report(1, 100)]])));
const kinesis = (...datas: string[]) => ({
  Records: datas.map((data) => ({ eventSource: 'aws:kinesis', kinesis: { data } })),
});
const record = (requestPayload: unknown): string =>
  JSON.stringify({ version: '1.0', requestContext: { condition: 'RetriesExhausted' }, requestPayload });

function stage(texts: Record<string, string>, { ageMs = HOUR, hasTime = (): boolean => true } = {}) {
  const memory = createMemory();
  const objects = new Map(Object.entries(texts));
  const aside: string[] = [];
  const letters: DeadLetter[] = [];
  const world = {
    ...memory,
    failed: {
      list: async () => [...objects.keys()].map((key) => ({ key, storedAtMs: T0 })),
      read: async (key: string) => objects.get(key),
      remove: async (key: string) => void objects.delete(key),
      setAside: async (key: string) => {
        objects.delete(key);
        aside.push(key);
        return `set-aside/${key}`;
      },
    },
    deadLetters: { send: async (letter: DeadLetter) => void letters.push(letter) },
    hasher: createHasher('pepper of the tests'),
    inflate,
    ownLogGroups: new Set<string>(),
    account: ACCOUNT,
    budget: createSubjectBudget(),
    now: () => T0 + ageMs,
    hasTime,
  };
  const calls = async () =>
    (await memory.buckets.read(checkout, minuteOf(T0), minuteOf(T0)))[0]?.counters.get(COUNTER.calls) ?? 0;
  return { memory, world, objects, aside, letters, calls };
}

describe('the redriver', () => {
  it('counts what failed before, and removes it', async () => {
    const { world, objects, calls } = stage({ [KEY]: record({ awslogs: { data: good() } }) });
    expect(await createRedriver(world)()).toMatchObject({ found: 1, applied: 1, counted: 1, failed: 0 });
    expect([await calls(), objects.size]).toEqual([1, 0]);
  });

  it('counts nothing twice: what had been counted before it failed, or lies there twice', async () => {
    const text = record({ awslogs: { data: good() } });
    const { world, objects, calls } = stage({ [KEY]: text, [`${KEY}-again`]: text });
    expect(await createRedriver(world)()).toMatchObject({ applied: 2, counted: 1, repeated: 1 });
    expect([await calls(), objects.size]).toEqual([1, 0]);
  });

  it('says how much of it must be recounted, for it overlaps what was counted before', async () => {
    const whole = delivery(
      '/aws/lambda/checkout',
      [1, 2, 3].map((n) => [T0 + n, report(n, 100)] as const),
    );
    const rest = { ...whole, events: whole.events.slice(1) };
    const [one, other] = [whole, rest].map((batch) => record({ awslogs: { data: packed(envelope(batch)) } }));
    const { world, memory } = stage({ [KEY]: one!, [`${KEY}-again`]: other! });
    expect(await createRedriver(world)()).toMatchObject({ applied: 2, counted: 2, toRecount: 1 });
    expect(await memory.recounts.list(9)).toHaveLength(1);
  });

  it('leaves a batch where it is when its counts are not found on reading back', async () => {
    const { world, memory, objects, letters } = stage({ [KEY]: record({ awslogs: { data: good() } }) });
    const forgetful = {
      ...memory.buckets,
      add: async () => ({ counters: new Map(), applied: 1, created: false, guards: 1, overlapping: [], late: [] }),
    };
    expect(await createRedriver({ ...world, buckets: forgetful })()).toMatchObject({ applied: 0, failed: 1 });
    expect([objects.size, letters]).toEqual([1, []]);
  });

  it('quarantines a poison record alone and counts those beside it', async () => {
    const { world, memory, objects, calls } = stage({ [KEY]: record(kinesis(good(), 'poison', good())) });
    expect(await createRedriver(world)()).toMatchObject({ applied: 1, counted: 2 });
    expect([await calls(), memory.quarantined.length, objects.size]).toEqual([2, 1, 0]);
  });

  it.each([
    ['is no JSON', 'secret words'],
    ['has no payload', JSON.stringify({ hello: 'secret words' })],
    ['has a payload that is no event', record('secret words')],
  ])('sets aside what %s, and tells the queue without its words', async (_, text) => {
    const { world, aside, letters } = stage({ [KEY]: text });
    expect(await createRedriver(world)()).toMatchObject({ setAside: 1, failed: 0 });
    expect([aside, letters.map(({ key }) => key)]).toEqual([[KEY], [KEY]]);
    expect(JSON.stringify(letters)).not.toContain('secret');
  });

  it.each([
    ['leaves it for the next run', HOUR, 1, 0],
    ['gives it up after a day', 25 * HOUR, 0, 1],
  ])('when the table fails, %s', async (_, ageMs, failed, setAside) => {
    const { world, memory, objects, letters } = stage({ [KEY]: record({ awslogs: { data: good() } }) }, { ageMs });
    const broken = { ...memory.buckets, add: () => Promise.reject(new Error('throttled')) };
    expect(await createRedriver({ ...world, buckets: broken })()).toMatchObject({ failed, setAside });
    expect([objects.size, letters.length]).toEqual([failed, setAside]);
    if (setAside === 1) expect(letters[0]?.why).toBe('throttled');
  });

  it('stops after five failures in a row, for then it is the table', async () => {
    const texts = Object.fromEntries(
      [...Array(20).keys()].map((n) => [`${KEY}-${n}`, record({ awslogs: { data: good() } })]),
    );
    const { world, memory } = stage(texts);
    let adds = 0;
    const broken = { ...memory.buckets, add: () => ((adds += 1), Promise.reject(new Error('throttled'))) };
    expect(await createRedriver({ ...world, buckets: broken })()).toMatchObject({
      found: 20,
      failed: 5,
      whys: ['throttled'],
    });
    expect(adds).toBe(5);
  });

  it('comes to the good ones within a few runs, though five bad ones lie before them', async () => {
    const bad = record({ awslogs: { data: packed(envelope(delivery('/aws/lambda/bad', [[T0, report(1, 100)]]))) } });
    const good20 = record({ awslogs: { data: good() } });
    const texts = [...Array(20).keys()].map((n) => [`${KEY}-${n + 10}`, n < 5 ? bad : good20] as const);
    const { world, memory, objects } = stage(Object.fromEntries(texts));
    const add = (write: Parameters<typeof memory.buckets.add>[0]) =>
      write.series.name === 'bad' ? Promise.reject(new Error('throttled')) : memory.buckets.add(write);
    for (let run = 0; run < 3; run += 1) {
      const now = () => T0 + run * 15 * 60_000;
      await createRedriver({ ...world, buckets: { ...memory.buckets, add }, now })();
    }
    expect([...objects.values()]).toEqual(Array.from({ length: 5 }, () => bad));
  });

  it('begins nothing when its time is nearly over', async () => {
    const { world, objects } = stage({ [KEY]: record({ awslogs: { data: good() } }) }, { hasTime: () => false });
    expect(await createRedriver(world)()).toMatchObject({ found: 1, applied: 0 });
    expect(objects.size).toBe(1);
  });
});
