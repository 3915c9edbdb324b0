/** Shows `vigil ack` on a table in memory: what it says, what it writes, and that what it promises is so. */
import { ackAndTell } from '../../cli/ack';
import type { Alert } from '../../core/alert/alert';
import { messageOfAlert } from '../../core/alert/alert-message';
import { acknowledge } from '../../core/alert/announce';
import { renderEmail } from '../../core/alert/email';
import { renderSlackReply } from '../../core/alert/slack';
import { vigil } from '../../cli/vigil';
import { captureTerminal } from './capture-terminal';
import { MINUTE, T0, timeouts, troubledTable } from './troubled-table';

const SILENCED = { why: 'silenced', by: 's1' } as const;

async function acked(by = 'alice', open = timeouts('checkout')) {
  const table = troubledTable();
  const { id } = await table.look(0, 'checkout', open);
  const terminal = captureTerminal();
  const code = await ackAndTell(`#${id}`, by, table, terminal);
  const stored = async () => (await table.alerts.read({ kind: 'timeouts', subject: open.subject }))!;
  return { table, id, terminal, code, stored };
}

it('notes who has taken the alert on, and says what follows', async () => {
  const { id, terminal, code, stored } = await acked();
  expect(code).toBe(0);
  expect(terminal.outs).toEqual([
    `#${id} timeouts of checkout: acknowledged by alice; all who know of it hear that; no reminders from now on, and updates only ` +
      `when it gets worse; its end is told; should it become more severe, reminders begin anew`,
  ]);
  expect(await stored()).toMatchObject({ acknowledged: { by: 'alice' }, rev: 2, state: 'open' });
});

describe('who knows of the alert', () => {
  it('hears who has it, in an update that says nothing of a reminder; it changed when it did before', async () => {
    const { table } = await acked('alice');
    const reminded = await table.look(0, 'pay', timeouts('pay'));
    const taken = acknowledge({ ...reminded, reminders: 1 }, 'Ada', T0 + 24 * 60 * MINUTE)!;
    expect(taken).toMatchObject({ change: 'update', seq: reminded.seq + 1, changedAtMs: reminded.changedAtMs });
    const { body, subject } = renderEmail(messageOfAlert(taken, {}));
    expect(subject).toMatch(/^\[Vigil warning update\] /);
    expect(body).toContain('\nTaken on: by Ada\n');
    expect(body).not.toMatch(/^(?:Reminder|New)/m);
    expect(JSON.stringify(renderSlackReply(messageOfAlert(taken, {})))).toContain('by Ada');
    expect(messageOfAlert(taken, {}).json).toMatchObject({ acknowledgedBy: 'Ada' });
    expect(messageOfAlert(taken, {}).finding).toMatchObject({ status_id: 2, status: 'In Progress' });
  });

  it.each<[string, Partial<Alert>]>([
    ['nothing while it is silenced', { hush: { why: 'silenced', by: 's1', author: 'Ada', untilMs: T0 + MINUTE } }],
    ['nothing where nobody was told of it', { announced: 0, loud: 0 }],
  ])('hears %s', async (_, changes) => {
    const alert = { ...(await troubledTable().look(0, 'pay', timeouts('pay'))), ...changes };
    expect(acknowledge(alert, 'Ada', T0)).toMatchObject({ seq: alert.seq, change: alert.change });
  });
});

const grown = timeouts('checkout', {
  ratio: 40,
  evidence: { kind: 'timeouts', timeouts: 40, calls: 90, windowMinutes: 15 },
});
const severe = timeouts('checkout', { severity: 'critical' });

describe('what is promised', () => {
  it.each([
    ['there is no reminder after two days', 48 * 60, timeouts('checkout'), false, true],
    ['there is no update where it only grows', 10, grown, false, true],
    ['it is told when it becomes more severe, and the acknowledgement lapses', 10, severe, true, false],
    ['its end is told', undefined, undefined, true, true],
  ] as const)('%s', async (_, minute, finding, isTold, isAcknowledged) => {
    const after = async (table: Awaited<ReturnType<typeof acked>>['table']): Promise<Alert> =>
      minute === undefined ? table.ends(20, 'checkout') : table.look(minute, 'checkout', finding);
    const { table } = await acked();
    const alert = await after(table);
    expect([alert.seq > 2, alert.acknowledged !== undefined]).toEqual([isTold, isAcknowledged]);
    const other = troubledTable();
    await other.look(0, 'checkout', timeouts('checkout'));
    expect((await after(other)).seq).toBe(2); // whoever acknowledges nothing is told each of these
  });

  it('has reminders begin anew once it is more severe', async () => {
    const { table } = await acked();
    await table.look(10, 'checkout', severe);
    expect(await table.look(10 + 5 * 60, 'checkout', severe)).toMatchObject({ seq: 4, reminders: 1 });
  });

  it('says nothing of lapsing where nothing is more severe', async () => {
    const { terminal } = await acked('alice', severe);
    expect(terminal.outs[0]).toMatch(/its end is told$/);
  });

  it('of an alert that nobody was told of, is only that there are no reminders', async () => {
    const table = troubledTable();
    const { id } = await table.look(0, 'checkout', timeouts('checkout'), SILENCED);
    const terminal = captureTerminal();
    expect(await ackAndTell(id, 'alice', table, terminal)).toBe(0);
    expect(terminal.outs[0]).toMatch(/; nobody was told of it so far; should it be told after all, there are no rem/);
    expect(await table.look(5, 'checkout', timeouts('checkout'))).toMatchObject({ seq: 1, change: 'open' });
    expect(await table.look(48 * 60, 'checkout', timeouts('checkout'))).toMatchObject({ seq: 1 });
  });
});

