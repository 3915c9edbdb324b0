import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { makeDays, type DemoOptions } from '../../../cli/demo/make-days';
import { saveForm } from '../../../cli/demo/save-forms';
import { writeDays } from '../../../cli/demo/write-days';
import type { LogRow } from '../../../cli/replay/read-file';
import { replay } from '../../../cli/replay/replay';
import { REPLAY_PEPPER } from '../../../cli/replay/replay-files';
import type { Form } from '../../../cli/replay/sniff';
import { tellAlerts } from '../../../cli/replay/tell-alerts';
import { vigil } from '../../../cli/vigil';
import type { Alert } from '../../../core/alert/alert';
import { defaultRules } from '../../../core/detect/rules';
import { nameOf } from '../../../core/state/series';
import { captureTerminal } from '../capture-terminal';
import { smallDay } from '../small-day';

const folder = mkdtempSync(join(tmpdir(), 'vigil-demo-'));
afterAll(() => rmSync(folder, { recursive: true }));
jest.setTimeout(300_000); // three days of logs: about ten seconds on a quiet machine, many times that on a busy one

async function run(...args: string[]) {
  const terminal = captureTerminal();
  const code = await vigil(args, terminal);
  return { code, outs: terminal.outs, errs: terminal.errs.join('\n') };
}

const PLANTED = ['login-attack login', 'out-of-memory thumbnails', 'slow-calls checkout', 'timeouts invoice'];
const out = join(folder, 'out');
const quietOut = join(folder, 'quiet-out');
const shop = join(folder, 'shop.ndjson');
let troubled: Ran;
let honest: Ran;

interface Ran {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Runs the command line as it is built: three days take half as long as within jest, and two runs go side by side. */
function runBuilt(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(folder, 'vigil.mjs'), ...args], (_, stdout) =>
      resolve({ code: child.exitCode ?? -1, lines: stdout.trimEnd().split('\n') }),
    );
  });
}

beforeAll(async () => {
  const js = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [join(__dirname, '../../../bin/vigil.ts')],
    outfile: join(folder, 'vigil.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js },
  });
  mkdirSync(quietOut);
  for (const name of [
    '01-timeouts-open.email.txt',
    '01-timeouts-open.slack.json',
    '01-timeouts-open.html',
    'notes.txt',
  ]) {
    writeFileSync(join(quietOut, name), '');
  }
  [troubled, honest] = await Promise.all([
    runBuilt('demo', '--json', '--out', out, '--fail-on', 'warning', '--save', shop),
    runBuilt('demo', '--honest', '--out', quietOut, '--fail-on', 'info'),
  ]);
});

it('opens each of the four planted troubles once and nothing else, and writes what people would be sent', () => {
  const { code, lines } = troubled;
  const alerts = lines.slice(0, -1).map((line) => JSON.parse(line) as Record<string, string>);
  const opened = alerts.filter(({ change }) => change === 'open').map(({ kind, subject }) => `${kind} ${subject}`);
  expect(opened.toSorted()).toEqual(PLANTED);
  expect(alerts.every(({ at = '' }) => at >= '2026-11-19')).toBe(true);
  expect(code).toBe(1);
  const files = readdirSync(out);
  expect(files).toHaveLength(alerts.length * 3);
  const page = readFileSync(join(out, files.find((name) => name.endsWith('.html')) ?? ''), 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).not.toMatch(/<script|src=/);
  const mail = files.find((name) => /^\d\d-login-attack-open\.email\.txt$/.test(name)) ?? '';
  expect(readFileSync(join(out, mail), 'utf8')).toMatch(/^Subject: \[Vigil warning\] .*login/);
});

it('finds nothing with --honest, and takes the messages of an earlier run away', () => {
  const { code, lines } = honest;
  expect(lines).toContain('Nothing found.');
  expect(lines.at(-1)).toBe(`The messages of an earlier demo were taken out of ${quietOut}/`);
  expect(code).toBe(0);
  expect(readdirSync(quietOut)).toEqual(['notes.txt']);
});

it('makes the same shop of the same seed, as it saved it', () => {
  const again = saveForm('ndjson', makeDays({ seed: 1, honest: false }))[0]?.text ?? '';
  expect(again.length).toBeGreaterThan(1_000_000);
  expect(again === readFileSync(shop, 'utf8')).toBe(true); // a difference of megabytes would help nobody
});

async function* inOrder(rows: readonly LogRow[]) {
  yield { rows, late: 0, repeated: 0 };
}

/** The last day of another shop, which it begins to learn from at midnight, and of its functions those in trouble. */
async function openedIn(options: DemoOptions): Promise<string[]> {
  const groups = PLANTED.map((each) => `/aws/lambda/${each.split(' ')[1]}`);
  const rows = makeDays(options).filter(
    ({ logGroup, timestampMs }) => groups.includes(logGroup) && timestampMs >= Date.parse('2026-11-19T00:00:00Z'),
  );
  const opened: Alert[] = [];
  const world = { memory: createMemory(), hasher: createHasher('test'), rules: defaultRules };
  for await (const alert of replay(inOrder(rows), world)) if (alert.change === 'open') opened.push(alert);
  return opened.map(({ kind, subject }) => `${kind} ${nameOf(subject)}`).toSorted();
}

it('finds the four in another shop', async () => {
  expect(await openedIn({ seed: 2, honest: false })).toEqual(PLANTED);
});

it('finds the same, byte for byte, in rows at hand and in the file they were saved to', async () => {
  const rows = smallDay();
  const path = join(folder, 'small.ndjson');
  await writeDays(path, 'ndjson', rows);
  const terminal = captureTerminal();
  const world = { memory: createMemory(), hasher: createHasher(REPLAY_PEPPER), rules: defaultRules };
  const files = { unreadable: 0, control: 0 };
  await tellAlerts(replay(inOrder(rows), world), { terminal, json: true, files, nowMs: () => 0 });
  expect(terminal.outs.length).toBeGreaterThanOrEqual(5);
  expect((await run('replay', '--json', path)).outs).toEqual(terminal.outs);
});

it.each<Form>(['ndjson', 'filter-log-events', 's3-export', 'payloads'])(
  'says how to replay what it saved as %s, shortly and so that it works',
  async (form) => {
    const path = join(folder, `saved-${form}`);
    if (form !== 'ndjson') mkdirSync(path);
    const said = await writeDays(path, form, smallDay());
    const [command = ''] = /(?<=npx vigil ).*/.exec(said) ?? [];
    expect(command.split(' ').length).toBeLessThan(10);
    expect(await run(...command.split(' '))).toMatchObject({ code: 0, errs: '' });
  },
);

const aFile = join(folder, 'a-file');
writeFileSync(aFile, '');

it.each<[string, string[], string]>([
  ['a file as the folder of messages', ['--out', aFile], `${aFile} is a file; give a folder`],
  ['a place below a file', ['--out', join(aFile, 'out')], 'lies below a file; give a folder'],
  [
    'a file as the folder to save to',
    ['--out', out, '--save', aFile, '--form', 'payloads'],
    `${aFile} is a file; give a folder`,
  ],
  ['a folder as the file to save to', ['--out', out, '--save', folder], `${folder} is a folder; give a file`],
  [
    'a file in a folder that is not there',
    ['--out', out, '--save', join(folder, 'no', 'shop')],
    'lies in a folder that is not there; give a file',
  ],
])('refuses %s before it does any work', async (_, args, errs) => {
  const found = await run('demo', ...args);
  expect(found).toMatchObject({ code: 2, outs: [] });
  expect(found.errs).toContain(errs);
});
