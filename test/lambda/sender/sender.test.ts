/** Shows that a sender tells each change once, never less, and lets a channel rest that is busy. */
import { createMemory } from '../../../adapters/memory';
import type { Alert, Thread } from '../../../core/alert/alert';
import type { Message } from '../../../core/alert/message';
import { BELL, renderAgain, renderNews } from '../../../core/alert/news';
import { renderNotice, type Notice } from '../../../core/alert/notice';
import type { Delivery } from '../../../core/ports';
import { createSender, type QueueMessage, type SenderWorld } from '../../../lambda/sender/sender';
import { madeAlert } from '../../contracts/made-alert';

const alertOf = (name: string, changes: Partial<Alert> = {}) =>
  madeAlert({ subject: { kind: 'login-source', name }, ...changes });
const messageOf = (id: string, alert: Alert, receives = 1) => ({
  id,
  body: renderNews({ key: alert, seq: alert.seq }),
  receives,
});

async function worldWith(
  stored: readonly Alert[],
  deliveries: readonly Delivery[] = [],
  clock = { nowMs: 0, stepMs: 0 },
) {
  const { alerts, desks, troubles } = createMemory();
  for (const alert of stored) await alerts.write(alert, 0);
  const sent: Message[] = [];
  const threads: (Thread | undefined)[] = [];
  const tell = async (message: Message, thread: Thread | undefined): Promise<Delivery> => {
    sent.push(message);
    threads.push(thread);
    clock.nowMs += clock.stepMs;
    return deliveries[Math.min(sent.length, deliveries.length) - 1] ?? { kind: 'sent' };
  };
  const dead: string[] = [];
  const notices: Notice[] = [];
  const world: SenderWorld = {
    alerts,
    desks,
    settings: {},
    wait: async () => undefined,
    troubles,
    channel: { name: 'slack', tell },
    place: {},
    deadLetters: { send: async (body, why) => void dead.push(`${why}: ${body}`) },
    others: [{ sendNotice: async (notice) => void notices.push(notice) }],
    now: () => clock.nowMs,
    chance: () => 0.5,
  };
  const run = createSender(world);
  const sender = async (messages: readonly QueueMessage[]) => (await run(messages)).outcomes;
  return { sender, alerts, sent, threads, dead, notices, world };
}

