/** What programs are told: each alert, and no digest in place of it. */
import { createMemory } from '../../../adapters/memory';
import { tellChannel } from '../../../core/alert/desk/tell-channel';
import { madeAlert } from '../../contracts/made-alert';
import { handOver } from '../../../core/alert/hand-over';
import { settingsOn } from '../../../core/alert/for-programs';
import { whySmall } from '../../../core/alert/small';

const info = { kind: 'slow-calls', severity: 'info', openedAtMs: 0, lastSeenMs: 0 } as const;

it('an alert that waits for the digest elsewhere is told programs at once', () => {
  expect(whySmall(info, settingsOn('email', {}))).toBe('info');
  expect(whySmall(info, settingsOn('ocsf', {}))).toBeUndefined();
});

it('a storm is told them alert by alert, its ends as well, at once, what was refused in between alone left out', async () => {
  const nowMs = Date.parse('2026-11-22T09:00:00Z');
  const { alerts, desks } = createMemory();
  const names = Array.from({ length: 300 }, (_, number) => `f${number}`);
  const subjectOf = (name: string) => ({ kind: 'function', name }) as const;
  const fire = async (change: 'open' | 'resolve', seq: number) => {
    for (const name of names) {
      const key = { kind: 'timeouts', subject: subjectOf(name) } as const;
      const state = change === 'open' ? 'open' : 'resolved';
      await alerts.write(madeAlert({ ...key, id: `${name}-1`, seq, rev: seq, change, state }), seq - 1);
      await desks.wait('ocsf', { key, seq, severity: 'warning' });
    }
  };
  const told: string[] = [];
  let clockMs = nowMs;
  const run = () =>
    tellChannel({
      desk: desks,
      alerts,
      channel: 'ocsf',
      tell: async (what) => {
        if (what.id === 'f7-1') return { kind: 'give-up', why: 'no' };
        if ('form' in what && what.form !== 'digest') throw new Error(`a ${what.form} for programs`);
        told.push(`${what.id} ${'change' in what ? what.change : 'digest'}`);
        return { kind: 'sent' };
      },
      onRefused: async () => undefined,
      settings: settingsOn('ocsf', {}),
      now: () => clockMs,
      wait: async () => Promise.reject(new Error('waited')),
      holder: 'one',
    });
  await fire('open', 1);
  await run();
  expect(told.toSorted()).toEqual(
    names
      .filter((name) => name !== 'f7')
      .map((name) => `${name}-1 open`)
      .toSorted(),
  );
  told.length = 0;
  clockMs += 16 * 60_000; // a digest of what was refused is due
  await fire('resolve', 2);
  await run();
  const ends = names.filter((name) => name !== 'f7').map((name) => `${name}-1 resolve`);
  expect(told.filter((each) => each.endsWith('resolve')).toSorted()).toEqual(ends.toSorted());
});

it('their sender is not woken for a day that it will not tell', async () => {
  const rung: string[] = [];
  await handOver([], {
    alerts: { forgetOpen: async () => undefined },
    desks: { wait: async () => undefined, listWaiting: async () => [], read: async () => undefined },
    routing: { choose: 'all', routes: [{ match: {}, channels: ['email', 'ocsf'] }] },
    settings: {},
    tagsOf: () => ({}),
    ring: async (channel) => void rung.push(channel),
    now: () => Date.parse('2026-11-22T09:00:00Z'),
  });
  expect(rung).toEqual(['email']);
});
