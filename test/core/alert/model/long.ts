/** Runs the model for long: `npm run alerts:model -- RUNS SEED`, 10,000 runs unless told otherwise. */
import { runModel } from './run-model';

const [runs = 10_000, seed = 11] = process.argv.slice(2).map(Number);

async function main(): Promise<void> {
  await runModel(runs, seed);
  process.stdout.write(`${runs} runs from seed ${seed}: nothing lost, nothing counted twice, no storm\n`);
}

void main();
