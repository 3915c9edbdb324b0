/**
 * `npm run bench`: what reading a delivery costs against the floor, in CPU time, rounds interleaved. Each mix is measured in a
 * process of its own, the floor and Vigil in the same one: V8 makes slower code of what has seen many kinds of lines, and a
 * container of Lambda's that reads one function's logs sees its kind.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createHasher } from '../adapters/hasher';
import { inflate } from '../adapters/inflate';
import { decodeEnvelope } from '../core/log/decode';
import { observe } from '../core/observe';
import { minuteOf } from '../core/state/minute';
import { runFloor } from './floor';
import { makeDelivery, makeDeliveryOfBytes, MIXES, NOW_MS, type Mix } from './mixes';
import { measureBundles } from './bundles';
import { median, paired, type Figure } from './paired';

/** Above this ratio a change has made reading dearer than it may be, whatever the machine. */
const GATE = 1.2;
const MEBIBYTE = 1024 * 1024;
const MIB = '1 MiB';

interface Row extends Figure {
  readonly mix: Mix;
  readonly size: string;
  readonly events: number;
}

const now = minuteOf(NOW_MS);
let kept = 0;

function read(data: string): void {
  const inflated = inflate(data);
  const decoded = inflated.kind === 'bytes' ? decodeEnvelope(inflated) : inflated;
  if (decoded.kind !== 'batch') throw new Error('the bench made a delivery that is none');
  kept += observe(decoded.batch, now - 60, now + 60).kinds.size;
}

function floor(data: string): void {
  kept += runFloor(data);
}

function measureReading(mix: Mix): Row[] {
  const rows = [1, 50, 1000].map((events): Row => {
    const deliveries = [1, 2, 3, 4].map((seed) => makeDelivery(mix, events, seed));
    return { mix, size: String(events), events, ...paired(floor, read, deliveries, events) };
  });
  const { data, events } = makeDeliveryOfBytes(mix, MEBIBYTE);
  return [...rows, { mix, size: MIB, events, ...paired(floor, read, [data], events) }];
}

const ratioOf = (mix: Mix): number => {
  const deliveries = [1, 2, 3, 4].map((seed) => makeDelivery(mix, 1000, seed));
  return paired(floor, read, deliveries, 1000).ratio;
};

