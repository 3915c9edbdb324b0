/** Takes what CloudWatch Logs delivered: inflates, decodes, counts once, and judges at once what cannot wait for the sweep. */
import { countBatches, type CountTally, type CountWorld, type Touched } from '../../core/count-batches';
import { concurrently } from '../../core/concurrently';
import { longestWindow } from '../../core/detect/judge';
import { isUrgent } from '../../core/detect/urgent';
import { judgeSeries, type JudgeWorld } from '../../core/judge-series';
import type { LogBatch } from '../../core/log/batch';
import { decodeEnvelope } from '../../core/log/decode';
import { readPayloads, type Payload } from '../../core/log/payload';
import type { Inflate, QuarantineStore } from '../../core/ports';
import { minuteOf } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import { createSubjectBudget } from '../../core/subject-budget';
import { createSlowLimits, type SlowLimits } from './slow-limits';

export interface AnalyzerWorld extends Omit<CountWorld, 'budget'>, JudgeWorld {
  readonly inflate: Inflate;
  readonly quarantine: QuarantineStore;
  /** Log groups of Vigil's own functions: dropped unread, or it would listen to itself for ever. */
  readonly ownLogGroups: ReadonlySet<string>;
  /** The account whose logs are taken; batches of any other are refused. */
  readonly account: string | undefined;
}

export interface AnalyzerTally extends Omit<CountTally, 'kinds'> {
  readonly batches: number;
  readonly control: number;
  readonly own: number;
  readonly unreadable: number;
  /** Events without a time or a message inside deliveries that are otherwise good. */
  readonly unreadableEvents: number;
  /** Alerts of which people are to be told. */
  readonly changes: number;
}

/** A series is judged here at most this often; the sweep judges it each minute anyway. */
const JUDGE_PAUSE_MS = 10_000;
const AT_ONCE = 8;

export const createAnalyzer = (world: AnalyzerWorld) => {
  const judgedAtMs = new Map<string, number>();
  const slowLimits = createSlowLimits(world);
  const budget = createSubjectBudget();
  return async (event: unknown): Promise<AnalyzerTally> => {
    const { batches, ...read } = await readBatches(readPayloads(event), world);
    const { tally, touched } = await countBatches(batches, { ...world, budget });
    const urgent = await dueForJudging(touched, judgedAtMs, slowLimits, world);
    const changes = await concurrently(urgent, AT_ONCE, (series) => judgeSeries(series, new Set(), world));
    const { kinds: _, ...counted } = tally;
    const unreadableEvents = batches.reduce((sum, batch) => sum + (batch.unreadableEvents ?? 0), 0);
    return { ...counted, ...read, unreadableEvents, batches: batches.length, changes: changes.flat().length };
  };
};

async function readBatches(payloads: readonly Payload[], world: AnalyzerWorld) {
  const batches: LogBatch[] = [];
  let control = 0;
  let own = 0;
  let unreadable = 0;
  for (const payload of payloads) {
    const read = readPayload(payload, world);
    if (read.kind === 'control') control += 1;
    else if (read.kind === 'unreadable') {
      unreadable += 1;
      await quarantine(payload, read.why, world);
    } else if (world.ownLogGroups.has(read.batch.logGroup)) own += 1;
    else batches.push(read.batch);
  }
  return { batches, control, own, unreadable };
}

function readPayload(payload: Payload, { inflate, account }: AnalyzerWorld) {
  if (payload.kind === 'unreadable') return payload;
  const inflated = inflate(payload.data);
  if (inflated.kind === 'unreadable') return inflated;
  const decoded = decodeEnvelope(inflated);
  if (decoded.kind === 'batch' && account !== undefined && decoded.batch.owner !== account) {
    return { kind: 'unreadable', why: 'logs of another account' } as const;
  }
  return decoded;
}

async function quarantine(payload: Payload, why: string, world: AnalyzerWorld): Promise<void> {
  const data = payload.kind === 'data' ? payload.data : '';
  await world.quarantine.put({ why, atMs: world.now(), sizeBytes: data.length, hash: world.hasher.guard(data) });
}

/** Series whose minute passes a cheap floor, each once, those judged a moment ago left out. */
async function dueForJudging(
  touched: readonly Touched[],
  judgedAtMs: Map<string, number>,
  slowLimits: SlowLimits,
  { now, rules }: AnalyzerWorld,
): Promise<Series[]> {
  const oldest = minuteOf(now()) - longestWindow(rules);
  const due = new Map<string, Series>();
  for (const { series, minute, after } of touched) {
    const key = seriesKey(series);
    const isRested = now() - (judgedAtMs.get(key) ?? -Infinity) >= JUDGE_PAUSE_MS;
    if (minute <= oldest || !isRested) continue;
    if (isUrgent(after.counters, await slowLimits(series))) due.set(key, series);
  }
  for (const key of due.keys()) judgedAtMs.set(key, now());
  return [...due.values()];
}
