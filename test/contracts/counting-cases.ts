/** What counting must do on every state: the same counts for any order and repetition of deliveries as first cut, and for any forgery. */
import * as fc from 'fast-check';
import { createHasher } from '../../adapters/hasher';
import { valueOf } from '../../core/baseline/log-histogram';
import { countBatches } from '../../core/count-batches';
import type { LogBatch } from '../../core/log/batch';
import { COUNTER, readCells } from '../../core/state/counters';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import { createSubjectBudget } from '../../core/subject-budget';
import { delivery, failedLogin, goodLogin, report, requestId } from '../core/deliveries';
import { checkout, login } from '../core/minutes';
import type { FreshState, State } from './state-under-test';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const hasher = createHasher('pepper of the tests');

const worldOf = (state: State) => ({
  ...state,
  hasher,
  budget: createSubjectBudget(),
  now: () => T0 + 3 * MINUTE_MS,
});

async function totals({ buckets, recounts }: State) {
  const [from, to] = [minuteOf(T0), minuteOf(T0) + 3];
  const read = await Promise.all([checkout, login].map((series) => buckets.read(series, from, to)));
  return {
    buckets: read.flat().map(({ minute, counters, sketches }) => ({
      minute,
      counters: [...counters].toSorted(),
      sketches: [...sketches].map(([name, pairs]) => [name, [...pairs].toSorted((one, other) => one - other)]),
    })),
    suspected: await recounts.list(9),
  };
}

export function describeLaw(fresh: FreshState): void {
  it('gives the same buckets for any order and repetition of deliveries as first cut, and suspects none', async () => {
    const line = fc.tuple(fc.nat(3 * MINUTE_MS), fc.nat(40)).map(([at, n]) => ({ at, n }));
    const deliveries = fc
      .array(fc.tuple(fc.boolean(), fc.array(line, { minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 5 })
      .map((all) => all.map(([isLogin, lines]) => deliveryOf(isLogin, lines)));
    await fc.assert(
      fc.asyncProperty(deliveries, fc.infiniteStream(fc.nat()), async (batches, choices) => {
        const draw = (): number => choices.next().value ?? 0;
        const once = await fresh();
        for (const batch of batches) await countBatches([batch], worldOf(once));
        const often = await fresh();
        const repeated = [...batches, ...batches.filter(() => draw() % 2 === 0)];
        const shuffled = repeated.map((batch) => [draw(), batch] as const).toSorted(([one], [other]) => one - other);
        for (const [luck, batch] of shuffled) {
          const together = luck % 3 === 0 ? [batch, ...batches.slice(luck % batches.length)] : [batch];
          await countBatches(together, worldOf(often));
        }
        expect(await totals(often)).toEqual(await totals(once));
        expect((await totals(often)).suspected).toEqual([]);
      }),
      { seed: 20261122, numRuns: 12 },
    );
  });
}

function deliveryOf(isLogin: boolean, lines: readonly { readonly at: number; readonly n: number }[]): LogBatch {
  const made = lines.map(({ at, n }) => {
    if (!isLogin) return [T0 + at, report(n, 1 + n * n)] as const;
    return [T0 + at, n % 3 === 0 ? goodLogin(`p${n}`, '192.0.2.1') : failedLogin(`p${n}`, `192.0.2.${n}`)] as const;
  });
  return delivery(isLogin ? login.name : '/aws/lambda/checkout', made);
}

const CELLS = 255;

export function describeForgedCells(fresh: FreshState): void {
  it('counts every call of a delivery that fills all cells of all three histograms', async () => {
    const lines = Array.from({ length: CELLS }, (_, cell) => {
      const value = valueOf(cell + 1);
      const head = `REPORT RequestId: ${requestId(cell)}\tDuration: ${value.toFixed(2)} ms\t`;
      const usual = `${head}Billed Duration: ${Math.ceil(value)} ms\tMemory Size: 10240 MB\tMax Memory Used: ${cell} MB\t\n`;
      const late = report(CELLS + cell, value, 'Status: timeout');
      return [usual, late].map((line) => [T0, line] as const);
    }).flat();
    const state = await fresh();
    const { tally } = await countBatches([delivery('/aws/lambda/checkout', lines)], worldOf(state));
    expect(tally).toMatchObject({ counted: 1, repeated: 0 });
    const [bucket] = await state.buckets.read(checkout, minuteOf(T0), minuteOf(T0));
    const calls = bucket!.counters.get(COUNTER.calls)!;
    expect(calls).toBeGreaterThan(150);
    const sum = (kind: 'd' | 't') => readCells(bucket!.counters, kind).reduce((all, [, count]) => all + count, 0);
    expect(sum('d') + sum('t')).toBe(calls);
  });

  it('takes deliveries together whose counters are too many for one write', async () => {
    const { buckets } = await fresh();
    const parts = ['d', 'm', 't'].map((kind, nth) => ({
      guard: `${nth + 1}`.repeat(16),
      counters: new Map(Array.from({ length: CELLS }, (_, cell) => [`${kind}${cell}`, 1] as const)),
      sketches: new Map(),
    }));
    const write = { series: checkout, minute: minuteOf(T0), shard: 0, parts };
    expect(await buckets.add(write)).toMatchObject({ applied: 3, created: true, guards: 3 });
    expect(await buckets.add(write)).toMatchObject({ applied: 0, created: false, guards: 3 });
    const [bucket] = await buckets.read(checkout, write.minute, write.minute);
    expect(bucket?.counters.size).toBe(3 * CELLS);
    expect(new Set(bucket?.counters.values())).toEqual(new Set([1]));
  });
}
