/** The fault suite: `npm run faults`, `-- --seeds 50`, `-- --cost`, `-- --cardinality`, `-- --sweep`, `-- --upkeep`. Ends with 1 when an event is lost or counted twice. */
import { parseArgs } from 'node:util';
import { startDynamo, chooseDynamo } from '../contracts/dynamodb-server';
import { attack, isFound, renderCardinality } from './cardinality';
import { isCheap, measureCost, renderCost } from './cost';
import { crashEverywhere } from './crash-points';
import past from './past-failures.json';
import { runSeed, type RunOutcome } from './run-seed';
import { isFast, measureSweep, renderSweep } from './sweep-time';
import { isUpkeepCheap, measureUpkeep, renderUpkeep } from './upkeep';
import { isExact, renderFaults, renderHead, renderRun } from './tell-runs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    first: { type: 'string', default: '1' },
    batches: { type: 'string', default: '2000' },
    workers: { type: 'string', default: '16' },
    cost: { type: 'boolean', default: false },
    sweep: { type: 'boolean', default: false },
    upkeep: { type: 'boolean', default: false },
    cardinality: { type: 'boolean', default: false },
  },
});

/** A control goes wrong soon: it needs fewer batches to be found out. */
const CONTROL_BATCHES = 200;
const LEAST_CLASSES = 14;
const CONTROLS = ['a bare ADD', 'a marker written first'] as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** What a run is at, beside the table: it takes minutes. */
const murmur = (seed: number) => {
  const sinceMs = performance.now();
  return (step: string): void =>
    void process.stderr.write(`  seed ${seed}, ${Math.round((performance.now() - sinceMs) / 1000)} s: ${step}\n`);
};

async function main(): Promise<number> {
  if (values.cardinality) {
    const seen = await attack();
    say(renderCardinality(seen));
    return isFound(seen) ? 0 : 1;
  }
  const { product, why } = chooseDynamo();
  if (product !== 'DynamoDB Local') {
    say(`the fault suite needs DynamoDB Local, and ${why}`);
    return 2;
  }
  const batches = Number(values.batches);
  const workers = Number(values.workers);
  const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.first) + index);
  const server = await startDynamo(product);
  if (values.cost) {
    const cost = await measureCost(server);
    await server.stop();
    say(renderCost(cost));
    return isCheap(cost) ? 0 : 1;
  }
  if (values.sweep) {
    const times = await measureSweep(server);
    await server.stop();
    say(renderSweep(times));
    return isFast(times) ? 0 : 1;
  }
  if (values.upkeep) {
    const upkeep = await measureUpkeep(server);
    await server.stop();
    say(renderUpkeep(upkeep));
    return isUpkeepCheap(upkeep) ? 0 : 1;
  }
  const wrongs: string[] = [];
  const runs: RunOutcome[] = [];
  try {
    say(`${batches} batches of 4 items, ${workers} writers, each seed; controls: ${CONTROL_BATCHES} batches`);
    say(renderHead());
    for (const seed of new Set([...past.seeds, ...seeds])) {
      const run = await runSeed({ seed, batches, workers, onStep: murmur(seed) }, server);
      runs.push(run);
      say(renderRun('guard in the item', run));
      if (!isExact(run.verdicts))
        wrongs.push(`seed ${seed} lost events, counted some twice or left an overlap: keep it in past-failures.json`);
      for (const text of new Set(run.unexplained))
        wrongs.push(`seed ${seed}: an error that no fault explains: ${text}`);
      for (const control of CONTROLS) {
        const wrong = await runSeed({ seed, batches: Math.min(batches, CONTROL_BATCHES), workers, control }, server);
        say(renderRun(control, wrong));
        if (isExact(wrong.verdicts)) wrongs.push(`seed ${seed}: ${control} passed, so the checker sees nothing`);
      }
    }
    say('\nkilled at each request, before and after it was carried out:');
    const crashes = await crashEverywhere(server);
    for (const { name, points, broken } of crashes) {
      wrongs.push(...broken);
      if (points === 0) wrongs.push(`${name} was killed nowhere`);
      say(`  ${name}: ${points} points, ${broken.length} broken`);
    }
    say(
      renderFaults(
        runs,
        crashes.reduce((sum, { points }) => sum + points, 0),
      ),
    );
    const classes = new Set(runs.flatMap(({ met }) => [...met.keys()])).size;
    if (classes < LEAST_CLASSES) wrongs.push(`only ${classes} classes of fault were met, ${LEAST_CLASSES} are wanted`);
  } finally {
    await server.stop();
  }
  say(
    wrongs.length === 0
      ? '\nnothing lost, nothing counted twice, every overlap mended; both controls were found out'
      : `\n${wrongs.join('\n')}`,
  );
  return wrongs.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(`the fault suite broke down: ${String(error instanceof Error ? error.stack : error)}`);
    process.exit(2);
  },
);
