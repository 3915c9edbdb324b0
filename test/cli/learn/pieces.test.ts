import fc from 'fast-check';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageRead, SavedEvent } from '../../../adapters/log-events';
import { byMinute } from '../../../cli/learn/by-minute';
import { openCheckpoint } from '../../../cli/learn/checkpoint';
import type { Addition } from '../../../cli/learn/count-events';
import { createSpanReader, LogsTooBusy, type Span } from '../../../cli/learn/read-span';
import { createSpans } from '../../../cli/learn/spans';

const MINUTE_MS = 60_000;

describe('spans', () => {
  it('cover all the time once, in whole minutes, whatever each took', () =>
    fc.assert(
      fc.property(fc.nat(40_000), fc.nat(30_000), fc.array(fc.nat(60)), (from, length, pages) => {
        const toMs = (from + length) * MINUTE_MS;
        const spans = createSpans(from * MINUTE_MS, toMs);
        const all: Span[] = [];
        for (let span = spans.next(); span !== undefined; span = spans.next()) {
          all.push(span);
          spans.took(pages[all.length % Math.max(1, pages.length)] ?? 1);
        }
        const ends = all.map((span) => span.toMs);
        expect(all.map((span) => span.fromMs)).toEqual([from * MINUTE_MS, ...ends].slice(0, all.length));
        expect(all.every((span) => span.toMs > span.fromMs && span.toMs % MINUTE_MS === 0)).toBe(true);
        expect(ends.at(-1) ?? toMs).toBe(toMs);
      }),
      { seed: 14, numRuns: 60 },
    ));

  it('ask a quiet fortnight in under thirty requests, and lose five minutes of a busy one', () => {
    const count = (pages: number) => {
      const spans = createSpans(0, 14 * 24 * 60 * MINUTE_MS);
      const lengths: number[] = [];
      for (let span = spans.next(); span !== undefined; span = spans.next()) {
        lengths.push(span.toMs - span.fromMs);
        spans.took(pages);
      }
      return lengths;
    };
    expect(count(1).length).toBeLessThan(30);
    expect(count(50).at(-2)).toBe(5 * MINUTE_MS);
  });
});

describe('reading a span', () => {
  const event: SavedEvent = { logStream: 's', timestampMs: 1, message: 'm', id: '1' };
  const page = (next?: string): PageRead => ({ kind: 'page', events: [event], next });
  const busy: PageRead = { kind: 'try-again', why: 'ThrottlingException' };

  /** Time passes only in pauses. */
  async function read(answers: PageRead[]) {
    let nowMs = 0;
    const askedAtMs: number[] = [];
    const taken: number[] = [];
    const reader = createSpanReader(
      async () => {
        askedAtMs.push(nowMs);
        return answers.shift() ?? page();
      },
      { requestsPerSecond: 4, pause: async (ms) => void (nowMs += ms), nowMs: () => nowMs },
    );
    const begin = () => {
      taken.length = 0;
      return async (events: readonly SavedEvent[]) => void taken.push(events.length);
    };
    const result = await reader('/g', { fromMs: 0, toMs: 10 }, begin).catch((error: unknown) => error);
    return { result, askedAtMs, taken };
  }

  it('keeps its pace', async () => {
    const { askedAtMs, result } = await read([page('a'), page('b'), page('c'), page()]);
    expect(askedAtMs).toEqual([0, 250, 500, 750]);
    expect(result).toEqual({ kind: 'read', pages: 4, events: 4 });
  });

  it('waits longer and longer where CloudWatch is busy, and is soon quick again', async () => {
    const { askedAtMs, result } = await read([busy, busy, busy, page('a'), page()]);
    expect(askedAtMs).toEqual([0, 1_000, 3_000, 7_000, 7_250]);
    expect(result).toMatchObject({ kind: 'read', pages: 2 });
  });

  it('gives up after ten in a row, with what CloudWatch said', async () => {
    const { result, askedAtMs } = await read(Array.from({ length: 10 }, () => busy));
    expect(result).toBeInstanceOf(LogsTooBusy);
    expect(String(result)).toContain('ThrottlingException 10 times');
    expect(askedAtMs.at(-1)).toBeLessThan(200_000);
  });

  it('begins anew where its token is worth nothing any more, and forgets what it had', async () => {
    const { result, taken } = await read([page('a'), { kind: 'begin-anew' }, page('a'), page()]);
    expect(result).toMatchObject({ kind: 'read', events: 2 });
    expect(taken).toEqual([1, 1]);
  });

  it.each<[PageRead, string]>([
    [{ kind: 'denied' }, 'logs:FilterLogEvents'],
    [{ kind: 'no-log-group' }, 'no such log group'],
  ])('says why it cannot: %j', async (answer, why) => {
    expect((await read([answer])).result).toEqual({ kind: 'unreadable', why: expect.stringContaining(why) });
  });
});