describe('sender', () => {
  it('sends the alert as it now is, its opening before its end, and notes what was told', async () => {
    const now = alertOf('a', { seq: 3, state: 'resolved', change: 'resolve' });
    const { sender, alerts, sent } = await worldWith([now]);
    expect(await sender([messageOf('m1', alertOf('a', { seq: 1 }))])).toEqual([{ id: 'm1', kind: 'heard' }]);
    expect(sent).toMatchObject([
      { id: now.id, seq: 2, change: 'open' },
      { id: now.id, seq: 3, change: 'resolve' },
    ]);
    expect((await alerts.read(now))?.told).toEqual({ slack: 3 });
  });

  it('tells an alert without its lines where these cannot be read', async () => {
    const a = alertOf('a');
    const { sent, world } = await worldWith([a]);
    const run = createSender({ ...world, linesOf: async () => Promise.reject(new Error('throttled')) });
    expect(await run([messageOf('m1', a)])).toMatchObject({ end: 'done', sent: 1, outcomes: [{ kind: 'heard' }] });
    expect(sent).toMatchObject([{ id: a.id }]);
  });

  it('passes over what was told, twice in a batch as well, and what is gone', async () => {
    const a = alertOf('a');
    const told = alertOf('told', { seq: 2 });
    const { sender, alerts, sent } = await worldWith([a, told]);
    await alerts.markTold(told, 'slack', 2);
    await alerts.markTold(a, 'email', 1);
    const messages = [messageOf('m1', a), messageOf('m2', a), messageOf('m3', told), messageOf('m4', alertOf('gone'))];
    expect(new Set((await sender(messages)).map(({ kind }) => kind))).toEqual(new Set(['heard']));
    expect(sent).toHaveLength(1);
  });

  it('tries again what was refused once somebody puts it back, and not before', async () => {
    const a = alertOf('a');
    const { sender, sent, dead } = await worldWith([a], [{ kind: 'give-up', why: 'archived' }, { kind: 'sent' }]);
    const { body } = messageOf('m1', a);
    await sender([{ id: 'm1', body, receives: 1 }]);
    await sender([{ id: 'm2', body, receives: 1 }]);
    expect([sent.length, dead.length]).toEqual([1, 1]);
    await sender([{ id: 'm3', body: renderAgain(body), receives: 1 }]);
    expect([sent.length, dead.length]).toEqual([2, 1]);
    await sender([{ id: 'm4', body: renderAgain(body), receives: 1 }]);
    expect(sent).toHaveLength(2);
  });

  it('tells what waits in the table, whatever the bell that woke it', async () => {
    const a = alertOf('a');
    const { sender, sent, world } = await worldWith([a]);
    await world.desks.wait('slack', { key: { kind: a.kind, subject: a.subject }, seq: 1, severity: 'critical' });
    expect(await sender([{ id: 'm1', body: BELL, receives: 1 }])).toEqual([{ id: 'm1', kind: 'heard' }]);
    expect(sent).toMatchObject([{ id: a.id }]);
    expect(await world.desks.listWaiting('slack', 9)).toEqual([]);
  });

  it('keeps the incident its thread, and gives another episode none', async () => {
    const thread = { incident: '3fa9c1-1', place: 'C0123', message: '1.2' };
    const first = alertOf('a');
    const { sender, alerts, threads } = await worldWith([first], [{ kind: 'sent', thread }]);
    await sender([messageOf('m1', first)]);
    await alerts.write({ ...first, seq: 2, rev: 2, change: 'update' }, 1);
    await sender([messageOf('m2', first)]);
    await alerts.write({ ...first, seq: 3, rev: 3, id: '3fa9c1-2', episode: 2 }, 2);
    await sender([messageOf('m3', first)]);
    expect(threads).toEqual([undefined, thread, undefined]);
  });

  it('keeps what a channel refuses for good among the dead, tells the others once, and goes on', async () => {
    const [a, b, c] = [alertOf('a'), alertOf('b'), alertOf('c')];
    const refused = { kind: 'give-up', why: 'Slack answered 400' } as const;
    const { sender, alerts, dead, notices } = await worldWith([a, b, c], [refused, refused, { kind: 'sent' }]);
    expect(await sender([messageOf('m1', a), messageOf('m2', b), messageOf('m3', c)])).toEqual([
      { id: 'm1', kind: 'heard' },
      { id: 'm2', kind: 'heard' },
      { id: 'm3', kind: 'heard' },
    ]);
    expect((await alerts.read(a))?.told).toEqual({});
    expect(dead).toEqual([a, b].map((each) => `Slack answered 400: ${messageOf('', each).body}`));
    expect(notices).toEqual([
      { channel: 'slack', why: 'Slack answered 400', atMs: 0, key: { kind: a.kind, subject: a.subject } },
    ]);
  });

  it('tells the others again after six hours', async () => {
    const hours = [0, 5.9, 6, 7];
    const alerts = hours.map((hour) => alertOf(`of ${hour}`));
    const clock = { nowMs: 0, stepMs: 0 };
    const { sender, notices } = await worldWith(alerts, [{ kind: 'give-up', why: 'no' }], clock);
    for (const [at, hour] of hours.entries()) {
      clock.nowMs = hour * 3_600_000;
      await sender([messageOf('m', alerts[at]!)]);
    }
    expect(notices.map(({ atMs }) => atMs / 3_600_000)).toEqual([0, 6]);
  });

  it('tells the others that a daily digest was refused, and tells what it counted with the next', async () => {
    const clock = { nowMs: Date.parse('2026-11-20T07:00:00Z'), stepMs: 0 };
    const a = alertOf('a', { severity: 'info' });
    const { sender, sent, dead, notices } = await worldWith(
      [a],
      [{ kind: 'give-up', why: 'no' }, { kind: 'sent' }],
      clock,
    );
    await sender([messageOf('m1', a)]);
    clock.nowMs += 2 * 3_600_000;
    await sender([{ id: 'm2', body: BELL, receives: 1 }]);
    expect(notices).toEqual([{ channel: 'slack', why: 'no', atMs: clock.nowMs }]);
    expect(dead).toEqual([]);
    clock.nowMs += 24 * 3_600_000;
    await sender([{ id: 'm3', body: BELL, receives: 1 }]);
    expect(sent.map(({ noun }) => noun)).toEqual(['daily digest', 'daily digest']);
    expect(sent[1]?.json).toMatchObject({ small: [{ count: 1 }] });
  });

  it.each(['deadLetters', 'others'] as const)('loses nothing where %s cannot be written', async (what) => {
    const a = alertOf('a');
    const { world } = await worldWith([a], [{ kind: 'give-up', why: 'no' }]);
    const fails = () => Promise.reject(new TypeError('canary-value'));
    const broken = { deadLetters: { send: fails }, others: [{ sendNotice: fails }] };
    const { outcomes } = await createSender({ ...world, [what]: broken[what] })([messageOf('m1', a)]);
    expect(outcomes).toMatchObject([{ kind: 'try-again', why: 'TypeError' }]);
  });

  it("tells of another channel's trouble, and lets its own with that tell nobody", async () => {
    const a = alertOf('a');
    const body = renderNotice({ channel: 'email', why: 'SNS did not take the alert: NotFound', atMs: 7, key: a });
    const notice = { id: 'm1', body, receives: 1 };
    const { sender, sent } = await worldWith([a]);
    expect(await sender([notice])).toEqual([{ id: 'm1', kind: 'heard' }]);
    expect(sent).toMatchObject([{ severity: 'critical', title: "The e-mail topic refuses Vigil's alerts" }]);
    expect(JSON.stringify(sent)).toContain('Login attack on');
    const refusing = await worldWith([a], [{ kind: 'give-up', why: 'no' }]);
    expect(await refusing.sender([notice])).toEqual([{ id: 'm1', kind: 'gave-up', why: 'no' }]);
    expect(refusing.notices).toEqual([]);
    expect(refusing.dead).toEqual([`no: ${body}`]);
  });

  it('tells the others once that it has not answered for a quarter of an hour, and again after six hours', async () => {
    const a = alertOf('a');
    const clock = { nowMs: 0, stepMs: 0 };
    const { sender, notices, dead } = await worldWith([a], [{ kind: 'try-again', why: 'no answer' }], clock);
    const minutes = [0, 10, 16, 30, 6 * 60, 6 * 60 + 20, 6 * 60 + 40];
    for (const minute of minutes) {
      clock.nowMs = minute * 60_000;
      await sender([messageOf('m', a)]);
    }
    expect(notices.map(({ atMs, downForMs }) => [atMs / 60_000, downForMs! / 60_000])).toEqual([
      [16, 16],
      [380, 380],
    ]);
    expect(dead).toEqual([]);
    const [notice] = notices;
    const other = await worldWith([]);
    await other.sender([{ id: 'm1', body: renderNotice(notice!), receives: 1 }]);
    expect(other.sent).toMatchObject([{ title: 'Slack has not answered for 16 minutes', severity: 'critical' }]);
  });

  it('takes a refusal for an answer: what did not answer hours before is no silence of hours', async () => {
    const [a, b] = [alertOf('a'), alertOf('b')];
    const clock = { nowMs: 0, stepMs: 0 };
    const down = { kind: 'try-again', why: 'no answer' } as const;
    const { sender, notices } = await worldWith([a, b], [down, { kind: 'give-up', why: 'no' }, down], clock);
    for (const [at, each] of [a, a, b].entries()) {
      clock.nowMs = at * 5 * 3_600_000;
      await sender([messageOf('m', each)]);
    }
    expect(notices).toMatchObject([{ why: 'no' }]);
  });

  it('tells the others why it rests where it asked to be left alone for hours', async () => {
    const a = alertOf('a');
    const clock = { nowMs: 0, stepMs: 0 };
    const { sender, notices, sent } = await worldWith(
      [a],
      [{ kind: 'try-again', why: 'busy', afterMs: 6 * 3_600_000 }],
      clock,
    );
    for (const minute of [0, 10, 20, 30]) {
      clock.nowMs = minute * 60_000;
      await sender([messageOf('m', a)]);
    }
    expect(sent).toHaveLength(1);
    expect(notices).toMatchObject([{ why: 'busy', downForMs: 20 * 60_000 }]);
  });

  it('tells the others of each reason why it refuses, whatever a clock that was ahead has noted', async () => {
    const [a, b, c] = [alertOf('a'), alertOf('b'), alertOf('c')];
    const whys = ['Slack answered 400 (invalid_blocks)', 'token_revoked', 'token_revoked'];
    const { sender, notices, world } = await worldWith(
      [a, b, c],
      whys.map((why) => ({ kind: 'give-up', why })),
    );
    await world.troubles.noteTold('slack', 'token_revoked', 1e12);
    for (const each of [a, b, c]) await sender([messageOf('m', each)]);
    expect(notices.map(({ why }) => why)).toEqual(whys.slice(0, 2));
  });

  it('rests for as long as the channel asks, up to half a day, and no longer for a clock that went back', async () => {
    const HOUR = 3_600_000;
    const a = alertOf('a');
    const clock = { nowMs: 100 * HOUR, stepMs: 0 };
    const asked = { kind: 'try-again', why: 'Slack answered 429', afterMs: 2 * HOUR } as const;
    const { sender, sent } = await worldWith([a], [asked, { ...asked, afterMs: 30 * HOUR }, asked], clock);
    for (const [hour, tries] of [
      [100, 1],
      [101.9, 1],
      [102, 2],
      [113.9, 2],
      [114, 3],
      [90, 4], // the rest was to end at 116
    ] as const) {
      clock.nowMs = hour * HOUR;
      await sender([messageOf('m', a)]);
      expect([hour, sent.length]).toEqual([hour, tries]);
    }
  });

  it('lets a busy channel rest', async () => {
    const [a, b] = [alertOf('a'), alertOf('b')];
    const { sender, sent } = await worldWith(
      [a, b],
      [{ kind: 'try-again', why: 'Slack answered 429', afterMs: 30_000 }],
    );
    expect(await sender([messageOf('m1', a), messageOf('m2', b)])).toEqual([
      { id: 'm1', kind: 'try-again', why: 'Slack answered 429', pauseMs: 31_500 },
      { id: 'm2', kind: 'heard' }, // one bell is enough
    ]);
    expect(sent).toMatchObject([{ id: a.id }]);
  });

  it('waits longer each time where the channel does not say how long', async () => {
    const a = alertOf('a');
    const clock = { nowMs: 0, stepMs: 0 };
    const { sender } = await worldWith([a], [{ kind: 'try-again', why: 'down' }], clock);
    const pauses = [];
    for (const receives of [1, 4, 8, 900]) {
      clock.nowMs += 3_600_000;
      pauses.push((await sender([messageOf('m', a, receives)]))[0]?.pauseMs);
    }
    expect(pauses).toEqual([1_500, 8_500, 128_500, 150_500]);
  });

  it('begins nothing that it could not end in time', async () => {
    const alerts = ['a', 'b', 'c'].map((name) => alertOf(name));
    const { sender, sent } = await worldWith(alerts, [], { nowMs: 0, stepMs: 9_000 });
    const outcomes = await sender(alerts.map((alert, index) => messageOf(`m${index}`, alert)));
    expect(outcomes.filter(({ kind }) => kind === 'try-again')).toMatchObject([
      { why: 'no time was left', pauseMs: 0 },
    ]);
    expect(sent).toHaveLength(2);
  });

  it.each(['', 'text', '{}', '{"alert":"F#1#a#0","seq":1}', '{"alert":"A#1#timeouts#F#a","seq":"1"}', '[1]'])(
    'gives up %p, which names no alert',
    async (body) => {
      const { sender, sent, dead } = await worldWith([]);
      expect(await sender([{ id: 'm1', body, receives: 1 }])).toEqual([
        { id: 'm1', kind: 'gave-up', why: 'the message names no alert' },
      ]);
      expect(sent).toHaveLength(0);
      expect(dead).toEqual([`the message names no alert: ${body}`]);
    },
  );

  it.each(['read', 'markTold'] as const)('tries again when the table fails at %s', async (method) => {
    const a = alertOf('a');
    const { world } = await worldWith([a]);
    const failing: SenderWorld['alerts'] = {
      ...world.alerts,
      [method]: () => Promise.reject(new TypeError('canary-value')),
    };
    const { outcomes } = await createSender({ ...world, alerts: failing })([messageOf('m1', a)]);
    expect(outcomes).toMatchObject([{ id: 'm1', kind: 'try-again', why: 'TypeError' }]);
  });
});
