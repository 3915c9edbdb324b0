import { gzipSync } from 'node:zlib';
import { createHasher } from '../../../adapters/hasher';
import { inflate } from '../../../adapters/inflate';
import { createMemory } from '../../../adapters/memory';
import { createLineKeeper } from '../../../core/alert/line-keeper';
import type { LineSample } from '../../../core/alert/sample-lines';
import { defaultRules } from '../../../core/detect/rules';
import { minuteOf } from '../../../core/state/minute';
import { COUNTER } from '../../../core/state/counters';
import { createAnalyzer, type AnalyzerWorld } from '../../../lambda/analyzer/analyzer';
import { ACCOUNT, delivery, envelope, failedLogin, goodLogin, report } from '../../core/deliveries';
import { checkout, login, many } from '../../core/minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const OWN = '/vigil/Vigil/analyzer';

const packed = (text: string | Buffer): string => gzipSync(text).toString('base64');
const direct = (data: unknown) => ({ awslogs: { data } });
const kinesis = (...data: unknown[]) => ({
  Records: data.map((one) => ({ eventSource: 'aws:kinesis', kinesis: { data: one } })),
});

const good = packed(envelope(delivery('/aws/lambda/checkout', [[T0, report(1, 100)]])));
const control = packed(
  JSON.stringify({
    messageType: 'CONTROL_MESSAGE',
    owner: 'CloudwatchLogs',
    logGroup: '',
    logStream: '',
    subscriptionFilters: [],
    logEvents: [],
  }),
);
const own = packed(envelope(delivery(OWN, [[T0, report(2, 100)]])));
const foreign = packed(
  envelope({ ...delivery('/aws/lambda/checkout', [[T0, report(3, 100)]]), owner: '999999999999' }),
);
const empty = packed(envelope(delivery('/aws/lambda/checkout', [])));
const bomb = packed(Buffer.alloc(33 * 1024 * 1024, 0x20));
const hugeLine = packed(
  envelope(
    delivery('/aws/lambda/checkout', [
      [T0, 'x'.repeat(1_000_000)],
      [T0, report(4, 100)],
    ]),
  ),
);

function stage(nowMs = T0 + 30_000, more: Partial<AnalyzerWorld> = {}) {
  const memory = createMemory();
  const analyze = createAnalyzer({
    ...memory,
    inflate,
    hasher: createHasher('pepper of the tests'),
    rules: defaultRules,
    ownLogGroups: new Set([OWN]),
    account: ACCOUNT,
    now: () => nowMs,
    ...more,
  });
  const calls = async () =>
    (await memory.buckets.read(checkout, minuteOf(T0) - 5, minuteOf(T0) + 5)).reduce(
      (sum, { counters }) => sum + (counters.get(COUNTER.calls) ?? 0),
      0,
    );
  return { memory, analyze, calls };
}