const addition = (minute: number, name = 'f', calls = 1): Addition => ({
  series: { kind: 'function', name },
  minute,
  parts: [{ guard: '00ff', counters: new Map([['n', calls]]), sketches: new Map([['ad', new Set([1, 8_191])]]) }],
});

const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
};

async function* inTurn(additions: readonly Addition[]) {
  yield* additions;
}

it('merges log groups by minute, losing none', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(50)), { maxLength: 6 }), async (groups) => {
      const sources = groups.map((minutes, at) =>
        inTurn(minutes.toSorted((a, b) => a - b).map((minute) => addition(minute, `f${at}`))),
      );
      const merged = await collect(byMinute(sources));
      const minutes = merged.map(({ minute }) => minute);
      expect(minutes).toEqual([...new Set(groups.flat())].toSorted((a, b) => a - b));
      for (const { minute, additions } of merged) {
        expect(additions.every((each) => each.minute === minute)).toBe(true);
        expect(additions).toHaveLength(groups.flat().filter((each) => each === minute).length);
      }
    }),
    { seed: 15 },
  ));

describe('the checkpoint', () => {
  const plan = { table: 'T', days: 14, fromMs: 0 };
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'vigil-learn-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const fileOf = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.ndjson')) ?? '');

  it('gives back what was kept, each only once', async () => {
    const checkpoint = await openCheckpoint(folder, plan);
    expect(await checkpoint.readTo('/g')).toBeUndefined();
    await checkpoint.append('/g', [addition(1), addition(2, 'other#name', 3)], 120_000);
    expect(await collect(checkpoint.takeNew('/g'))).toEqual([addition(1), addition(2, 'other#name', 3)]);
    await checkpoint.append('/g', [addition(3)], 180_000);
    expect(await collect(checkpoint.takeNew('/g'))).toEqual([addition(3)]);
    expect(await collect(checkpoint.takeNew('/g'))).toEqual([]);
    expect(await collect(checkpoint.takeNew('/h'))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['half a line', '{"series":"F:f","minu'],
    ['lines of a span that was not finished', `{"series":"F:f","minute":9,"parts":[]}\n`],
    ['much of it', `{"series":"F:f","minute":9,"parts":[]}\n`.repeat(3_000)],
  ])('goes on after the last whole span where a run was stopped and left %s', async (_, rest) => {
    const before = await openCheckpoint(folder, plan);
    await before.append('/g', [addition(1)], 60_000);
    await before.append('/g', [addition(2)], 120_000);
    const whole = readFileSync(fileOf(), 'utf8');
    appendFileSync(fileOf(), rest);
    const after = await openCheckpoint(folder, { ...plan, fromMs: 999 });
    expect(after.plan).toEqual(plan);
    expect(await after.readTo('/g')).toBe(120_000);
    expect(readFileSync(fileOf(), 'utf8')).toBe(whole);
    expect(await collect(after.takeNew('/g'))).toEqual([addition(1), addition(2)]);
  });

  it('begins a log group anew where its first span was not finished', async () => {
    const checkpoint = await openCheckpoint(folder, plan);
    await checkpoint.append('/g', [], 60_000);
    writeFileSync(fileOf(), '{"series":"F:f","minute":9,"parts":[]}\n{"toMs":60');
    expect(await checkpoint.readTo('/g')).toBeUndefined();
    expect(readFileSync(fileOf(), 'utf8')).toBe('');
  });

  it('is not continued with another table or other days', async () => {
    await openCheckpoint(folder, plan);
    await expect(openCheckpoint(folder, { ...plan, days: 3 })).rejects.toThrow('--table T --days 14');
  });
});
