/** Shows `vigil alerts` on a table in memory: which alerts it lists, in which order, and what it says of each. */
import { listAlerts } from '../../cli/alerts';
import { acknowledge } from '../../core/alert/announce';
import { SAMPLE_EVIDENCE } from '../../core/alert/sample-evidence';
import { captureTerminal } from './capture-terminal';
import { MINUTE, T0, timeouts, troubledTable } from './troubled-table';

type Table = ReturnType<typeof troubledTable>;

async function listed(
  table: Table,
  options: { open?: boolean; json?: boolean } = {},
  channels: readonly string[] | undefined = ['email', 'slack', 'webhook'],
) {
  const terminal = captureTerminal();
  await listAlerts({ open: false, json: false, ...options }, { ...table, channels }, terminal);
  return { outs: terminal.outs, errs: terminal.errs };
}

/** The one line of the alert, its cells by heading. */
async function cellsOf(table: Table, line = 1) {
  const { outs } = await listed(table);
  const [headings = '', row = ''] = [outs[0], outs[line]];
  const starts = [...headings.matchAll(/(?<=^|  )\S/g)].map(({ index }) => index);
  return Object.fromEntries(
    starts.map((from, at) => [headings.slice(from, starts[at + 1]).trim(), row.slice(from, starts[at + 1]).trim()]),
  );
}

it.each([
  ['of an empty table', async () => {}, {}, 'no alert is open, and none was in 7 days'],
  ['of an empty table, asked for open ones', async () => {}, { open: true }, 'no alert is open'],
  [
    'where all are over',
    async (table: Table) => {
      await table.look(0, 'checkout', timeouts('checkout'));
      await table.ends(20, 'checkout');
    },
    { open: true },
    'no alert is open',
  ],
])('says that none is open: %s', async (_, prepare, options, said) => {
  const table = troubledTable();
  await prepare(table);
  expect(await listed(table, options)).toEqual({ outs: [], errs: [said] });
});

it('lists the open ones, then those that are over, newest first', async () => {
  const table = troubledTable();
  await table.look(0, 'a', timeouts('a'));
  await table.look(1, 'b', timeouts('b'));
  await table.ends(10, 'b');
  await table.look(11, 'c', timeouts('c'));
  await table.ends(20, 'c');
  await table.look(21, 'd', timeouts('d'));
  await table.look(30, 'b', timeouts('b'));
  const { outs, errs } = await listed(table);
  expect(outs.slice(1).map((line) => /timeouts +(\S+) +(\S+)/.exec(line)?.slice(1))).toEqual([
    ['b', 'open'],
    ['d', 'open'],
    ['a', 'open'],
    ['c', 'resolved'],
    ['b', 'resolved'],
  ]);
  expect(errs).toEqual([]);
  expect((await listed(table, { open: true })).outs).toHaveLength(4);
});

