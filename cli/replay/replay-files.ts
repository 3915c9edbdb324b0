/** `vigil replay FILE…`: saved logs through the engine, with everything kept in memory. */
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import type { Severity } from '../../core/alert/alert';
import { countOf } from '../../core/alert/figures';
import type { Preset } from '../../core/detect/login-attack-rule';
import { checkDetectors } from '../../core/detect/detector-settings';
import { hasFailed } from '../fail-on';
import { readLogins } from '../read-logins';
import { readSettings } from '../read-settings';
import type { Terminal } from '../terminal';
import { WrongUse } from '../wrong-use';
import { readLogGroups } from './log-groups';
import { orderRows } from './order-rows';
import { createProgress } from './progress';
import { readFile } from './read-file';
import { replay } from './replay';
import type { FileTally } from './tally';
import { tellAlerts } from './tell-alerts';

export interface ReplayOptions {
  readonly logGroup?: readonly string[];
  /** A file of login sources. */
  readonly logins?: string;
  readonly json?: boolean;
  readonly failOn?: Severity;
  readonly preset?: Preset;
  /** A stack's settings.json; its rules and overrides go before the preset. */
  readonly settings?: string;
}

/** Nothing of a replay is kept, so its hashes need no secret; but they must be the same each time. */
export const REPLAY_PEPPER = 'replay';

const UNREADABLE_TOLD = 10;

/** Gives the exit code; throws WrongUse and UnreadableFile. */
export async function replayFiles(
  files: readonly string[],
  { logGroup = [], logins, json = false, failOn, preset = 'default', settings }: ReplayOptions,
  terminal: Terminal,
): Promise<number> {
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new WrongUse(`${twice} is given twice; give each file once`);
  const logGroups = readLogGroups(logGroup, files);
  const sourceOf = await readLogins(logins);
  const progress = await createProgress(files, terminal);
  const tally: FileTally = { unreadable: 0, control: 0 };
  const asides = {
    unreadable(file: string, line: number, why: string) {
      tally.unreadable += 1;
      if (tally.unreadable <= UNREADABLE_TOLD) terminal.err(`${file}:${line}: row not read: ${why}`);
    },
    control: () => void (tally.control += 1),
  };
  const sources = files.map((file) => ({
    file,
    reads: readFile(file, logGroups, { onBytes: (bytes) => progress.addBytes(bytes) }),
  }));
  const judged = settings === undefined ? checkDetectors({ 'login-attack': { preset } }) : await readSettings(settings);
  const { rules, overrides } = { overrides: undefined, ...judged };
  const world = { memory: createMemory(), hasher: createHasher(REPLAY_PEPPER), rules, overrides, sourceOf };
  const found = await tellAlerts(replay(progress.watch(orderRows(sources, asides)), world), {
    terminal,
    json,
    files: tally,
    nowMs: () => performance.now(),
  });
  if (tally.unreadable > UNREADABLE_TOLD) {
    terminal.err(`${countOf(tally.unreadable - UNREADABLE_TOLD, 'more row', 'more rows')} not read`);
  }
  return hasFailed(found.opened, failOn) ? 1 : 0;
}
