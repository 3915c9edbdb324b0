/** Turns made-up batches into what arrives at the function: singly and in polls, out of order, repeated, cut anew, damaged. */
import { gzipSync } from 'node:zlib';
import type { LogBatch } from '../../core/log/batch';
import { deliveryText } from '../../core/state/guard';
import { envelope } from '../core/deliveries';
import { countOne, type Chance, type Counts } from './chance';
import { START_MS, type MadeBatch, type MadeLoad } from './made-load';
import type { Expectation } from './checker';
import type { Task } from './invoker';

/** Shares of batches to which these things happen. */
const SHARE = { poll: 0.15, damaged: 0.01, repeated: 0.25, cutAnew: 0.03, killed: 0.01, starved: 0.003 };
const ARRIVE_WITHIN_MS = 8 * 60_000;
const OUT_OF_ORDER_MS = 3 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const POLL = 5;

export interface MadeTasks {
  readonly tasks: readonly Task[];
  readonly expected: Expectation;
  /** What is hashed of payloads that nobody can read, and of batches that are too old: each must be in quarantine. */
  readonly setAside: readonly string[];
}

export function makeTasks({ batches, late, early, tooOld }: MadeLoad, chance: Chance, met: Counts): MadeTasks {
  const tasks: Task[] = [];
  const quarantined = new Set(tooOld);
  const recuts = new Map<string, number>();
  const setAside: string[] = [];
  const count = (name: string, times = 1): void => {
    for (let time = 0; time < times; time += 1) countOne(met, name);
  };
  count('event 14 days late', late * 4);
  count('event 100 minutes ahead', early * 4);
  count('event older than the horizon', tooOld.size);

  const arrival = (index: number): number => {
    const jitter = (chance.share('jitter', index) - 0.5) * 2 * OUT_OF_ORDER_MS;
    return START_MS + (index / batches.length) * ARRIVE_WITHIN_MS + jitter;
  };
  let poll: string[] = [];
  for (const [index, { batch, events }] of batches.entries()) {
    let data = pack(batch);
    if (chance.share('damaged', index) < SHARE.damaged) {
      count('damaged payload');
      data = data.slice(0, data.length >> 1);
      setAside.push(data);
      for (const { id } of events) quarantined.add(id);
    } else if (tooOld.has(events[0]!.id)) setAside.push(deliveryText(batch));
    const name = `delivery ${index}`;
    if (chance.share('poll', index) < SHARE.poll) {
      poll.push(data);
      if (poll.length === POLL) {
        count('poll of several records');
        tasks.push({ name, event: kinesis(poll), arrivesMs: arrival(index) });
        poll = [];
      }
    } else {
      tasks.push({ name, event: { awslogs: { data } }, arrivesMs: arrival(index), ...fateOf(chance, index) });
    }
    repeat(index, name, data);
    if (!quarantined.has(events[0]!.id)) cutAnew(index, name, { batch, events });
  }
  if (poll.length > 0) tasks.push({ name: 'last poll', event: kinesis(poll), arrivesMs: START_MS });
  count('delivery out of order', outOfOrder(tasks));
  return { tasks, setAside, expected: { events: batches.flatMap(({ events }) => events), quarantined, recuts } };

  function repeat(index: number, name: string, data: string): void {
    const luck = chance.share('repeat', index);
    if (luck >= SHARE.repeated) return;
    const isLate = luck < SHARE.repeated / 10;
    count(isLate ? 'delivery repeated a day later' : 'delivery repeated');
    const arrivesMs = isLate ? arrival(index) + DAY_MS : arrival(-index);
    // Some come in the same poll twice, which no other delivery of it may notice.
    const twice = luck < SHARE.repeated / 5;
    tasks.push({ name: `${name} again`, event: twice ? kinesis([data, data]) : { awslogs: { data } }, arrivesMs });
  }

  function cutAnew(index: number, name: string, { batch, events }: MadeBatch): void {
    if (chance.share('cut', index) >= SHARE.cutAnew) return;
    count('delivery cut anew');
    const at = 1 + chance.whole(events.length - 1, 'cut at', index);
    for (const [half, part] of [batch.events.slice(0, at), batch.events.slice(at)].entries()) {
      const event = { awslogs: { data: pack({ ...batch, events: part }) } };
      tasks.push({ name: `${name} cut ${half}`, event, arrivesMs: arrival(-index) });
    }
    for (const { id } of events) recuts.set(id, (recuts.get(id) ?? 0) + 1);
  }
}

const pack = (batch: LogBatch): string => gzipSync(envelope(batch)).toString('base64');

const kinesis = (datas: readonly string[]) => ({
  Records: datas.map((data) => ({ eventSource: 'aws:kinesis', kinesis: { data } })),
});

function fateOf(chance: Chance, index: number): Pick<Task, 'fate'> {
  const luck = chance.share('fate', index);
  if (luck < SHARE.killed) return { fate: 'killed each time' };
  return luck < SHARE.killed + SHARE.starved ? { fate: 'starved' } : {};
}

/** Tasks that arrive before one that was made earlier. */
function outOfOrder(tasks: readonly Task[]): number {
  let latest = -Infinity;
  let count = 0;
  for (const { arrivesMs } of tasks) {
    if (arrivesMs < latest) count += 1;
    latest = Math.max(latest, arrivesMs);
  }
  return count;
}