it('says who had acknowledged it already, and leaves it at that', async () => {
  const { table, id, stored } = await acked();
  const terminal = captureTerminal();
  expect(await ackAndTell(id, 'bob', table, terminal)).toBe(0);
  expect(terminal.outs).toEqual([
    `#${id} timeouts of checkout: acknowledged already, by alice at 2026-11-20 14:00 UTC`,
  ]);
  expect((await stored()).rev).toBe(2);
});

it('acknowledges all the same where the sweeper wrote in between, and keeps what that wrote', async () => {
  const table = troubledTable();
  const { id, subject } = await table.look(0, 'checkout', timeouts('checkout'));
  let isFirst = true;
  const write: typeof table.alerts.write = async (alert, rev) => {
    if (isFirst) {
      isFirst = false;
      await table.look(1, 'checkout', timeouts('checkout', { ratio: 5 }));
    }
    return table.alerts.write(alert, rev);
  };
  expect(await ackAndTell(id, 'alice', { ...table, alerts: { ...table.alerts, write } }, captureTerminal())).toBe(0);
  const stored = await table.alerts.read({ kind: 'timeouts', subject });
  expect(stored).toMatchObject({ acknowledged: { by: 'alice' }, peakRatio: 5, rev: 3 });
});

it('gives up where others write each time', async () => {
  const table = troubledTable();
  const { id } = await table.look(0, 'checkout', timeouts('checkout'));
  const terminal = captureTerminal();
  const alerts = { ...table.alerts, write: async () => false };
  expect(await ackAndTell(id, 'alice', { ...table, alerts }, terminal)).toBe(1);
  expect(terminal.errs).toEqual(['vigil: the sweeper wrote at the same time; try again']);
});

describe('what cannot be acknowledged', () => {
  it.each([
    [
      'an unknown id where another is near',
      (id: string) => id.replace(/-1$/, '-7'),
      /has the id \S+; did you mean \S+-1\?$/,
    ],
    ['an id like none', () => 'whatever-it-is', /stands in every message.* "vigil alerts" lists those that are open$/],
  ])('%s', async (_, wantedOf, said) => {
    const table = troubledTable();
    const { id } = await table.look(0, 'checkout', timeouts('checkout'));
    const terminal = captureTerminal();
    expect(await ackAndTell(wantedOf(id), 'alice', table, terminal)).toBe(1);
    expect(terminal.errs[0]).toMatch(said);
    expect(terminal.outs).toEqual([]);
  });

  it('an alert that is over, and what it is now', async () => {
    const { table, id } = await acked();
    await table.ends(20, 'checkout');
    const terminal = captureTerminal();
    expect(await ackAndTell(id, 'alice', table, terminal)).toBe(1);
    await table.look(60, 'checkout', timeouts('checkout'));
    expect(await ackAndTell(id, 'alice', table, terminal)).toBe(1);
    const over = `vigil: #${id} was over at 2026-11-20 14:20 UTC: there is nothing to acknowledge`;
    expect(terminal.errs).toEqual([over, `${over}; it is open again as #${id.replace(/-1$/, '-2')}`]);
  });

  it('any where none is open', async () => {
    const terminal = captureTerminal();
    expect(await ackAndTell('3fa9c1-2', 'alice', troubledTable(), terminal)).toBe(1);
    expect(terminal.errs).toEqual(['vigil: no alert has the id 3fa9c1-2; none is open']);
  });

  it('one by nobody', async () => {
    await expect(ackAndTell('3fa9c1-2', ' ', troubledTable(), captureTerminal())).rejects.toThrow(/such as --by alice/);
  });
});

it.each([
  ['ack without a table', ['ack', '3fa9c1-2'], /required option '--table <name>'/],
  ['ack without an alert', ['ack', '--table', 'T'], /missing required argument 'alert'/],
  ['alerts without a table', ['alerts'], /required option '--table <name>'/],
])('says how it is used: %s', async (_, args, said) => {
  const terminal = captureTerminal();
  expect(await vigil(args, terminal)).toBe(2);
  expect(terminal.errs.join('\n')).toMatch(said);
});
