import * as fc from 'fast-check';
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { orderRows } from '../../../cli/replay/order-rows';
import type { LogRow } from '../../../cli/replay/read-file';
import { replay } from '../../../cli/replay/replay';
import type { FileTally } from '../../../cli/replay/tally';
import { tellAlerts } from '../../../cli/replay/tell-alerts';
import { defaultRules } from '../../../core/detect/rules';
import { captureTerminal } from '../capture-terminal';
import { smallDay } from '../small-day';

const NO_FILES: FileTally = { unreadable: 0, control: 0 };
jest.setTimeout(30_000);
const HOUR_MS = 3_600_000;

async function jsonOf(rows: readonly LogRow[], pieceSize = 500): Promise<string[]> {
  const reads = (async function* () {
    for (let at = 0; at < rows.length; at += pieceSize) yield rows.slice(at, at + pieceSize);
  })();
  const terminal = captureTerminal();
  const ordered = orderRows([{ file: 'f', reads }], { unreadable: () => {}, control: () => {} });
  const world = { memory: createMemory(), hasher: createHasher('test'), rules: defaultRules };
  await tellAlerts(replay(ordered, world), { terminal, json: true, files: NO_FILES, nowMs: () => 0 });
  return terminal.outs;
}

const tallyOf = (lines: readonly string[]) => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
const changesOf = (lines: readonly string[]) =>
  lines.slice(0, -1).map((line) => {
    const { kind, change } = JSON.parse(line) as { kind: string; change: string };
    return `${kind} ${change}`;
  });

const report = (atMs: number, requestId: string, end = ''): LogRow => ({
  kind: 'row',
  logGroup: '/aws/lambda/a',
  logStream: 's',
  timestampMs: atMs,
  message: `REPORT RequestId: ${requestId}\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\t${end}\n`,
});
const uuid = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;
const timeOut = (atMs: number, n: number) => report(atMs, uuid(n), 'Status: timeout');
const START = Date.parse('2026-11-19T10:00:30Z');

it('says the same of the same rows however they come within 15 minutes, and however they are cut', async () => {
  const rows = smallDay();
  const straight = await jsonOf(rows);
  expect(changesOf(straight)).toEqual(
    expect.arrayContaining(['timeouts open', 'timeouts resolve', 'login-attack open', 'login-attack resolve']),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 5000 }), async (salt, size) => {
      const arrival = new Map(rows.map((row, at) => [row, row.timestampMs + ((at * salt) % 840_000)]));
      const shuffled = rows.toSorted((one, other) => (arrival.get(one) ?? 0) - (arrival.get(other) ?? 0));
      expect(await jsonOf(shuffled, size)).toEqual(straight);
    }),
    { seed: 3, numRuns: 4 },
  );
});

it('opens an alert at once and resolves it when the log has been quiet, also over a gap in the log', async () => {
  const lines = await jsonOf([timeOut(START, 1), report(START + 5 * HOUR_MS, uuid(2))]);
  expect(changesOf(lines)).toEqual(['timeouts open', 'timeouts resolve']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ subject: 'a', at: '2026-11-19T10:00:00.000Z' });
});

it('leaves an alert open where the log ends', async () => {
  const lines = await jsonOf([report(START, uuid(1)), timeOut(START + 60_000, 2)]);
  expect(changesOf(lines)).toEqual(['timeouts open']);
  expect(tallyOf(lines)).toMatchObject({ rows: 2, stillOpen: [{ kind: 'timeouts', subject: 'a' }] });
});

it('jumps over years in which nothing happens', async () => {
  const lines = await jsonOf([timeOut(Date.parse('1999-01-01T00:00:00Z'), 1), timeOut(START, 2)]);
  expect(changesOf(lines)).toEqual(['timeouts open', 'timeouts resolve', 'timeouts open']);
});

it('counts late rows in their own minute, each once', async () => {
  const rows = [report(START, uuid(1)), ...[20, 40, 41].map((minute) => report(START + minute * 60_000, uuid(minute)))];
  const lines = await jsonOf([...rows, report(START, uuid(2)), report(START, uuid(3))], 1);
  expect(tallyOf(lines)).toMatchObject({ rows: 6, late: 2, kinds: { report: 6 }, outOfTime: 0 });
});

it('has a tally for no rows at all', async () => {
  const lines = await jsonOf([]);
  expect(lines).toHaveLength(1);
  expect(tallyOf(lines)).toMatchObject({ type: 'tally', rows: 0, functions: [], stillOpen: [] });
});

it('says of which series it knows too little', async () => {
  const lines = await jsonOf(Array.from({ length: 20 }, (_, at) => report(START + at * 60_000, uuid(at))));
  expect(tallyOf(lines)).toMatchObject({
    functions: ['a'],
    littleKnown: [{ subject: 'a', learning: 'learning 0 of 7 days' }],
  });
});
