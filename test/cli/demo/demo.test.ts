import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { makeDays, type DemoOptions } from '../../../cli/demo/make-days';
import { replay } from '../../../cli/replay/replay';
import { vigil } from '../../../cli/vigil';
import type { Alert } from '../../../core/alert/alert';
import { defaultRules } from '../../../core/detect/rules';
import { nameOf } from '../../../core/state/series';
import { captureTerminal } from '../capture-terminal';

const folder = mkdtempSync(join(tmpdir(), 'vigil-demo-'));
afterAll(() => rmSync(folder, { recursive: true }));
jest.setTimeout(60_000); // three days of logs: about three seconds on a quiet machine

async function run(...args: string[]) {
  const terminal = captureTerminal();
  const code = await vigil(args, terminal);
  return { code, outs: terminal.outs };
}

const PLANTED = ['login-spike login', 'out-of-memory thumbnails', 'slow-calls checkout', 'timeouts invoice'];
const out = join(folder, 'out');
const shop = join(folder, 'shop.ndjson');
let planted: readonly string[] = [];

it('opens each of the four planted troubles once and nothing else, and writes what people would be sent', async () => {
  const { code, outs } = await run('demo', '--json', '--out', out, '--fail-on', 'warning', '--save', shop);
  const alerts = outs.slice(0, -1).map((line) => JSON.parse(line) as Record<string, string>);
  const opened = alerts.filter(({ change }) => change === 'open').map(({ kind, subject }) => `${kind} ${subject}`);
  expect(opened.toSorted()).toEqual(PLANTED);
  expect(alerts.every(({ at = '' }) => at >= '2026-11-19')).toBe(true);
  expect(code).toBe(1);
  const files = readdirSync(out);
  expect(files).toHaveLength(alerts.length * 2);
  const mail = files.find((name) => /^\d\d-login-spike-open\.email\.txt$/.test(name)) ?? '';
  expect(readFileSync(join(out, mail), 'utf8')).toMatch(/^Subject: \[Vigil warning\] .*login/);
  planted = outs;
});

it('finds the same, byte for byte, in the log that it saved', async () => {
  expect((await run('replay', '--json', shop)).outs).toEqual(planted);
});

it('finds nothing with --honest, and leaves no message of an earlier run', async () => {
  const { code, outs } = await run('demo', '--honest', '--json', '--out', out, '--fail-on', 'info');
  expect(outs.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(['tally']);
  expect(code).toBe(0);
  expect(readdirSync(out)).toEqual([]);
});

/** The last day of another shop, with half a day to learn from. */
async function openedIn(options: DemoOptions): Promise<string[]> {
  const rows = makeDays(options).filter(({ timestampMs }) => timestampMs >= Date.parse('2026-11-18T12:00:00Z'));
  const ordered = (async function* () {
    yield { rows, late: 0, repeated: 0 };
  })();
  const opened: Alert[] = [];
  const world = { memory: createMemory(), hasher: createHasher('test'), rules: defaultRules };
  for await (const alert of replay(ordered, world)) if (alert.change === 'open') opened.push(alert);
  return opened.map(({ kind, subject }) => `${kind} ${nameOf(subject)}`).toSorted();
}

it.each([2, 3])('does so in another shop (seed %i)', async (seed) => {
  expect(await openedIn({ seed, honest: false })).toEqual(PLANTED);
  expect(await openedIn({ seed, honest: true })).toEqual([]);
});

it('makes the same shop of the same seed, and another of another', () => {
  expect(makeDays({ seed: 1, honest: false })).toEqual(makeDays({ seed: 1, honest: false }));
  expect(makeDays({ seed: 2, honest: true })[0]).not.toEqual(makeDays({ seed: 1, honest: true })[0]);
});
