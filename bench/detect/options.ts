/** Reads the bench's command line. */
import { parseArgs } from 'node:util';
import { FUNCTION_TROUBLES, LOGIN_TROUBLES, type Trouble } from './incident';
import type { Family } from './source-profile';

export interface Options {
  readonly seeds: number;
  readonly family: Family;
  readonly isJson: boolean;
  readonly troubles: readonly Trouble[];
  readonly isQuick: boolean;
  /** Whether a goal that is missed is to be seen by the exit code. */
  readonly isGate: boolean;
  /** The folder in which finished series are kept. */
  readonly keep?: string;
}

const ALL: readonly Trouble[] = [...LOGIN_TROUBLES, ...FUNCTION_TROUBLES];

export const USAGE = `npm run bench:detect -- [--seeds N] [--held-out] [--json] [--only KIND] [--quick] [--gate] [--keep DIR]
  --seeds N    N worlds instead of one (1 to 20): N times the honest load and the incidents, N times as long
  --held-out   other ranges of parameters and a family of traffic that no tuning looked at
  --json       the figures and the goals as one JSON object
  --only KIND  logins, functions, or one trouble on the series that can have it: ${ALL.join(', ')}
  --quick      a fifth of the honest load, a third of the incidents
  --gate       1 as the exit code where a goal is missed
  --keep DIR   keep the result of each series there: the same command goes on where it was ended`;

const MOST_SEEDS = 20;

/** What is wrong, in words, where the command line cannot be read. */
export function readOptions(args: readonly string[]): Options | string {
  const parsed = parse(args);
  if (typeof parsed === 'string') return parsed;
  const seeds = Number(parsed.seeds ?? 1);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) {
    return `--seeds must be a whole number from 1 to ${MOST_SEEDS}, got "${parsed.seeds}"`;
  }
  const troubles = troublesOf(parsed.only);
  if (troubles.length === 0) return `--only knows no trouble "${parsed.only}"`;
  const family = parsed['held-out'] === true ? 'held-out' : 'tuned';
  const { json = false, quick = false, gate = false, keep } = parsed;
  return { seeds, family, troubles, isJson: json, isQuick: quick, isGate: gate, keep };
}

function troublesOf(only: string | undefined): readonly Trouble[] {
  if (only === undefined) return ALL;
  if (only === 'logins') return LOGIN_TROUBLES;
  return only === 'functions' ? FUNCTION_TROUBLES : ALL.filter((trouble) => trouble === only);
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
        gate: { type: 'boolean' },
        keep: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