/** What a fresh process says that was asked for one figure. */
function ask(...args: readonly string[]): string {
  const { stdout, status } = spawnSync(process.execPath, ['--expose-gc', process.argv[1] ?? '', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`the bench's own process for ${args.join(' ')} ended with ${status}`);
  return stdout;
}

/** CPU ms of a delivery of 1 MiB, which is the most that CloudWatch sends. */
const batchMs = (rows: readonly Row[]): string =>
  rows
    .filter(({ size }) => size === MIB)
    .map(({ mix, us, events }) => `${mix} ${((us * events) / 1000).toFixed(1)} ms`)
    .join(', ');

/** What one letter that is not ASCII in every line adds. */
function measureAccents(): { readonly mix: Mix; readonly ratio: number }[] {
  return MIXES.map((mix) => {
    const plain = makeDelivery(mix, 1000, 1);
    const accented = makeDelivery(mix, 1000, 1, true);
    return {
      mix,
      ratio: paired(
        () => read(plain),
        () => read(accented),
        [''],
        1000,
      ).ratio,
    };
  });
}

function measureHashing(): number {
  const hasher = createHasher('a pepper for the bench');
  const values = Array.from({ length: 2000 }, (_, index) => `user${index}@example.com`);
  const rounds = Array.from({ length: 15 }, () => {
    const before = process.cpuUsage();
    for (const value of values) kept += hasher.subject('account', value).length;
    const { user, system } = process.cpuUsage(before);
    return (user + system) / values.length;
  });
  return median(rounds);
}

/** Megabytes of heap that a thousand deliveries leave behind; needs --expose-gc to be exact. */
function measureMemory(): number {
  const deliveries = MIXES.map((mix) => makeDelivery(mix, 1000, 9));
  for (let run = 0; run < 30; run += 1) read(deliveries[run % MIXES.length] ?? '');
  const before = heldBytes();
  for (let run = 0; run < 1000; run += 1) read(deliveries[run % MIXES.length] ?? '');
  return (heldBytes() - before) / MEBIBYTE;
}

function heldBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Resident memory at its highest, of a process of its own and without the SDK. */
function measurePeak(): { readonly peakMb: number; readonly emptyMb: number } {
  const input = MIXES.map((mix) => makeDeliveryOfBytes(mix, MEBIBYTE).data).join('\n');
  const peakOf = (args: readonly string[]): number => {
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', input });
    return Math.round(Number(stdout) / 1024);
  };
  const emptyMb = peakOf(['-p', 'process.resourceUsage().maxRSS']);
  return { peakMb: peakOf([process.argv[1] ?? '', '--read-large']), emptyMb };
}

/** The child of `measurePeak`, which is given the deliveries: making them takes more memory than reading them. */
function readLarge(): number {
  const deliveries = readFileSync(0, 'utf8').split('\n');
  for (let run = 0; run < 1000; run += 1) read(deliveries[run % MIXES.length] ?? '');
  say(String(process.resourceUsage().maxRSS));
  return 0;
}

const table = (rows: readonly Row[]): string =>
  [
    'mix    size     CPU µs/event       ±   events/s   × floor       ±',
    ...rows.map(({ mix, size, us, usSpread, ratio, ratioSpread }) =>
      [
        mix.padEnd(6),
        size.padEnd(7),
        us.toFixed(2).padStart(13),
        usSpread.toFixed(2).padStart(7),
        Math.round(1e6 / us)
          .toLocaleString('en')
          .padStart(10),
        ratio.toFixed(2).padStart(9),
        ratioSpread.toFixed(2).padStart(7),
      ].join(' '),
    ),
  ].join('\n');

/** The best of three processes, for another program's noise only ever makes it slower. */
function gate(): number {
  const failed = MIXES.filter((mix) => {
    const ratios: number[] = [];
    while (ratios.length < 3 && !(Math.min(...ratios) <= GATE)) ratios.push(Number(ask('--ratio-of', mix)));
    say(`${mix}: ${Math.min(...ratios).toFixed(2)} × floor (limit ${GATE})`);
    return !(Math.min(...ratios) <= GATE);
  });
  for (const mix of failed) say(`FAILED bench: reading the ${mix} mix costs more than ${GATE} × the floor`);
  return failed.length > 0 ? 1 : 0;
}

function readRows(json: string): Row[] {
  const rows: Row[] = JSON.parse(json);
  return rows;
}

const USAGE = `npm run bench -- [--gate] [--json]
  --gate   reading alone, and 1 as the exit code where it costs more than ${GATE} × the floor
  --json   the figures as one JSON object`;

async function main({ gate: isGate, json, ...part }: Options): Promise<number> {
  const mix = MIXES.find((each) => each === (part['rows-of'] ?? part['ratio-of']));
  if (part['rows-of'] !== undefined && mix !== undefined) say(JSON.stringify(measureReading(mix)));
  else if (part['ratio-of'] !== undefined && mix !== undefined) say(String(ratioOf(mix)));
  else if (part['read-large'] === true) return readLarge();
  else return isGate === true ? gate() : report(json === true);
  return 0;
}

type Options = Exclude<ReturnType<typeof readOptions>, string>;

/** With those that the bench gives to processes of its own; what is wrong, in words, where they cannot be read. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        gate: { type: 'boolean' },
        json: { type: 'boolean' },
        'rows-of': { type: 'string' },
        'ratio-of': { type: 'string' },
        'read-large': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function report(isJson: boolean): Promise<number> {
  const rows = MIXES.flatMap((mix) => readRows(ask('--rows-of', mix)));
  const accents = measureAccents();
  const hashUs = measureHashing();
  const heldMb = measureMemory();
  const { peakMb, emptyMb } = measurePeak();
  const bundles = await measureBundles();
  if (isJson) {
    say(JSON.stringify({ rows, accents, hashUs, heldMb, peakMb, emptyMb, bundles }));
    return 0;
  }
  say(table(rows));
  say(`1 MiB batch: ${batchMs(rows)}`);
  say(`not ASCII: ${accents.map(({ mix, ratio }) => `${mix} ${ratio.toFixed(2)}`).join(', ')} × the same in ASCII`);
  say(`hashing: ${hashUs.toFixed(2)} µs a distinct value`);
  say(`memory: ${heldMb.toFixed(1)} MB more after 1,000 deliveries`);
  say(`peak of a process that reads 1,000 batches of 1 MiB: ${peakMb} MB (an empty one ${emptyMb})`);
  for (const { name, startKb, allKb, importMs, emptyMs, leastMs, leastEmptyMs } of bundles)
    say(
      `${name.padEnd(11)} ${startKb} KB at start of ${allKb}, imported in ${importMs.toFixed(0)} ms of CPU time (an empty handler in ${emptyMs.toFixed(0)}; at best ${leastMs.toFixed(0)} and ${leastEmptyMs.toFixed(0)})`,
    );
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(): Promise<void> {
  const options = readOptions();
  if (typeof options === 'string') {
    process.stderr.write(`bench: ${options}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const code = await main(options);
  process.exitCode = kept < 0 ? 1 : code; // reads what was counted, so that nothing is optimised away
}

void run();