describe('says of an alert', () => {
  it.each<[string, (table: Table) => Promise<unknown>, Record<string, string | RegExp>]>([
    [
      'that it is open, since when, and that nobody is told yet',
      (table) => table.look(0, 'checkout', timeouts('checkout')),
      {
        id: expect.stringMatching(/^#[0-9a-f]{6}-1$/),
        severity: 'warning',
        kind: 'timeouts',
        of: 'checkout',
        state: 'open',
        'since (UTC)': '2026-11-20 14:00',
        'acknowledged by': '–',
        told: 'nobody yet',
      },
    ],
    [
      'who acknowledged it',
      async ({ look, alerts }) => {
        const alert = await look(0, 'checkout', timeouts('checkout'));
        await alerts.write(acknowledge(alert, 'alice', T0)!, alert.rev);
      },
      { 'acknowledged by': 'alice' },
    ],
    [
      'what was told where, and what waits',
      async ({ look, alerts, desks }) => {
        const { kind, subject, severity } = await look(0, 'checkout', timeouts('checkout'));
        const key = { kind, subject };
        await alerts.markTold(key, 'email', 1);
        const { seq } = await look(5, 'checkout', timeouts('checkout', { severity: 'critical' }));
        await alerts.markTold(key, 'slack', seq);
        await desks.wait('email', { key, seq, severity });
        await desks.wait('webhook', { key, seq, severity, isRefused: true });
      },
      { severity: 'critical', told: 'email: told 1 of 2, waiting, slack: told 2, webhook: told 0 of 2, refused' },
    ],
    [
      'that a silence hushes it, whatever was told of the episode before',
      async ({ look, ends, alerts }) => {
        const key = await look(0, 'checkout', timeouts('checkout'));
        await alerts.markTold(key, 'email', 1);
        await alerts.markTold(key, 'email', (await ends(10, 'checkout')).seq);
        const silence = { by: 's1', author: 'Ada', untilMs: T0 + 120 * MINUTE };
        await look(20, 'checkout', timeouts('checkout'), { why: 'silenced', ...silence });
      },
      { state: 'open, silenced by Ada until 2026-11-20 16:00 (s1)', told: 'nobody' },
    ],
    [
      'that another alert says more',
      (table) => table.look(0, 'checkout', timeouts('checkout'), { why: 'inhibited', by: 'out-of-memory' }),
      { state: 'open, hushed by alert out-of-memory', told: 'nobody' },
    ],
    [
      'that its function is new',
      (table) => table.look(0, 'checkout', timeouts('checkout'), { why: 'new-function' }),
      { state: 'open, hushed: new function', told: 'nobody' },
    ],
    [
      'that it flaps',
      async ({ look, ends }) => {
        for (const minute of [0, 6, 12]) {
          await look(minute, 'checkout', timeouts('checkout'));
          if (minute < 12) await ends(minute + 4, 'checkout');
        }
      },
      { state: 'open, flapping', id: expect.stringMatching(/-3$/) },
    ],
    [
      'when it was over',
      async ({ look, ends, alerts }) => {
        const key = await look(0, 'checkout', timeouts('checkout'));
        await alerts.markTold(key, 'email', (await ends(20, 'checkout')).seq);
      },
      { state: 'resolved 2026-11-20 14:20', told: 'email: told 2' },
    ],
    [
      'that it waits for a second look, with no number as yet',
      (table) =>
        table.look(
          0,
          'checkout',
          timeouts('checkout', {
            kind: 'error-burst',
            ratio: 1,
            evidence: SAMPLE_EVIDENCE['error-burst'],
          }),
        ),
      { id: expect.stringMatching(/^#[0-9a-f]{6}$/), state: 'pending', told: 'nobody yet' },
    ],
  ])('%s', async (_, prepare, said) => {
    const table = troubledTable();
    await prepare(table);
    expect(await cellsOf(table)).toMatchObject(said);
  });

  it('in the journal alone, why nobody was told', async () => {
    const table = troubledTable();
    await table.look(0, 'checkout', timeouts('checkout'), { why: 'silenced', by: 's1' });
    await table.ends(20, 'checkout');
    await table.look(30, 'checkout', timeouts('checkout'));
    expect(await cellsOf(table, 2)).toMatchObject({
      state: 'resolved 2026-11-20 14:20, silenced',
      told: '–',
    });
  });
});

it('leaves out what opened more than a week ago and is told everywhere, but not what is open since', async () => {
  const table = troubledTable();
  await table.look(0, 'old', timeouts('old'));
  const over = await table.ends(10, 'old');
  await table.alerts.forgetOpen(over);
  await table.look(11, 'lasting', timeouts('lasting'));
  const later = { ...table, now: () => T0 + 8 * 24 * 60 * MINUTE };
  expect((await listed(later)).outs.slice(1).map((line) => /timeouts +(\S+)/.exec(line)?.[1])).toEqual(['lasting']);
});

describe('the channel of a route that is down since its first day', () => {
  async function waitsFor(channel: string) {
    const table = troubledTable();
    const { kind, subject, severity, seq } = await table.look(0, 'checkout', timeouts('checkout'));
    await table.desks.wait(channel, { key: { kind, subject }, seq, severity });
    return table;
  }

  it('is shown, for the stack names it', async () => {
    const { outs, errs } = await listed(await waitsFor('slack-shop'), {}, ['email', 'slack-shop']);
    expect(outs[1]).toContain('slack-shop: told 0 of 1, waiting');
    expect(errs).toEqual([]);
  });

  it('is said to be missing where the stack could not be asked, and those that most have are shown', async () => {
    const table = await waitsFor('slack');
    const terminal = captureTerminal();
    await listAlerts({ open: false, json: false }, table, terminal);
    expect(terminal.outs[1]).toContain('slack: told 0 of 1, waiting');
    expect(terminal.errs).toEqual([expect.stringContaining('DescribeStackResources')]);
  });
});

it('cannot be made to write on the terminal by the name of a log group', async () => {
  const table = troubledTable();
  await table.look(0, 'x\u001b[2J\nfake', timeouts('x\u001b[2J\nfake'));
  const { outs } = await listed(table);
  expect(outs).toHaveLength(2);
  expect(outs.join('')).not.toContain('\u001b');
});

it('prints one JSON object a line', async () => {
  const table = troubledTable();
  const alert = await table.look(0, 'checkout', timeouts('checkout'));
  await table.alerts.markTold(alert, 'email', 1);
  const { outs } = await listed(table, { json: true });
  expect(outs.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      id: alert.id,
      severity: 'warning',
      kind: 'timeouts',
      function: 'checkout',
      state: 'open',
      isFlapping: false,
      since: '2026-11-20T14:00:00.000Z',
      seq: 1,
      channels: [{ channel: 'email', told: 1, isWaiting: false, isRefused: false }],
    },
  ]);
});
