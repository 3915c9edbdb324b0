/** `vigil coverage`: tells what a stack watches and what not, as the subscriber and the redriver left it. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoCoverage, type CoverageStore } from '../adapters/dynamodb/coverage-store';
import { isWhole, renderCoverage } from './coverage/render-coverage';
import { explainAws } from './explain-aws';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

/** Gives the exit code: 1 where something that should be watched is not, or was lost. */
export const tellCoverage = (table: string, json: boolean, terminal: Terminal): Promise<number> =>
  tellCoverageOf(
    createDynamoCoverage({ client: createDynamoClient(), name: table }),
    json,
    terminal,
    Date.now(),
    table,
  );

export async function tellCoverageOf(
  store: Pick<CoverageStore, 'read' | 'readGaps'>,
  json: boolean,
  terminal: Terminal,
  nowMs: number,
  table: string,
): Promise<number> {
  try {
    const [coverage, gaps] = [await store.read(), await store.readGaps()];
    if (coverage === undefined)
      throw new WrongUse(`${table} does not say what is watched yet: the subscriber runs every five minutes`);
    await terminal.out(
      json ? JSON.stringify({ coverage, gaps }) : renderCoverage(coverage, gaps, nowMs, terminal.style),
    );
    return isWhole(coverage, gaps) ? 0 : 1;
  } catch (error) {
    throw explainAws(error, { table, actions: 'dynamodb:GetItem on the table' });
  }
}
