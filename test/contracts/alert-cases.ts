/** What every alert store must do: compare and set, never lose what was told, know what is open. */
import type { Alert } from '../../core/alert/alert';
import { madeAlert } from './made-alert';
import type { FreshState } from './state-under-test';

export function describeAlerts(fresh: FreshState): void {
  it('gives back what was written, and undefined for what never was', async () => {
    const { alerts } = await fresh();
    const alert = madeAlert({ calmSinceMs: 5 });
    expect(await alerts.read(alert)).toBeUndefined();
    expect(await alerts.write(alert, 0)).toBe(true);
    expect(await alerts.read({ kind: alert.kind, subject: alert.subject })).toEqual(alert);
    expect(await alerts.read({ ...alert, kind: 'timeouts' })).toBeUndefined();
  });

  it.each([
    ['where there is one already', 0, false],
    ['upon an older one', 1, false],
    ['upon the stored one', 2, true],
    ['upon one that never was', 7, false],
  ])('writes %s: rev %i, %p', async (_, expectedRev, isWritten) => {
    const { alerts } = await fresh();
    await alerts.write(madeAlert(), 0);
    await alerts.write(madeAlert({ rev: 2, lastSeenMs: 2 }), 1);
    const next = madeAlert({ rev: 3, seq: 2, change: 'update', lastSeenMs: 3 });
    expect(await alerts.write(next, expectedRev)).toBe(isWritten);
    expect((await alerts.read(next))?.lastSeenMs).toBe(isWritten ? 3 : 2);
  });

  it('lets one of many writers win', async () => {
    const { alerts } = await fresh();
    await alerts.write(madeAlert(), 0);
    const writers = Array.from({ length: 32 }, (_, index) =>
      alerts.write(madeAlert({ rev: 2, seq: 2, toldCount: index }), 1),
    );
    const won = (await Promise.all(writers)).flatMap((isWritten, index) => (isWritten ? [index] : []));
    expect(won).toHaveLength(1);
    expect((await alerts.read(madeAlert()))?.toldCount).toBe(won[0]);
  });

  it('leaves what was told as stored, whatever a writer believes', async () => {
    const { alerts } = await fresh();
    await alerts.write(madeAlert({ told: { email: 9 } }), 0);
    expect((await alerts.read(madeAlert()))?.told).toEqual({});
    await alerts.markTold(madeAlert(), 'email', 1);
    await alerts.markTold(madeAlert(), 'slack', 1);
    await alerts.write(madeAlert({ rev: 2, seq: 2, told: { email: 0 } }), 1);
    expect((await alerts.read(madeAlert()))?.told).toEqual({ email: 1, slack: 1 });
  });

  it('never lowers what was told, and tells nothing of an alert that is not there', async () => {
    const { alerts } = await fresh();
    await alerts.markTold(madeAlert(), 'email', 4);
    expect(await alerts.read(madeAlert())).toBeUndefined();
    await alerts.write(madeAlert({ seq: 5 }), 0);
    for (const seq of [3, 5, 4, 1]) await alerts.markTold(madeAlert(), 'email', seq);
    expect((await alerts.read(madeAlert()))?.told).toEqual({ email: 5 });
  });

  it('keeps the thread that a channel gave with what it was told, whatever is written after', async () => {
    const { alerts } = await fresh();
    const thread = { incident: '3fa9c1-1', place: 'C0123', message: '1795405500.000100' };
    const newer = { ...thread, incident: '3fa9c1-2', message: '1795405999.000200' };
    await alerts.write(madeAlert({ threads: { slack: thread } }), 0);
    expect((await alerts.read(madeAlert()))?.threads).toBeUndefined();
    await alerts.markTold(madeAlert(), 'slack', 1, thread);
    await alerts.markTold(madeAlert(), 'email', 1);
    await alerts.write(madeAlert({ rev: 2, seq: 2 }), 1);
    expect(await alerts.read(madeAlert())).toMatchObject({ told: { email: 1, slack: 1 }, threads: { slack: thread } });
    await alerts.markTold(madeAlert(), 'slack', 1, newer);
    expect((await alerts.read(madeAlert()))?.threads).toEqual({ slack: thread });
    await alerts.markTold(madeAlert(), 'slack', 2, newer);
    expect((await alerts.read(madeAlert()))?.threads).toEqual({ slack: newer });
  });

  it("knows when a channel's troubles were last told", async () => {
    const { troubles } = await fresh();
    expect(await troubles.lastTold('slack', 'down')).toBeUndefined();
    await troubles.noteTold('slack', 'down', 1_795_405_500_000);
    await troubles.noteTold('slack', 'down', 1_795_405_600_000);
    expect(await troubles.lastTold('slack', 'down')).toBe(1_795_405_600_000);
    expect(await troubles.lastTold('slack', 'Slack answered 400')).toBeUndefined();
    expect(await troubles.lastTold('email', 'down')).toBeUndefined();
  });

  it('knows which alerts are open', async () => {
    const { alerts } = await fresh();
    const login = keyOf(madeAlert());
    const slow = { kind: 'slow-calls', subject: { kind: 'function', name: 'checkout' } } as const;
    expect(await alerts.listOpen()).toEqual([]);
    for (const key of [login, slow, login]) await alerts.noteOpen(key);
    expect(await alerts.listOpen()).toEqual([login, slow]);
    await alerts.forgetOpen(login);
    await alerts.forgetOpen(login);
    expect(await alerts.listOpen()).toEqual([slow]);
  });
}

const keyOf = ({ kind, subject }: Alert) => ({ kind, subject });
