/** Invokes as Lambda does asynchronously: two retries, six hours of age, then the failure bucket; on a clock of its own. */
import { StateError } from '../../adapters/dynamodb/errors';
import { countOne, type Chance, type Counts } from './chance';
import type { Container } from './container';
import { Killed, type Death } from './kill-switch';

/** An event on Lambda's asynchronous queue. */
export interface Task {
  readonly name: string;
  readonly event: unknown;
  readonly arrivesMs: number;
  /** Kills every invocation of it, or never lets one begin. */
  readonly fate?: 'killed each time' | 'starved';
}

/** What Lambda puts into the failure bucket: the whole payload in a wrapper. */
export interface FailureRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
}

export interface InvokerWorld {
  readonly workers: number;
  readonly chance: Chance;
  readonly met: Counts;
  readonly makeContainer: () => Container;
  /** Moves the clock on; never back. */
  readonly advance: (toMs: number) => void;
}

export interface InvokerResult {
  readonly failures: readonly FailureRecord[];
  readonly invocations: number;
  /** Errors that no fault explains, by message. */
  readonly unexplained: readonly string[];
}

const RETRY_AFTER_MS = [60_000, 120_000];
const MOST_AGE_MS = 6 * 60 * 60_000;
/** Shares of invocations that are throttled, or killed at one of their first requests. */
const THROTTLED = 0.03;
const KILLED = 0.08;
const KILLED_LATE = 0.01;
const REQUESTS_TO_DIE_AT = 14;

interface Waiting extends Task {
  readonly dueMs: number;
  readonly attempt: number;
  readonly throttles: number;
}

export async function invokeAll(tasks: readonly Task[], world: InvokerWorld): Promise<InvokerResult> {
  const queue: Waiting[] = [...tasks]
    .toSorted((one, other) => one.arrivesMs - other.arrivesMs)
    .map((task) => ({ ...task, dueMs: task.arrivesMs, attempt: 0, throttles: 0 }));
  const failures: FailureRecord[] = [];
  const unexplained: string[] = [];
  let invocations = 0;
  let running = 0;

  const giveUp = (task: Waiting, condition: FailureRecord['requestContext']['condition']): void => {
    countOne(
      world.met,
      condition === 'RetriesExhausted' ? 'three failures, then the bucket' : 'six hours, then the bucket',
    );
    failures.push(recordOf(task, condition));
  };
  const work = async (): Promise<void> => {
    let container = world.makeContainer();
    for (;;) {
      const task = queue.shift();
      if (task === undefined) {
        if (running === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      world.advance(task.dueMs);
      const drawn = [task.name, task.attempt, task.throttles] as const;
      if (task.fate === 'starved' || world.chance.share('throttle', ...drawn) < THROTTLED) {
        countOne(world.met, 'invocation throttled');
        const dueMs = task.dueMs + Math.min(300_000, 1_000 * 2 ** task.throttles);
        if (dueMs - task.arrivesMs > MOST_AGE_MS) giveUp(task, 'EventAgeExceeded');
        else insert(queue, { ...task, dueMs, throttles: task.throttles + 1 });
        continue;
      }
      running += 1;
      invocations += 1;
      try {
        if (container.isDead()) container = world.makeContainer();
        await invoke(container, task, world);
      } catch (error) {
        if (!(error instanceof Killed || error instanceof StateError)) unexplained.push(String(error));
        const pause = RETRY_AFTER_MS[task.attempt];
        if (pause === undefined) giveUp(task, 'RetriesExhausted');
        else insert(queue, { ...task, attempt: task.attempt + 1, dueMs: task.dueMs + pause });
      } finally {
        running -= 1;
      }
    }
  };
  await Promise.all(Array.from({ length: world.workers }, work));
  return { failures, invocations, unexplained };
}

async function invoke(container: Container, task: Waiting, { chance, met }: InvokerWorld): Promise<void> {
  const drawn = [task.name, task.attempt] as const;
  const luck = task.fate === 'killed each time' ? 0 : chance.share('kill', ...drawn);
  if (luck >= KILLED + KILLED_LATE) return void (await container.invoke(task.event));
  if (luck < KILLED) {
    const when = chance.share('when', ...drawn) < 0.5 ? 'before' : 'after';
    const death: Death = { request: 1 + chance.whole(REQUESTS_TO_DIE_AT, 'at', ...drawn), when };
    if (task.fate === undefined) return void (await container.invoke(task.event, death).catch(noting(met, death)));
    await container.invoke(task.event, { request: 1 + task.attempt, when }).catch(noting(met, death));
    throw new Killed('a container that is bound to die did not');
  }
  // At any moment, whatever is on the wire: what a function's time-out does.
  const timer = setTimeout(() => container.kill(), 1 + chance.whole(40, 'moment', ...drawn));
  await container
    .invoke(task.event)
    .catch((error: unknown) => {
      if (error instanceof Killed) countOne(met, 'killed at any moment, as by a time-out');
      throw error;
    })
    .finally(() => clearTimeout(timer));
}

const noting =
  (met: Counts, death: Death) =>
  (error: unknown): never => {
    if (error instanceof Killed) countOne(met, `killed ${death.when} a request`);
    throw error;
  };

function recordOf(task: Waiting, condition: FailureRecord['requestContext']['condition']): FailureRecord {
  return {
    version: '1.0',
    timestamp: new Date(task.dueMs).toISOString(),
    requestContext: {
      requestId: task.name,
      functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:vigil-analyzer:$LATEST',
      condition,
      approximateInvokeCount: task.attempt + 1,
    },
    requestPayload: task.event,
  };
}

function insert(queue: Waiting[], task: Waiting): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue[middle]!.dueMs <= task.dueMs) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, task);
}
