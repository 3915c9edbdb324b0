/** Shows that a sender tells each change once, never less, and lets a channel rest that is busy. */
import { createMemory } from '../../../adapters/memory';
import type { Alert } from '../../../core/alert/alert';
import { renderNews } from '../../../core/alert/news';
import type { AlertStore, Delivery } from '../../../core/ports';
import { createSender } from '../../../lambda/sender/sender';
import { madeAlert } from '../../contracts/made-alert';

const alertOf = (name: string, changes: Partial<Alert> = {}) =>
  madeAlert({ subject: { kind: 'login-source', name }, ...changes });
const messageOf = (id: string, alert: Alert) => ({ id, body: renderNews({ key: alert, seq: alert.seq }) });

async function worldWith(
  stored: readonly Alert[],
  deliveries: readonly Delivery[] = [],
  clock = { nowMs: 0, stepMs: 0 },
) {
  const { alerts } = createMemory();
  for (const alert of stored) await alerts.write(alert, 0);
  const sent: Alert[] = [];
  const send = async (alert: Alert): Promise<Delivery> => {
    sent.push(alert);
    clock.nowMs += clock.stepMs;
    return deliveries[Math.min(sent.length, deliveries.length) - 1] ?? { kind: 'sent' };
  };
  const world = { alerts, channel: { name: 'slack', send }, now: () => clock.nowMs };
  return { sender: createSender(world), alerts, sent, world };
}

describe('sender', () => {
  it('sends the alert as it now is, and notes what was told', async () => {
    const now = alertOf('a', { seq: 3, change: 'resolve' });
    const { sender, alerts, sent } = await worldWith([now]);
    expect(await sender([messageOf('m1', alertOf('a', { seq: 1 }))])).toEqual([{ id: 'm1', kind: 'sent' }]);
    expect(sent).toEqual([now]);
    expect((await alerts.read(now))?.told).toEqual({ slack: 3 });
  });

  it('passes over what was told, twice in a batch as well, and what is gone', async () => {
    const a = alertOf('a');
    const told = alertOf('told', { seq: 2 });
    const { sender, alerts, sent } = await worldWith([a, told]);
    await alerts.markTold(told, 'slack', 2);
    await alerts.markTold(a, 'email', 1);
    const messages = [messageOf('m1', a), messageOf('m2', a), messageOf('m3', told), messageOf('m4', alertOf('gone'))];
    expect((await sender(messages)).map(({ kind }) => kind)).toEqual([
      'sent',
      'nothing-new',
      'nothing-new',
      'nothing-new',
    ]);
    expect(sent).toHaveLength(1);
  });

  it('goes on after an alert that no one will ever take', async () => {
    const [a, b] = [alertOf('a'), alertOf('b')];
    const { sender, alerts } = await worldWith(
      [a, b],
      [{ kind: 'give-up', why: 'Slack answered 400' }, { kind: 'sent' }],
    );
    expect(await sender([messageOf('m1', a), messageOf('m2', b)])).toEqual([
      { id: 'm1', kind: 'give-up', why: 'Slack answered 400' },
      { id: 'm2', kind: 'sent' },
    ]);
    expect((await alerts.read(a))?.told).toEqual({});
  });

  it('lets a busy channel rest', async () => {
    const [a, b] = [alertOf('a'), alertOf('b')];
    const { sender, sent } = await worldWith([a, b], [{ kind: 'try-again', why: 'Slack answered 429', afterMs: 1000 }]);
    expect(await sender([messageOf('m1', a), messageOf('m2', b)])).toEqual([
      { id: 'm1', kind: 'try-again', why: 'Slack answered 429' },
      { id: 'm2', kind: 'try-again', why: 'Slack answered 429' },
    ]);
    expect(sent).toEqual([a]);
  });

  it('begins nothing that it could not end in time', async () => {
    const alerts = ['a', 'b', 'c'].map((name) => alertOf(name));
    const { sender } = await worldWith(alerts, [], { nowMs: 0, stepMs: 9_000 });
    const outcomes = await sender(alerts.map((alert, index) => messageOf(`m${index}`, alert)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'try-again']);
  });

  it.each(['', 'text', '{}', '{"alert":"F#1#a#0","seq":1}', '{"alert":"A#1#timeouts#F#a","seq":"1"}', '[1]'])(
    'gives up %p, which names no alert',
    async (body) => {
      const { sender, sent } = await worldWith([]);
      expect(await sender([{ id: 'm1', body }])).toEqual([
        { id: 'm1', kind: 'give-up', why: 'the message names no alert' },
      ]);
      expect(sent).toHaveLength(0);
    },
  );

  it.each(['read', 'markTold'] as const)('tries again when the table fails at %s', async (method) => {
    const a = alertOf('a');
    const { world } = await worldWith([a]);
    const failing: AlertStore = { ...world.alerts, [method]: () => Promise.reject(new TypeError('canary-value')) };
    expect(await createSender({ ...world, alerts: failing })([messageOf('m1', a)])).toEqual([
      { id: 'm1', kind: 'try-again', why: 'TypeError' },
    ]);
  });
});
