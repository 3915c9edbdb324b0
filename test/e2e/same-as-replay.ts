/** Holds what the deployed stack counted and learned of the checkout against a replay of the same log on this machine. */
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { createPageReader } from '../../adapters/log-events';
import { createMemory } from '../../adapters/memory';
import type { LogRow } from '../../cli/replay/read-file';
import { replay } from '../../cli/replay/replay';
import type { Recent } from '../../core/baseline/recent';
import { defaultRules } from '../../core/detect/rules';
import type { BucketStore, UsualStore } from '../../core/ports';
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
  const span = {
    series: SERIES,
    from: minuteOf(rows[0]?.timestampMs ?? 0),
    to: minuteOf(rows.at(-1)?.timestampMs ?? 0),
  };
  const [replayed, deployed] = [await lookAtReplay(rows, span), await lookAtStack(aws, tableName, span)];
  check(
    `the stack's ${deployed.buckets.length} minute buckets of the checkout are those of a replay of its ${rows.length} log lines`,
    deployed.buckets.length > 100 && JSON.stringify(deployed.buckets) === JSON.stringify(replayed.buckets),
    { deployed: deployed.buckets.slice(0, 2), replayed: replayed.buckets.slice(0, 2) },
  );
  const usual = [replayed.usual, deployed.usual];
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

export interface Span {
  readonly series: Series;
  readonly from: Minute;
  readonly to: Minute;
}

export async function lookAtReplay(rows: readonly LogRow[], span: Span): Promise<Held> {
  const memory = { ...createMemory(), forgetBefore: () => undefined };
  const ordered = (async function* () {
    yield { rows, late: 0, repeated: 0 };
  })();
  const world = { memory, hasher: createHasher('e2e'), rules: defaultRules, foldsTheEnd: true };
  for await (const _ of replay(ordered, world)) continue;
  return look(memory, span);
}

export const lookAtStack = (aws: Aws, tableName: string, span: Span): Promise<Held> =>
  look(createDynamoState(aws.table, tableName), span);

type Held = Awaited<ReturnType<typeof look>>;

interface State {
  readonly buckets: Pick<BucketStore, 'read'>;
  readonly usual: Pick<UsualStore, 'read' | 'readProfile'>;
}

async function look({ buckets, usual }: State, { series, from, to }: Span) {
  const [held, recent, profile] = await Promise.all([
    buckets.read(series, from, to),
    usual.read(series),
    usual.readProfile(series),
  ]);
  return {
    buckets: held.map(({ minute, counters }) => ({ minute, counters: [...counters].toSorted() })),
    usual: learnedIn(recent),
    // How often it was written is the way's, not the hour's.
    profile: profile && { ...profile, rev: 0 },
  };
}

/** Which minutes came late, and when they were folded, is the delivery's matter. */
function learnedIn(recent: Recent | undefined): object | undefined {
  if (recent?.kind !== 'function') return undefined;
  const { minutes, calls, durations, decayedTo } = recent;
  return { minutes, calls, durations, decayedTo };
}
