/** The life of a group on a channel: who joins it is named, who leaves it does not keep it open, and it ends once. */
import { renderEmail } from '../../../../core/alert/email';
import { renderSlackReply } from '../../../../core/alert/slack';
import { aDesk, MINUTE, said } from './a-desk';

const FIVE = ['a', 'b', 'c', 'd', 'e'];

async function aGroup(hasThreads: boolean) {
  const desk = aDesk({ hasThreads });
  await desk.each(FIVE, { ratio: 3 });
  await desk.tell();
  expect(desk.fresh()).toMatchObject([{ form: 'group', total: 5, change: 'open' }]);
  desk.skip(6);
  return desk;
}

describe.each([
  ['in a thread', true],
  ['by e-mail', false],
])('a group %s', (_, hasThreads) => {
  it('ends once where a sender runs between the bells of its members', async () => {
    const desk = await aGroup(hasThreads);
    await desk.each(FIVE, { ratio: 0 });
    desk.skip(4);
    await desk.look('a', { ratio: 0 });
    const late = [];
    for (const name of FIVE.slice(1)) late.push(await desk.look(name, { ratio: 0, isUnrung: true }));
    await desk.tell();
    expect(desk.fresh()).toMatchObject([{ form: 'group', change: 'resolve', resolved: 5 }]);
    for (const alert of late) await desk.wait(alert!);
    await desk.tell();
    expect(desk.fresh()).toEqual([]);
    expect(await desk.waiting()).toEqual([]);
  });

  it('ends without the member that grew critical, which has an end of its own', async () => {
    const desk = await aGroup(hasThreads);
    await desk.look('e', { ratio: 9, severity: 'critical' });
    await desk.tell();
    expect(desk.fresh()).toMatchObject([{ change: 'update', severity: 'critical', subject: { name: 'e' } }]);
    desk.skip(6);
    await desk.end(FIVE.slice(0, 4));
    await desk.tell();
    const [end] = desk.fresh();
    expect(end).toMatchObject({ form: 'group', change: 'resolve', total: 4, alone: 1 });
    expect(renderEmail(said(end!)).body).toContain('1 more that grew critical is told by itself');
    await desk.end(['e']);
    await desk.tell();
    expect(desk.fresh()).toMatchObject([{ change: 'resolve', subject: { name: 'e' } }]);
    expect(await desk.waiting()).toEqual([]);
  });

  it('ends as its last open member grows critical', async () => {
    const desk = await aGroup(hasThreads);
    await desk.end(FIVE.slice(0, 4));
    await desk.tell();
    const before = desk.fresh();
    expect(before).toMatchObject(hasThreads ? [{ form: 'group', change: 'update', resolved: 4 }] : []);
    expect(before.flatMap((told) => said(told).facts.map(({ label }) => label))).not.toContain('Reminder 0');
    desk.skip(6);
    await desk.look('e', { ratio: 9, severity: 'critical' });
    await desk.tell();
    expect(desk.fresh()).toMatchObject([{ change: 'update' }, { form: 'group', change: 'resolve', total: 4 }]);
  });

  it('has its end told also where a digest is due', async () => {
    const desk = await aGroup(hasThreads);
    const kinds = ['timeouts', 'out-of-memory', 'error-burst', 'cost-spike'] as const;
    for (const at of Array.from({ length: 14 }).keys()) {
      await desk.look(`x${at}`, { ratio: 3, kind: kinds[at % 4]! });
      await desk.tell();
    }
    desk.fresh();
    await desk.each(FIVE, { ratio: 0 });
    desk.skip(11);
    await desk.each(FIVE, { ratio: 0 });
    for (const minutes of [0, 60]) {
      desk.skip(minutes);
      await desk.tell();
    }
    const told = desk.fresh();
    expect(told).toContainEqual(expect.objectContaining({ form: 'digest', opened: hasThreads ? 4 : 4 }));
    expect(told.filter((each) => 'form' in each && each.form === 'group')).toMatchObject([{ change: 'resolve' }]);
  });

  it('has its end told where all of it was over before people heard of it', async () => {
    const desk = aDesk({ hasThreads });
    await desk.each(FIVE, { ratio: 3 });
    await desk.end(FIVE);
    for (const minutes of [0, 1]) {
      desk.skip(minutes);
      await desk.tell();
    }
    expect(desk.fresh()).toMatchObject([
      { form: 'group', change: 'open', opened: 5 },
      { form: 'group', change: 'resolve', resolved: 5 },
    ]);
  });

  it('has its end told where a member has opened anew since', async () => {
    const desk = await aGroup(hasThreads);
    desk.people.state = 'down';
    await desk.end(FIVE);
    desk.skip(60);
    await desk.look('e', { ratio: 3 });
    desk.people.state = 'up';
    await desk.tell();
    expect(desk.fresh()).toMatchObject([
      { form: 'group', change: 'resolve' },
      { change: 'open', episode: 2 },
    ]);
  });

  it('reminds people once for all that go on', async () => {
    const desk = await aGroup(hasThreads);
    const reminded: number[] = [];
    for (let hour = 1; hour <= 72; hour += 1) {
      desk.skip(60);
      for (const name of FIVE) {
        await desk.look(name, { ratio: 3 });
        await desk.tell();
        desk.skip(1);
      }
      for (const told of desk.fresh().filter((each) => 'form' in each && each.form === 'group')) {
        expect(said(told).facts.map(({ label }) => label)).toContain(`Reminder ${reminded.length + 1}`);
        expect(said(told).title).toBe('Slow calls still in 5 places of 5');
        reminded.push(hour);
      }
    }
    expect(reminded).toHaveLength(3);
  });

  it('tells that a member has grown', async () => {
    const desk = await aGroup(hasThreads);
    desk.skip(30);
    const alert = await desk.alerts.read({ kind: 'slow-calls', subject: { kind: 'function', name: 'a' } });
    const grown = { ...alert!, change: 'update', seq: 2, rev: alert!.rev + 1 } as const;
    await desk.alerts.write(grown, alert!.rev);
    await desk.wait(grown);
    await desk.tell();
    expect(desk.fresh()).toMatchObject([{ form: 'group', change: 'update' }]);
  });

  it('names who joined first', async () => {
    const desk = aDesk({ hasThreads });
    await desk.each(
      Array.from({ length: 12 }, (__, at) => `f${at}`),
      { ratio: 9 },
    );
    await desk.tell();
    desk.skip(20);
    desk.fresh();
    await desk.look('payments', { ratio: 1.2 });
    await desk.tell();
    const [told] = desk.fresh();
    const message = said(told!);
    expect(message.lists[0]).toMatchObject({ heading: 'Joined', more: 0 });
    expect(renderEmail(message).body).toMatch(/JOINED\n.*payments/u);
    expect(JSON.stringify(renderSlackReply(message))).toContain('payments');
    expect(message.json).toMatchObject({ joined: [{ subject: 'payments' }] });
  });

  it('is joined by nobody once it is over', async () => {
    const desk = await aGroup(hasThreads);
    await desk.end(FIVE);
    await desk.tell();
    desk.fresh();
    await desk.look('f', { ratio: 3 });
    await desk.tell();
    expect(desk.fresh()).toMatchObject([{ change: 'open', subject: { name: 'f' } }]);
  });
});

it('says since when it goes on, and that this was told late', async () => {
  const desk = aDesk();
  desk.people.state = 'down';
  await desk.each(FIVE, { ratio: 3 });
  const sinceMs = desk.now();
  desk.skip(120);
  desk.people.state = 'up';
  await desk.tell();
  const [told] = desk.fresh();
  expect(told).toMatchObject({ form: 'group', openedAtMs: sinceMs, waitedMs: 120 * MINUTE });
  expect(renderEmail(said(told!)).body).toContain('Told late: the first of them opened 2 hours ago');
});
