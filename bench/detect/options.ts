/** Reads the bench's command line. */
import { parseArgs } from 'node:util';
import { FUNCTION_TROUBLES, LOGIN_TROUBLES, type Trouble } from './incident';
import type { Family } from './source-profile';

export interface Options {
  readonly seeds: number;
  readonly family: Family;
  readonly isJson: boolean;
  /** Undefined for all. */
  readonly only: Trouble | undefined;
  readonly isQuick: boolean;
}

export const USAGE = `npm run bench:detect -- [--seeds N] [--held-out] [--json] [--only KIND] [--quick]
  --seeds N    N worlds instead of one (1 to 20): N times the honest load and the incidents, N times as long
  --held-out   other ranges of parameters and a family of traffic that no tuning looked at
  --json       the figures as one JSON object
  --only KIND  one trouble on the series that can have it: ${[...LOGIN_TROUBLES, ...FUNCTION_TROUBLES].join(', ')}
  --quick      a fifth of the honest load, a third of the incidents`;

const MOST_SEEDS = 20;

/** What is wrong, in words, where the command line cannot be read. */
export function readOptions(args: readonly string[]): Options | string {
  const parsed = parse(args);
  if (typeof parsed === 'string') return parsed;
  const seeds = Number(parsed.seeds ?? 1);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) {
    return `--seeds must be a whole number from 1 to ${MOST_SEEDS}, got "${parsed.seeds}"`;
  }
  const only = [...LOGIN_TROUBLES, ...FUNCTION_TROUBLES].find((trouble) => trouble === parsed.only);
  if (parsed.only !== undefined && only === undefined) return `--only knows no trouble "${parsed.only}"`;
  const family = parsed['held-out'] === true ? 'held-out' : 'tuned';
  return { seeds, family, only, isJson: parsed.json === true, isQuick: parsed.quick === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string' },
        'held-out': { type: 'boolean' },
        json: { type: 'boolean' },
        only: { type: 'string' },
        quick: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
