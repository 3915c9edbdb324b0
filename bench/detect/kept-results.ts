/** Keeps the result of each series as a file of its own, so that a long run that was ended goes on where it stopped. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from './jobs';
import type { SeriesResult } from './run-series';

export interface KeptResults {
  read(job: Job): SeriesResult | undefined;
  keep(job: Job, result: SeriesResult): void;
}

const NOTHING_KEPT: KeptResults = { read: () => undefined, keep: () => undefined };

/** @param bundle what judges: of another one, nothing is taken over */
export function createKeptResults(folder: string | undefined, bundle: string): KeptResults {
  if (folder === undefined) return NOTHING_KEPT;
  mkdirSync(folder, { recursive: true });
  const code = readFileSync(fileURLToPath(bundle));
  const fileOf = ({ of, index, seed, options: { family, isQuick, troubles } }: Job): string => {
    const hash = createHash('sha256').update(code);
    const text = JSON.stringify([of, index, seed, family, isQuick, troubles]);
    return join(folder, `${of}-${index}-${hash.update(text).digest('hex').slice(0, 16)}.json`);
  };
  return {
    read(job) {
      const file = fileOf(job);
      if (!existsSync(file)) return undefined;
      const result: SeriesResult = JSON.parse(readFileSync(file, 'utf8'));
      return result;
    },
    keep: (job, result) => writeFileSync(fileOf(job), JSON.stringify(result)),
  };
}
