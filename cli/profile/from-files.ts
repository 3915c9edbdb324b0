/** Learns what is usual from saved logs, in memory, as a stack would have. */
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import { countOf } from '../../core/alert/figures';
import { defaultRules } from '../../core/detect/rules';
import { hourOf, type Hour } from '../../core/baseline/hour';
import { minuteOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { readLogGroups } from '../replay/log-groups';
import { orderRows } from '../replay/order-rows';
import { createProgress } from '../replay/progress';
import { readFile } from '../replay/read-file';
import { replay } from '../replay/replay';
import { REPLAY_PEPPER } from '../replay/replay-files';
import type { Terminal } from '../terminal';
import { readKnown } from './from-table';
import type { Known, PricedByName } from './known';

export interface LearnedFromFiles {
  readonly known: readonly Known[];
  /** The last hour of the log. */
  readonly hour: Hour;
}

export async function learnFromFiles(
  files: readonly string[],
  logGroup: readonly string[],
  pricedByName: PricedByName,
  terminal: Terminal,
): Promise<LearnedFromFiles> {
  const logGroups = readLogGroups(logGroup, files);
  const progress = await createProgress(files, terminal);
  let unreadable = 0;
  const asides = { unreadable: () => void (unreadable += 1), control: () => undefined };
  const sources = files.map((file) => ({
    file,
    reads: readFile(file, logGroups, { onBytes: (bytes) => progress.addBytes(bytes) }),
  }));
  const memory = createMemory();
  const world = { memory, hasher: createHasher(REPLAY_PEPPER), rules: defaultRules, foldsTheEnd: true };
  const alerts = replay(progress.watch(orderRows(sources, asides)), world);
  let next = await alerts.next();
  while (!next.done) next = await alerts.next(); // whoever asks what is usual is not told what was not
  if (unreadable > 0) terminal.err(`${countOf(unreadable, 'row was', 'rows were')} not read; "vigil replay" says why`);
  const { functions, loginSources, lastMs = 0 } = next.value;
  const series: Series[] = [
    ...[...functions].toSorted().map((name): Series => ({ kind: 'function', name })),
    ...[...loginSources].toSorted().map((name): Series => ({ kind: 'login-source', name })),
  ];
  return { known: await readKnown(series, memory, pricedByName), hour: hourOf(minuteOf(lastMs)) };
}
