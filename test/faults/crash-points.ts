/** Kills what writes at every request it makes, before and after the table carried it out, and lets it run again. */
import type { DynamoServer } from '../contracts/dynamodb-server';
import { SCENES, type MakeScene } from './crash-scenes';
import { Killed, type Death } from './kill-switch';

export interface CrashPoints {
  readonly name: string;
  readonly points: number;
  /** Points after which the state was not that of a run without a crash. */
  readonly broken: readonly string[];
}

/** Far more than one run makes: a guard against running for ever. */
const MOST_POINTS = 200;

export async function crashEverywhere(server: DynamoServer): Promise<CrashPoints[]> {
  const all: CrashPoints[] = [];
  for (const [name, makeScene] of Object.entries(SCENES)) all.push(await crashOne(name, makeScene, server));
  return all;
}

async function crashOne(name: string, makeScene: MakeScene, server: DynamoServer): Promise<CrashPoints> {
  const intact = await stateAfter(makeScene, server);
  const broken: string[] = [];
  let points = 0;
  for (let request = 1; request <= MOST_POINTS; request += 1) {
    let reached = 0;
    for (const when of ['before', 'after'] as const) {
      const after = await stateAfter(makeScene, server, { request, when });
      if (!after.died) continue;
      reached += 1;
      if (after.text !== intact.text)
        broken.push(`${name}, ${when} request ${request}: ${differenceOf(after.text, intact.text)}`);
    }
    points += reached;
    if (reached === 0) break;
  }
  return { name, points, broken };
}

async function stateAfter(makeScene: MakeScene, server: DynamoServer, death?: Death) {
  const scene = await makeScene({ endpoint: server.endpoint, tableName: await server.makeTable() });
  let died = false;
  try {
    if (death !== undefined) await scene.run(death);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    died = true;
  }
  await scene.run();
  const text = await scene.describe();
  scene.end();
  return { died, text };
}

/** From where on two texts differ. */
function differenceOf(found: string, expected: string): string {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  const [here, there] = [found, expected].map((text) => text.slice(Math.max(0, at - 60), at + 60));
  return `…${here}… is not …${there}…`;
}
