/** Keeps what is watched and what was missed, as the digest and `vigil coverage` tell it. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { COVERAGE_KEY, GAPS_KEY, type ItemKey } from '../../core/state/keys';
import type { Coverage } from '../../core/watch/coverage';
import type { Gaps } from '../../core/watch/gaps';
import { orThrow } from './errors';
import { getItem, keyOf, type Table } from './table';

export interface CoverageStore {
  read(): Promise<Coverage | undefined>;
  put(coverage: Coverage): Promise<void>;
  readGaps(): Promise<Gaps | undefined>;
  putGaps(gaps: Gaps): Promise<void>;
}

export function createDynamoCoverage(table: Table): CoverageStore {
  const put = async (key: ItemKey, body: object): Promise<void> => {
    const item = { ...keyOf(key), body: { S: JSON.stringify(body) } };
    await orThrow('note what is watched', () =>
      table.client.send(new PutItemCommand({ TableName: table.name, Item: item })),
    );
  };
  const bodyOf = async (key: ItemKey): Promise<string | undefined> => (await getItem(table, key))?.['body']?.S;
  return {
    async read() {
      const body = await bodyOf(COVERAGE_KEY);
      if (body === undefined) return undefined;
      const coverage: Coverage = JSON.parse(body);
      return coverage;
    },
    put: (coverage) => put(COVERAGE_KEY, coverage),
    async readGaps() {
      const body = await bodyOf(GAPS_KEY);
      if (body === undefined) return undefined;
      const gaps: Gaps = JSON.parse(body);
      return gaps;
    },
    putGaps: (gaps) => put(GAPS_KEY, gaps),
  };
}
