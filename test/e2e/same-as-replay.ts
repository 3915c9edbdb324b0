/** Holds what the deployed stack counted and learned of the checkout against a replay of the same log on this machine. */
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { createPageReader } from '../../adapters/log-events';
import { createMemory } from '../../adapters/memory';
import type { LogRow } from '../../cli/replay/read-file';
import { replay } from '../../cli/replay/replay';
import type { Recent } from '../../core/baseline/recent';
import { defaultRules } from '../../core/detect/rules';
import type { BucketStore } from '../../core/ports';
import { minuteOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import type { Aws } from './aws';
import { CHECKOUT, groupOf } from './sample-stack';
import type { Steps } from './steps';

const SERIES: Series = { kind: 'function', name: CHECKOUT };
const BACK_MS = 4 * 60 * 60_000;

/** @param handedOver rows that went to the analyzer directly, and never to the log group */
export async function checkSameAsReplay(
  { check }: Steps,
  aws: Aws,
  tableName: string,
  handedOver: readonly LogRow[],
): Promise<void> {
  const rows = [...(await readLog(aws)), ...handedOver].toSorted((one, other) => one.timestampMs - other.timestampMs);
  const from = minuteOf(rows[0]?.timestampMs ?? 0);
  const to = minuteOf(rows.at(-1)?.timestampMs ?? 0);
  const memory = { ...createMemory(), forgetBefore: () => undefined };
  const ordered = (async function* () {
    yield { rows, late: 0, repeated: 0 };
  })();
  const world = { memory, hasher: createHasher('e2e'), rules: defaultRules, foldsTheEnd: true };
  for await (const _ of replay(ordered, world)) continue;

  const stack = createDynamoState(aws.table, tableName);
  const [replayed, deployed] = [await look(memory.buckets, from, to), await look(stack.buckets, from, to)];
  check(
    `the stack's ${deployed.length} minute buckets of the checkout are those of a replay of its ${rows.length} log lines`,
    deployed.length > 100 && JSON.stringify(deployed) === JSON.stringify(replayed),
    { deployed: deployed.slice(0, 2), replayed: replayed.slice(0, 2) },
  );
  const usual = [learnedIn(await memory.usual.read(SERIES)), learnedIn(await stack.usual.read(SERIES))];
  check(
    'what is usual for the checkout is that of the replay, to the last histogram cell',
    usual[0] !== undefined && JSON.stringify(usual[0]) === JSON.stringify(usual[1]),
    usual,
  );
}

async function readLog(aws: Aws): Promise<LogRow[]> {
  const readPage = createPageReader(aws.logs);
  const rows: LogRow[] = [];
  const logGroup = groupOf(CHECKOUT);
  const nowMs = Date.now();
  let next: string | undefined;
  do {
    const page = await readPage({ logGroup, fromMs: nowMs - BACK_MS, toMs: nowMs, next });
    if (page.kind !== 'page') throw new Error(`the checkout's log cannot be read: ${page.kind}`);
    rows.push(...page.events.map((event) => ({ ...event, kind: 'row' as const, logGroup })));
    next = page.next;
  } while (next !== undefined);
  return rows;
}

async function look(buckets: Pick<BucketStore, 'read'>, from: Minute, to: Minute) {
  const read = await buckets.read(SERIES, from, to);
  return read.map(({ minute, counters }) => ({ minute, counters: [...counters].toSorted() }));
}

/** Which minutes came late, and when they were folded, is the delivery's matter. */
function learnedIn(recent: Recent | undefined): object | undefined {
  if (recent?.kind !== 'function') return undefined;
  const { minutes, calls, durations, decayedTo } = recent;
  return { minutes, calls, durations, decayedTo };
}
