/** `npm run bench:replay`: makes a day of a million rows and replays it: within 60 s and 400 MB, or exit 1. */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CALLS = 333_334;
const FUNCTIONS = 20;
const START_MS = Date.UTC(2026, 10, 19);
const EVERY_MS = 250;
const MOST_SECONDS = 60;
const MOST_MB = 400;

const ROOT = join(__dirname, '..');

/** Three rows a call: START, END and REPORT, a quarter of a second apart from the next call's. */
async function writeRows(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let call = 0; call < CALLS; call += 1) {
    const id = `${call.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const durationMs = 150 + ((call * 7919) % 100);
    const where = {
      logGroup: `/aws/lambda/function-${call % FUNCTIONS}`,
      logStream: `2026/11/19/[$LATEST]${(call % 60).toString(16).padStart(32, '0')}`,
      timestamp: START_MS + call * EVERY_MS,
    };
    const messages = [
      `START RequestId: ${id} Version: $LATEST\n`,
      `END RequestId: ${id}\n`,
      `REPORT RequestId: ${id}\tDuration: ${durationMs}.00 ms\tBilled Duration: ${durationMs} ms\tMemory Size: 512 MB\tMax Memory Used: 99 MB\t\n`,
    ];
    const rows = messages.map((message) => `${JSON.stringify({ ...where, message })}\n`).join('');
    if (!file.write(rows)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

async function run(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
  try {
    const rows = join(folder, 'rows.ndjson');
    await writeRows(rows);
    const started = process.hrtime.bigint();
    const args = [
      '--import',
      join(ROOT, 'bench/peak-memory.mjs'),
      join(ROOT, 'dist/vigil.mjs'),
      'replay',
      rows,
      '--json',
    ];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const peakMb = Number(/peak (\d+) KB/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
    const read = Number(/"rows":(\d+)/.exec(stdout)?.[1] ?? 0);
    process.stdout.write(`${read} rows in ${seconds.toFixed(1)} s, ${peakMb.toFixed(0)} MB at the most\n`);
    const holds = status === 0 && read === 3 * CALLS && seconds <= MOST_SECONDS && peakMb <= MOST_MB;
    return holds ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void run().then((exitCode) => (process.exitCode = exitCode));
