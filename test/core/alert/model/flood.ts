/**
 * A hundred thousand series in trouble within ten minutes: `npm run alerts:flood -- KEYS`. Every request of a sender takes as long
 * as one of DynamoDB's, so that its runs end when their time is over, as they do in AWS.
 */
import assert from 'node:assert/strict';
import { createMemory } from '../../../../adapters/memory';
import type { Alert } from '../../../../core/alert/alert';
import { bytesOf } from '../../../../core/alert/desk/pages';
import { MOST_AN_HOUR } from '../../../../core/alert/desk/limits';
import { tellChannel } from '../../../../core/alert/desk/tell-channel';
import { handOver } from '../../../../core/alert/hand-over';
import { routeAll } from '../../../../core/alert/route';
import { SAMPLE_EVIDENCE } from '../../../../core/alert/sample-evidence';
import { settleAlert } from '../../../../core/alert/settle';
import type { Finding, Kind } from '../../../../core/detect/finding';
import { alertKey } from '../../../../core/state/keys';
import { countsOf } from './laws';
import { createPeople } from './people';

const MINUTE = 60_000;
const T0 = Date.parse('2026-11-20T06:55:00Z');
/** A request takes 5 ms, and 16 are under way at once. */
const REQUEST_MS = 5 / 16;
const ITEM_BYTES = 400_000;
const MINUTES = 10;

/** Of ten keys: five, two, one and two of these. Login sources have the longest names. */
const MIX: readonly { readonly kind: Kind; readonly severity: Finding['severity'] }[] = [
  ...Array.from({ length: 5 }, () => ({ kind: 'slow-calls', severity: 'warning' }) as const),
  ...Array.from({ length: 2 }, () => ({ kind: 'login-attack', severity: 'warning' }) as const),
  { kind: 'timeouts', severity: 'critical' },
  ...Array.from({ length: 2 }, () => ({ kind: 'memory-pressure', severity: 'info' }) as const),
];

export async function flood(keys: number): Promise<string> {
  const memory = createMemory();
  let nowMs = T0;
  let largest = 0;
  const now = () => nowMs;
  const slowly = <World extends object>(world: World): World =>
    new Proxy(world, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          nowMs += REQUEST_MS;
          const written = given.at(-1);
          const isItem = ['putPage', 'putGroup', 'note', 'putSmall'].includes(String(name));
          if (isItem && typeof written === 'object' && written !== null) largest = Math.max(largest, bytesOf(written));
          return Reflect.apply(member, target, given);
        };
      },
    });
  const [alerts, desk] = [slowly(memory.alerts), slowly(memory.desks)];
  const people = [createPeople('email', false, now), createPeople('slack', true, now)];
  const settings = {};
  const truth: Record<string, number> = {};
  let runs = 0;

  async function fire(at: number): Promise<void> {
    const { kind, severity } = MIX[at % MIX.length]!;
    const isLogin = kind === 'login-attack';
    const name = `${isLogin ? 'l'.repeat(500) : 'f'.repeat(56)}${at}`;
    const subject = { kind: isLogin ? 'login-source' : 'function', name } as const;
    const finding = { kind, subject, severity, ratio: 3, firstSeenMs: nowMs - MINUTE, lastSeenMs: nowMs };
    const change = await settleAlert(
      { kind, subject },
      { ...finding, evidence: SAMPLE_EVIDENCE[kind], addresses: [] },
      { alerts: memory.alerts, hushOf: () => undefined, newUsualOf: () => undefined, now },
    );
    assert(change);
    truth[kind] = (truth[kind] ?? 0) + 1;
    for (const { channel } of people)
      await memory.desks.wait(channel, { key: { kind, subject }, seq: change.seq, severity });
  }

  /** With a look at every open alert, which takes longest here, or only at what waits on the desks. */
  async function sweep(isWhole = false): Promise<void> {
    const open = isWhole ? await memory.alerts.listOpen() : [];
    const listed = await Promise.all(open.map((key) => memory.alerts.read(key)));
    const rung: string[] = [];
    await handOver(
      listed.filter((alert): alert is Alert => alert !== undefined),
      {
        alerts: memory.alerts,
        desks: memory.desks,
        routing: routeAll(people.map(({ channel }) => channel)),
        settings,
        tagsOf: () => ({}),
        now,
        ring: async (channel) => void rung.push(channel),
      },
    );
    const startMs = nowMs;
    let endMs = nowMs;
    for (const person of people.filter((each) => rung.includes(each.channel))) {
      nowMs = startMs; // channels do not wait for one another
      runs += 1;
      const holder = `run ${runs}`;
      const { channel } = person;
      const tell: typeof person.tell = (told, thread) => person.tell(told, thread);
      const run = { desk, alerts, channel, tell, settings, now, holder, onRefused: async () => undefined };
      await tellChannel({ ...run, wait: async (ms) => void (nowMs += ms) });
      assert(nowMs - startMs < 30_000, `a run took ${nowMs - startMs} ms: its function was ended`);
      endMs = Math.max(endMs, nowMs);
    }
    nowMs = endMs;
  }

  for (let minute = 0; minute < MINUTES; minute += 1) {
    nowMs = T0 + minute * MINUTE;
    for (let at = minute; at < keys; at += MINUTES) await fire(at);
    await sweep();
  }
  // Until the daily digest of the next day.
  let minute = MINUTES;
  for (; minute < 3 * 60; minute += minute < 60 ? 1 : 10) {
    nowMs = Math.max(nowMs, T0 + minute * MINUTE);
    await sweep(minute % 60 === 0);
  }
  nowMs = T0 + 26 * 60 * MINUTE;
  await sweep();

  const said = people.map(({ channel, receipts }) => {
    assert.deepEqual(Object.entries(countsOf(receipts)).toSorted(), Object.entries(truth).toSorted());
    const hours = new Map<number, number>();
    for (const { atMs, isOwn } of receipts)
      if (isOwn) hours.set(Math.floor(atMs / 3_600_000), (hours.get(Math.floor(atMs / 3_600_000)) ?? 0) + 1);
    const most = Math.max(...hours.values());
    assert(most <= MOST_AN_HOUR, `${channel} got ${most} messages in an hour`);
    const allMs = receipts.findLast(({ told }) => 'form' in told && told.form === 'digest')?.atMs ?? NaN;
    return `${channel} ${receipts.length} messages, ${most} an hour at most, all counted after ${Math.round((allMs - T0) / MINUTE)} min`;
  });
  for (const key of await memory.alerts.listOpen()) {
    const alert = await memory.alerts.read(key);
    for (const { channel } of people)
      assert.equal(alert?.told[channel], alert?.seq, `${alertKey(key).pk} was not told on ${channel}`);
  }
  assert(largest < ITEM_BYTES, `an item of ${largest} bytes`);
  const total = Object.values(truth).reduce((sum, count) => sum + count, 0);
  return `${total} alerts: ${said.join('; ')}; the largest item ${Math.round(largest / 1000)} KB`;
}

async function main(): Promise<void> {
  const startedMs = performance.now();
  const said = await flood(Number(process.argv[2] ?? 100_000));
  process.stdout.write(`${said}; ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
}

if (process.argv[1]?.endsWith('flood.ts') === true) void main();
