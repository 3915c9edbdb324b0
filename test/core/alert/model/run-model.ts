/** Runs the model: fast-check's commands on the stage, then peace and time, then every law. */
import fc from 'fast-check';
import { faultsOf } from './laws';
import { KEYS } from './keys';
import { createStage, MINUTE, type Stage } from './stage';

type Act = fc.AsyncCommand<object, Stage>;

const act = (name: string, run: (stage: Stage) => Promise<void> | void): Act => ({
  check: () => true,
  run: async (_, stage) => run(stage),
  toString: () => name,
});

const at = fc.nat(KEYS.length - 1);
const degree = fc.constantFrom('clearly' as const, 'clearly' as const, 'barely' as const);
const writers = fc.constantFrom(1, 1, 2);

export const commands = fc.commands(
  [
    fc.tuple(at, degree).map(([key, how]) => act(`fire ${key} ${how}`, (stage) => stage.fire(key, how))),
    at.map((key) => act(`fire ${key} late`, (stage) => stage.fire(key, 'clearly', undefined, true))),
    fc.constant(act('fire all', (stage) => KEYS.forEach((_, key) => stage.fire(key, 'clearly')))),
    at.map((key) => act(`worse ${key}`, (stage) => stage.fire(key, 'clearly', 'critical'))),
    at.map((key) => act(`clear ${key}`, (stage) => stage.fire(key, 'none'))),
    fc.constant(act('clear all', (stage) => KEYS.forEach((_, key) => stage.fire(key, 'none')))),
    fc.tuple(at, writers).map(([key, by]) => act(`analyze ${key} by ${by}`, (stage) => stage.analyze(key, by))),
    fc
      .tuple(fc.integer({ min: 1, max: 20 }), writers)
      .map(([minutes, by]) => act(`tick ${minutes} by ${by}`, (stage) => stage.tick(minutes, by))),
    fc
      .integer({ min: 1, max: 12 })
      .map((hours) => act(`skip ${hours} hours`, (stage) => stage.skip(hours * 60 * MINUTE))),
    fc.nat(60).map((calls) => act(`crash after ${calls}`, (stage) => stage.crashAfter(calls + 1))),
    fc
      .tuple(fc.nat(1), fc.constantFrom('up' as const, 'down' as const, 'unsure' as const))
      .map(([channel, state]) => act(`channel ${channel} ${state}`, (stage) => stage.setChannel(channel, state))),
    fc
      .tuple(
        fc.constantFrom(
          { function: 'a' },
          { function: 'b', kind: 'timeouts' as const },
          { function: '*' },
          { severity: 'warning' as const },
        ),
        fc.integer({ min: 1, max: 40 }),
      )
      .map(([wanted, minutes]) =>
        act(`silence ${JSON.stringify(wanted)} for ${minutes}`, (stage) => stage.silence(wanted, minutes)),
      ),
    fc.constant(act('end silences', (stage) => stage.endSilences())),
  ],
  { maxCommands: 40, size: 'max' },
);

export async function runModel(runs: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(commands, async (chosen) => {
      const stage = createStage();
      await fc.asyncModelRun(() => ({ model: {}, real: stage }), chosen);
      await settleDown(stage);
      const faults = await faultsOf(stage);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    }),
    { numRuns: runs, seed },
  );
}

/** Channels answer, nobody crashes, nothing is silent any more; what overflowed is told within the hour, the rest within a day. */
async function settleDown(stage: Stage): Promise<void> {
  stage.crashAfter(Infinity);
  for (const channel of stage.people.keys()) stage.setChannel(channel, 'up');
  await stage.endSilences();
  await stage.tick(3);
  for (let step = 0; step < 10; step += 1) {
    stage.skip(6 * MINUTE);
    await stage.tick(1);
  }
  // Until the next daily digest, and what finds room only an hour later.
  stage.skip(24 * 60 * MINUTE);
  for (let step = 0; step < 3; step += 1) {
    await stage.tick(1);
    stage.skip(60 * MINUTE);
  }
}
