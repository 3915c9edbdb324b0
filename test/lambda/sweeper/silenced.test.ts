/** What a silence does to alerts, as the sweeper judges them: kept from people, never lost, told where the trouble outlasts it. */
import { createMemory } from '../../../adapters/memory';
import { createMemorySilences } from '../../../adapters/memory/silences';
import type { Alert } from '../../../core/alert/alert';
import { createSilences } from '../../../core/alert/silences';
import { defaultRules } from '../../../core/detect/rules';
import { COUNTER } from '../../../core/state/counters';
import { dueMinute, MINUTE_MS, slotOf } from '../../../core/state/minute';
import { createSweeper } from '../../../lambda/sweeper/sweeper';
import { calls, checkout } from '../../core/minutes';

const START = 29_000_000;
const KEY = { kind: 'timeouts', subject: checkout } as const;

/** Time-outs in minutes 10 to `until`, with a silence; what people are told, by minute. */
async function play(
  until: number,
  silence?: { readonly from: number; readonly to: number },
  sooner = new Map([[10, 4]]),
) {
  const memory = createMemory();
  const store = createMemorySilences();
  let nowMs = START * MINUTE_MS;
  const now = () => nowMs;
  if (silence !== undefined) {
    const [fromMs, untilMs] = [(START + silence.from) * MINUTE_MS, (START + silence.to) * MINUTE_MS];
    await store.put({ id: 's1', function: checkout.name, author: 'Ada', reason: 'deploy', fromMs, untilMs });
  }
  let reads = 0;
  const list = async () => {
    reads += 1;
    return store.list();
  };
  const sweep = createSweeper({ ...memory, rules: defaultRules, silences: createSilences({ list }, [], now), now });
  const told: [number, Alert['change'], Alert['severity']][] = [];
  let timeouts = 0;
  for (let offset = 0; offset < until + 60; offset += 1) {
    nowMs = (START + offset) * MINUTE_MS;
    timeouts = offset > until ? 0 : (sooner.get(offset) ?? timeouts);
    if (timeouts > 0) {
      const bucket = calls(
        START + offset,
        Array.from({ length: timeouts + 4 }, () => 3000),
        { [COUNTER.timeouts]: timeouts },
      );
      const parts = [
        { guard: offset.toString(16).padStart(16, '0'), counters: bucket.counters, sketches: bucket.sketches },
      ];
      await memory.dirty.add(checkout, slotOf(START + offset), dueMinute(START + offset, nowMs));
      await memory.buckets.add({ series: checkout, minute: START + offset, shard: 0, parts });
    }
    const { changes } = await sweep();
    told.push(
      ...changes.map(
        ({ change, severity }) => [offset, change, severity] as [number, Alert['change'], Alert['severity']],
      ),
    );
  }
  const journal = await memory.alerts.listEpisodes(0, nowMs + 1);
  return {
    told: told.map(([at, change]) => [at, change] as const),
    alert: await memory.alerts.read(KEY),
    journal,
    reads,
  };
}

it('costs no read while nothing is found', async () => {
  expect((await play(5)).reads).toBe(0);
});

it('keeps an alert from people, and notes it as silenced', async () => {
  const { told, alert, journal } = await play(20, { from: 0, to: 100 });
  expect(told).toEqual([]);
  expect(alert).toMatchObject({ state: 'resolved', seq: 0, hush: { why: 'silenced', by: 's1', author: 'Ada' } });
  expect(journal).toEqual([expect.objectContaining({ kind: 'timeouts', episode: 1, hush: 'silenced' })]);
});

it('tells of what is still open at its end, and then of its end', async () => {
  const { told, alert } = await play(40, { from: 0, to: 30 });
  expect(told.map(([, change]) => change)).toEqual(['open', 'resolve']);
  expect(told[0]![0]).toBe(30);
  expect(alert?.hush).toBeUndefined();
});

it('tells the end of what was told before it began', async () => {
  const { told } = await play(20, { from: 12, to: 100 });
  expect(told.map(([, change]) => change)).toEqual(['open', 'resolve']);
});

it('tells at its end what grew meanwhile, once; and nothing where nothing did', async () => {
  const grown = await play(
    60,
    { from: 15, to: 40 },
    new Map([
      [10, 4],
      [20, 60],
    ]),
  );
  expect(grown.told.map(([at, change]) => (at === 40 ? `${change} at its end` : change))).toEqual([
    'open',
    'update at its end',
    'resolve',
  ]);
  const even = await play(60, { from: 30, to: 50 });
  expect(even.told.filter(([at]) => at >= 30 && at < 60)).toEqual([]);
});
