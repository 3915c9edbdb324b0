/** The law: one day, by whichever way it came, gives the same buckets and the same usual. */
import { gzipSync } from 'node:zlib';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { createMemory } from '../../adapters/memory';
import { createRandom } from '../../cli/demo/random';
import type { LogRow } from '../../cli/replay/read-file';
import { replay, stepOf } from '../../cli/replay/replay';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import { defaultRules } from '../../core/detect/rules';
import type { BucketStore, UsualStore } from '../../core/ports';
import { MINUTE_MS, minuteOf, startOf } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import { createAnalyzer } from '../../lambda/analyzer/analyzer';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { smallDay } from '../cli/small-day';
import { ACCOUNT, envelope } from '../core/deliveries';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';

jest.setTimeout(300_000);

const hasher = createHasher('law');
const rules = defaultRules;
/** Of the attack its first twenty minutes: what follows is more of the same, and takes a minute to be judged twice. */
const ATTACK_SEEN_MS = Date.parse('2026-11-19T19:40:00Z');
const rows: readonly LogRow[] = smallDay()
  .filter(({ timestampMs }) => timestampMs < ATTACK_SEEN_MS)
  .map((row, index) => ({ ...row, id: String(index).padStart(56, '0') }));
const first = minuteOf(rows[0]!.timestampMs);
const last = minuteOf(rows.at(-1)!.timestampMs);
/** When the last hour is learned: what is known of an hour is written with the hour of that sweep. */
const counted: readonly Series[] = [
  { kind: 'function', name: 'invoice' },
  { kind: 'function', name: 'login' },
  { kind: 'login-source', name: '/aws/lambda/login' },
];
const END = Math.max(...counted.map((series) => hourDue(series, hourOf(last)))) + 1;

interface Held {
  readonly buckets: Pick<BucketStore, 'read'>;
  readonly usual: Pick<UsualStore, 'read' | 'readProfile'>;
}

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
}, 60_000);
afterAll(() => server.stop());

it('replay and the deployed functions count and learn the same of one day, in whatever pieces and order it is delivered', async () => {
  const [replayed, piped] = [await runReplay(), await runPipeline(11)];
  expect(replayed.touched.length).toBeGreaterThan(2);
  expect(piped.touched).toEqual(replayed.touched);
  const [fromReplay, fromPipeline] = [await look(replayed), await look(piped)];
  expect(fromReplay.flatMap(({ buckets }) => buckets).length).toBeGreaterThan(80);
  expect(fromReplay.some(({ recent }) => recent !== undefined && recent.minutes > 20)).toBe(true);
  expect(fromReplay.some(({ profile }) => profile !== undefined && profile.hours > 0)).toBe(true);
  expect(fromPipeline).toEqual(fromReplay);
});

interface Run extends Held {
  readonly touched: readonly string[];
}

async function runReplay(): Promise<Run> {
  const memory = { ...createMemory(), forgetBefore: () => undefined };
  const touched = noteTouched(memory);
  const ordered = (async function* () {
    yield { rows, late: 0, repeated: 0 };
  })();
  for await (const _ of replay(ordered, { memory: touched.state, hasher, rules, foldsTheEnd: true })) continue;
  return { ...memory, touched: touched.list() };
}

/** As in AWS: payloads cut by stream, several a minute, out of order, each fifth twice; a sweep each minute. */
async function runPipeline(seed: number): Promise<Run> {
  const random = createRandom(seed);
  let nowMs = 0;
  const now = () => nowMs;
  const touched = noteTouched(createDynamoState(server.patientClient, await server.makeTable(), now));
  const { state } = touched;
  const world = { inflate, ownLogGroups: new Set<string>(), account: ACCOUNT, sourceOf: () => undefined };
  const analyze = createAnalyzer({ ...state, ...world, hasher, rules, now });
  const sweep = createSweeper({ ...state, rules, now });
  const byMinute = groupBy(rows, ({ timestampMs }) => minuteOf(timestampMs));
  // Where nothing was called for twenty minutes, all is folded and calm.
  const clock = Array.from({ length: last + 6 - first }, (_, index) => first + index).filter((minute) =>
    [...byMinute.keys()].some((active) => active <= minute && active > minute - 20),
  );
  for (const minute of [...clock, END]) {
    nowMs = startOf(minute) + MINUTE_MS / 2;
    const deliveries = cut(byMinute.get(minute) ?? []);
    const sent = [...deliveries, ...deliveries.filter(() => random.next() < 0.2)];
    for (const payload of sent.toSorted(() => random.next() - 0.5)) await analyze(payload);
    nowMs = startOf(minute) + MINUTE_MS - 1;
    await sweep();
  }
  return { ...state, touched: touched.list() };
}

const LOGIN = '/aws/lambda/login';
const firstLogin = rows.find(({ logGroup, message }) => logGroup === LOGIN && message.includes('authn_login'))!;

/** One payload a log stream; of a login source one every two seconds, as replay cuts it: a delivery's calls are learned together. */
function cut(minuteRows: readonly LogRow[]): unknown[] {
  const streams = groupBy(minuteRows, ({ logGroup, logStream, timestampMs }) => {
    const isStepped = logGroup === LOGIN && minuteOf(timestampMs) > minuteOf(firstLogin.timestampMs);
    return `${logGroup}\n${logStream}\n${isStepped ? stepOf(timestampMs) : ''}`;
  });
  return [...streams.values()].map((events) => {
    const [{ logGroup, logStream } = { logGroup: '', logStream: '' }] = events;
    const batch = {
      owner: ACCOUNT,
      logGroup,
      logStream,
      subscriptionFilters: ['law'],
      events: events.map(({ id = '', timestampMs, message }) => ({ id, timestampMs, message })),
    };
    return { awslogs: { data: gzipSync(envelope(batch)).toString('base64') } };
  });
}

function groupBy<Key>(all: readonly LogRow[], keyOf: (row: LogRow) => Key): Map<Key, LogRow[]> {
  const groups = new Map<Key, LogRow[]>();
  for (const row of all) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** Notes which series were counted. */
function noteTouched<State extends { readonly buckets: BucketStore }>(state: State) {
  const keys = new Set<string>();
  const buckets: BucketStore = {
    ...state.buckets,
    add(write) {
      keys.add(seriesKey(write.series));
      return state.buckets.add(write);
    },
  };
  return { state: { ...state, buckets }, list: () => [...keys].toSorted() };
}

async function look({ buckets, usual, touched }: Run) {
  return Promise.all(
    touched.map(async (key) => {
      const series: Series = { kind: key.startsWith('F:') ? 'function' : 'login-source', name: key.slice(2) };
      const [held, recent, profile] = await Promise.all([
        buckets.read(series, first, END),
        usual.read(series),
        usual.readProfile(series),
      ]);
      return {
        key,
        buckets: held.map(plainBucket),
        // How often and when something was written is the way's, not the day's.
        recent: recent && { ...recent, rev: 0, foldedDue: 0 },
        profile: profile && { ...profile, rev: 0 },
      };
    }),
  );
}

const plainBucket = ({ minute, counters, sketches }: Awaited<ReturnType<BucketStore['read']>>[number]) => ({
  minute,
  counters: [...counters].toSorted(),
  sketches: [...sketches].map(([name, pairs]) => [name, [...pairs].toSorted((a, b) => a - b)]).toSorted(),
});
