/** Recounts what overlaps, as the schedule does and under the same faults; repeats deliveries of it, and recounts again. */
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import type { LogReader } from '../../core/recount/ports';
import { createRecounter } from '../../lambda/redriver/recounter';
import { createAnalyzer } from '../../lambda/analyzer/analyzer';
import { defaultRules } from '../../core/detect/rules';
import { ACCOUNT } from '../core/deliveries';
import { countOne, type Chance, type Counts } from './chance';
import { placeOf } from './checker';
import { createTestClient } from './container';
import type { Task } from './invoker';
import { createKillSwitch, Killed, wire } from './kill-switch';

export interface MendWorld {
  readonly endpoint: string;
  readonly tableName: string;
  readonly log: LogReader;
  readonly chance: Chance;
  readonly met: Counts;
  readonly now: () => number;
  /** Moves the clock on. */
  readonly wait: (durationMs: number) => void;
}

export interface Mended {
  /** By `placeOf`. */
  readonly recounted: ReadonlySet<string>;
  readonly left: number;
  readonly unexplained: readonly string[];
}

const MOST_RUNS = 60;
const KILLED = 0.3;
const REQUESTS_TO_DIE_AT = 40;
/** Share of deliveries that come once more after the recount. */
const REPEATED = 0.05;
const PAUSE_MS = 15 * 60_000;
/** So that also what lay two hours ahead of the clock is over. */
const FIRST_PAUSE_MS = 3 * 60 * 60_000;

export async function mend(tasks: readonly Task[], world: MendWorld): Promise<Mended> {
  const recounted = new Set<string>();
  const unexplained: string[] = [];
  world.wait(FIRST_PAUSE_MS);
  await recountAll();
  for (const { name, event } of tasks) {
    if (world.chance.share('after the recount', name) >= REPEATED) continue;
    countOne(world.met, 'delivery repeated after the recount');
    await untilDone(event);
  }
  world.wait(PAUSE_MS);
  return { recounted, left: await recountAll(), unexplained };

  async function recountAll(): Promise<number> {
    let left = 1;
    for (let runs = 1; runs <= MOST_RUNS && left > 0; runs += 1) {
      left = await recountOnce(runs);
      world.wait(PAUSE_MS);
    }
    return left;
  }

  /** Gives what is left on the list. */
  async function recountOnce(run: number): Promise<number> {
    const { killSwitch, state, client } = connect();
    const recounts: typeof state.recounts = {
      ...state.recounts,
      replace(place, shard, counts) {
        recounted.add(placeOf(place));
        return state.recounts.replace(place, shard, counts);
      },
    };
    const recount = createRecounter({ ...shell(), ...state, recounts, log: world.log, hasTime: () => true });
    const isDoomed = world.chance.share('recount killed', run, world.now()) < KILLED;
    const request = 1 + world.chance.whole(REQUESTS_TO_DIE_AT, 'recount killed at', run, world.now());
    try {
      const { left, givenUp, mended, found } = await killSwitch.run(
        recount,
        isDoomed ? { request, when: 'after' } : undefined,
      );
      for (let times = mended; times > 0; times -= 1) countOne(world.met, 'minute recounted from the log');
      if (givenUp > 0) unexplained.push(`${givenUp} minutes were given up though the log holds everything`);
      return found === 0 ? 0 : left;
    } catch (error) {
      if (error instanceof Killed) countOne(world.met, 'recount killed');
      return 1;
    } finally {
      client.destroy();
    }
  }

  async function untilDone(event: unknown): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const { state, client } = connect();
      try {
        return void (await createAnalyzer({ ...shell(), ...state })(event));
      } catch (error) {
        if (tries === 20) throw error;
      } finally {
        client.destroy();
      }
    }
  }

  function connect() {
    const client = createTestClient(world.endpoint);
    const killSwitch = createKillSwitch();
    wire(client, killSwitch);
    return { client, killSwitch, state: createDynamoState(client, world.tableName, world.now) };
  }

  function shell() {
    return {
      hasher: createHasher('pepper of the fault tests'),
      now: world.now,
      inflate,
      rules: defaultRules,
      ownLogGroups: new Set<string>(),
      account: ACCOUNT,
    };
  }
}
