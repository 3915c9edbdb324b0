/**
 * Keeps what was counted of each log group in a folder, so that a second run goes on where the first was stopped. Holds
 * counts by minute, never a log line, an account or an address.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseSeriesKey, seriesKey } from '../../core/state/series';
import { WrongUse } from '../wrong-use';
import type { Addition } from './count-events';

/** What a checkpoint is of; another's is not continued. */
export interface Plan {
  readonly table: string;
  readonly days: number;
  readonly fromMs: number;
}

export interface Checkpoint {
  readonly plan: Plan;
  /** Up to where the log group was read; undefined where it was not begun. What a stopped run left half-written goes. */
  readTo(logGroup: string): Promise<number | undefined>;
  append(logGroup: string, additions: readonly Addition[], toMs: number): Promise<void>;
  /** What was appended since the last call for this log group, by time. */
  takeNew(logGroup: string): AsyncGenerator<Addition>;
  remove(): Promise<void>;
}

const PLAN = 'plan.json';

/** Takes up the checkpoint in the folder, or begins one. */
export async function openCheckpoint(folder: string, wanted: Plan): Promise<Checkpoint> {
  const plan = (await readPlan(folder)) ?? wanted;
  if (plan.table !== wanted.table || plan.days !== wanted.days) {
    throw new WrongUse(
      `${folder} holds a run with --table ${plan.table} --days ${plan.days}; give the same to go on, or --fresh to begin anew`,
    );
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, PLAN), JSON.stringify(plan));
  const taken = new Map<string, number>();
  const fileOf = (logGroup: string): string =>
    join(folder, `${createHash('sha256').update(logGroup).digest('hex').slice(0, 16)}.ndjson`);
  return {
    plan,
    readTo: (logGroup) => mend(fileOf(logGroup)),
    async append(logGroup, additions, toMs) {
      const lines = [...additions.map(lineOf), JSON.stringify({ toMs })];
      await appendFile(fileOf(logGroup), `${lines.join('\n')}\n`);
    },
    async *takeNew(logGroup) {
      const file = fileOf(logGroup);
      const size = await sizeOf(file);
      const start = taken.get(logGroup) ?? 0;
      taken.set(logGroup, size);
      if (size <= start) return;
      for await (const line of createInterface({ input: createReadStream(file, { start, end: size - 1 }) })) {
        const read: Line = JSON.parse(line);
        if ('series' in read) yield additionOf(read);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export const discard = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

async function readPlan(folder: string): Promise<Plan | undefined> {
  const text = await readFile(join(folder, PLAN), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const plan: Plan = JSON.parse(text);
    return plan;
  } catch {
    throw new WrongUse(`${folder}/${PLAN} is damaged; give --fresh to begin anew`);
  }
}

/** Cuts off what follows the last whole span: a run may have been stopped while it wrote. */
async function mend(file: string): Promise<number | undefined> {
  const size = await sizeOf(file);
  if (size === 0) return undefined;
  const handle = await open(file);
  let tail = '';
  let from = size;
  try {
    for (let length = 4096; from > 0 && !END.test(tail); length *= 2) {
      from = Math.max(0, size - length);
      const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
      tail = buffer.toString('latin1'); // one character a byte, so that places are bytes
    }
  } finally {
    await handle.close();
  }
  const ends = [...tail.matchAll(ENDS)];
  const last = ends.at(-1);
  await truncate(file, last === undefined ? 0 : from + last.index + last[0].length);
  return last === undefined ? undefined : Number(last[1]);
}

const END = /^\{"toMs":\d+\}\n/m;
const ENDS = /^\{"toMs":(\d+)\}\n/gm;

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

type Line = { readonly toMs: number } | StoredAddition;

interface StoredAddition {
  readonly series: string;
  readonly minute: number;
  readonly parts: readonly {
    readonly guard: string;
    readonly counters: Readonly<Record<string, number>>;
    readonly sketches?: Readonly<Record<string, readonly number[]>>;
  }[];
}

const lineOf = ({ series, minute, parts }: Addition): string =>
  JSON.stringify({
    series: seriesKey(series),
    minute,
    parts: parts.map(({ guard, counters, sketches }) => ({
      guard,
      counters: Object.fromEntries(counters),
      ...(sketches.size > 0 && {
        sketches: Object.fromEntries([...sketches].map(([name, pairs]) => [name, [...pairs]])),
      }),
    })),
  } satisfies StoredAddition);

const additionOf = ({ series, minute, parts }: StoredAddition): Addition => ({
  series: parseSeriesKey(series),
  minute,
  parts: parts.map(({ guard, counters, sketches = {} }) => ({
    guard,
    counters: new Map(Object.entries(counters)),
    sketches: new Map(Object.entries(sketches).map(([name, pairs]) => [name, new Set(pairs)])),
  })),
});
