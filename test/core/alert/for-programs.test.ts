/** What programs are told: each alert, and no digest in place of it. */
import { handOver } from '../../../core/alert/hand-over';
import { settingsOn } from '../../../core/alert/for-programs';
import { whySmall } from '../../../core/alert/small';

const info = { kind: 'slow-calls', severity: 'info', openedAtMs: 0, lastSeenMs: 0 } as const;

it('an alert that waits for the digest elsewhere is told programs at once', () => {
  expect(whySmall(info, settingsOn('email', {}))).toBe('info');
  expect(whySmall(info, settingsOn('ocsf', {}))).toBeUndefined();
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
