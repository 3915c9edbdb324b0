/** Keeps what is watched, what was missed, and what Vigil cost, as the digest and `vigil coverage` tell it. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { OwnCost } from '../../core/alert/day-facts';
import { COVERAGE_KEY, GAPS_KEY, OWN_COST_KEY, type ItemKey } from '../../core/state/keys';
import type { Coverage } from '../../core/watch/coverage';
import type { Gaps } from '../../core/watch/gaps';
import { orThrow } from './errors';
import { getItem, keyOf, type Table } from './table';

export interface CoverageStore {
  read(): Promise<Coverage | undefined>;
  put(coverage: Coverage): Promise<void>;
  readGaps(): Promise<Gaps | undefined>;
  putGaps(gaps: Gaps): Promise<void>;
  readCost(): Promise<OwnCost | undefined>;
  putCost(cost: OwnCost): Promise<void>;
}

export function createDynamoCoverage(table: Table): CoverageStore {
  const put = async (key: ItemKey, body: object): Promise<void> => {
    const item = { ...keyOf(key), body: { S: JSON.stringify(body) } };
    await orThrow('note what is watched', () =>
      table.client.send(new PutItemCommand({ TableName: table.name, Item: item })),
    );
  };
  async function read<Body>(key: ItemKey): Promise<Body | undefined> {
    const text = (await getItem(table, key))?.['body']?.S;
    if (text === undefined) return undefined;
    const body: Body = JSON.parse(text);
    return body;
  }
  return {
    read: () => read<Coverage>(COVERAGE_KEY),
    put: (coverage) => put(COVERAGE_KEY, coverage),
    readGaps: () => read<Gaps>(GAPS_KEY),
    putGaps: (gaps) => put(GAPS_KEY, gaps),
    readCost: () => read<OwnCost>(OWN_COST_KEY),
    putCost: (cost) => put(OWN_COST_KEY, cost),
  };
}