describe('the analyzer', () => {
  it.each([
    ['a delivery', direct(good), { batches: 1, unreadable: 0 }, 1],
    ['a record of a stream', kinesis(good), { batches: 1, unreadable: 0 }, 1],
    ['a control message', direct(control), { control: 1, batches: 0 }, 0],
    ['an empty delivery', direct(empty), { batches: 1, events: 0 }, 0],
    ['a line of 1 MB beside a good one', direct(hugeLine), { batches: 1, events: 2 }, 1],
    ['our own logs, which it drops', direct(own), { own: 1, batches: 0 }, 0],
    ['logs of another account', direct(foreign), { unreadable: 1 }, 0],
    ['what is not base64', direct('%%%'), { unreadable: 1 }, 0],
    ['what is not gzip', direct(Buffer.from('hello').toString('base64')), { unreadable: 1 }, 0],
    ['a truncated gzip', direct(packed('x'.repeat(5000)).slice(0, 40)), { unreadable: 1 }, 0],
    ['a bomb of 33 MiB', direct(bomb), { unreadable: 1 }, 0],
    ['what is not JSON', direct(packed('{"messageType":')), { unreadable: 1 }, 0],
    ['another shape', direct(packed('[]')), { unreadable: 1 }, 0],
    ['an unknown message type', direct(packed('{"messageType":"NEWS"}')), { unreadable: 1 }, 0],
    ['an event that is no delivery', { hello: 'world' }, { unreadable: 1 }, 0],
    ['nothing', undefined, { unreadable: 1 }, 0],
    ['a number where data should be', direct(7), { unreadable: 1 }, 0],
  ])('takes %s', async (_, event, tally, calls) => {
    const { analyze, memory, calls: counted } = stage();
    expect(await analyze(event)).toMatchObject(tally);
    expect(await counted()).toBe(calls);
    expect(memory.quarantined).toHaveLength('unreadable' in tally ? tally.unreadable : 0);
  });

  it('loses no good record of a poll for a bad one', async () => {
    const { analyze, calls, memory } = stage();
    const others = many(20, (i) => packed(envelope(delivery('/aws/lambda/checkout', [[T0, report(100 + i, 50)]]))));
    const poll = kinesis(good, 'not base64!', bomb, control, packed('nonsense'), ...others);
    expect(await analyze(poll)).toMatchObject({ batches: 21, unreadable: 3, control: 1 });
    expect(await calls()).toBe(21);
    expect(memory.quarantined.map(({ why }) => why.length > 0)).toEqual([true, true, true]);
  });

  it('keeps of what it cannot read why, when, how large and a hash, and no payload', async () => {
    const { analyze, memory } = stage();
    await analyze(direct(packed('{"secret":"hunter2"}')));
    expect(Object.keys(memory.quarantined[0]!).toSorted()).toEqual(['atMs', 'hash', 'sizeBytes', 'why']);
    expect(JSON.stringify(memory.quarantined)).not.toContain('hunter2');
  });

  it('tells of events that are too old, and counts those beside them', async () => {
    const { analyze, calls, memory } = stage();
    const lines = [
      [T0 - 36 * 86_400_000, report(1, 100)],
      [T0, report(2, 100)],
    ] as const;
    const tally = await analyze(direct(packed(envelope(delivery('/aws/lambda/checkout', lines)))));
    expect([tally.outOfTime, await calls()]).toEqual([1, 1]);
    expect(memory.quarantined.map(({ why }) => why)).toEqual([
      '1 of 2 events are older than 35 days or more than 2 hours ahead',
    ]);
  });

  it('counts a delivery once however often it comes, and still judges it', async () => {
    const { analyze, calls } = stage();
    await analyze(direct(good));
    expect(await analyze(direct(good))).toMatchObject({ counted: 0, repeated: 1 });
    expect(await analyze(kinesis(good, good))).toMatchObject({ counted: 0 });
    expect(await calls()).toBe(1);
  });

  it.each([
    ['an address that attacks', '203.0.113.5', 1],
    ['anywhere else', '198.51.100.1', 0],
  ])('tells at once of a lone login from %s, a moment after it judged', async (_, address, changes) => {
    const { analyze } = stage();
    const logins = (lines: readonly string[]) =>
      direct(
        packed(
          envelope(
            delivery(
              login.name,
              lines.map((line, index) => [T0 + index, line] as const),
            ),
          ),
        ),
      );
    const guesses = many(12, (i) => failedLogin(`boss${i % 2}@shop.example`, '203.0.113.5'));
    expect((await analyze(logins(guesses))).changes).toBe(1);
    expect((await analyze(logins([goodLogin('boss1@shop.example', address)]))).changes).toBe(changes);
  });

  it('keeps redacted lines of failed calls where it is asked to, as they came in a delivery', async () => {
    const kept: LineSample[] = [];
    const keepLines = createLineKeeper(
      { put: async (sample) => void kept.push(sample) },
      () => undefined,
      () => T0,
    );
    const lines = [
      [T0, 'ERROR\tno "user" ann@shop.test\n'],
      [T0 + 1, report(1, 100)],
    ] as const;
    await stage(T0 + 30_000, { keepLines }).analyze(direct(packed(envelope(delivery('/aws/lambda/checkout', lines)))));
    expect(kept).toEqual([{ series: checkout, atMs: T0, lines: ['ERROR no "user" [e-mail]'] }]);
  });

  it('judges what it counted where the lines cannot be kept, and says so', async () => {
    const keepLines = async () => Promise.reject(new Error('throttled'));
    const delivered = direct(
      packed(envelope(delivery('/aws/lambda/checkout', [[T0, report(1, 3000, 'Status: timeout')]]))),
    );
    expect(await stage(T0 + 30_000, { keepLines }).analyze(delivered)).toMatchObject({ changes: 1, linesLost: true });
    expect(await stage(T0 + 30_000, { keepLines: async () => undefined }).analyze(delivered)).not.toHaveProperty(
      'linesLost',
    );
  });

  it('raises a time-out at once', async () => {
    const { analyze, memory } = stage();
    const tally = await analyze(
      direct(packed(envelope(delivery('/aws/lambda/checkout', [[T0, report(1, 3000, 'Status: timeout')]])))),
    );
    expect(tally.changes).toBe(1);
    expect(await memory.alerts.read({ kind: 'timeouts', subject: checkout })).toMatchObject({
      state: 'open',
      told: {},
    });
    expect(await memory.alerts.listOpen()).toEqual([{ kind: 'timeouts', subject: checkout }]);
  });

  it('raises an attack on a login at once, with the addresses', async () => {
    const { analyze, memory } = stage();
    const lines = many(60, (i) => [T0, failedLogin(`user${i}`, `203.0.113.${i % 4}`)] as const);
    expect((await analyze(direct(packed(envelope(delivery('/aws/lambda/login', lines)))))).changes).toBe(1);
    const alert = await memory.alerts.read({ kind: 'login-attack', subject: login });
    expect(alert?.addresses.map(({ tries, accounts }) => [tries, accounts])).toEqual(many(4, () => [15, 15]));
    expect(JSON.stringify(alert)).not.toContain('user1');
  });

  it('raises an attack from a clock two hours ahead as soon as it comes', async () => {
    const { analyze, memory } = stage();
    const ahead = T0 + 119 * 60_000;
    const lines = many(60, (i) => [ahead, failedLogin(`user${i}`, `203.0.113.${i % 4}`)] as const);
    expect((await analyze(direct(packed(envelope(delivery('/aws/lambda/login', lines)))))).changes).toBe(1);
    expect(await memory.alerts.read({ kind: 'login-attack', subject: login })).toMatchObject({ state: 'open' });
  });

  it('judges a series at most every ten seconds', async () => {
    const { analyze, memory } = stage();
    let reads = 0;
    const read = memory.buckets.read.bind(memory.buckets);
    memory.buckets.read = (...question) => {
      reads += 1;
      return read(...question);
    };
    for (let i = 0; i < 20; i += 1) {
      await analyze(
        direct(packed(envelope(delivery('/aws/lambda/checkout', [[T0, report(i, 3000, 'Status: timeout')]])))),
      );
    }
    expect(reads).toBe(1);
  });

  it('throws when the table fails, so that the delivery comes again', async () => {
    const { memory } = stage();
    const broken = createAnalyzer({
      ...memory,
      buckets: { ...memory.buckets, add: () => Promise.reject(new Error('throttled')) },
      inflate,
      hasher: createHasher('pepper of the tests'),
      rules: defaultRules,
      ownLogGroups: new Set(),
      account: ACCOUNT,
      now: () => T0,
    });
    await expect(broken(direct(good))).rejects.toThrow('throttled');
  });
});
