/** What a digest counts, what becomes of it after, and what must never be in it. */
import { OCSF_CHANNEL } from '../../../../core/alert/for-programs';
import type { Alert } from '../../../../core/alert/alert';
import { renderEmail } from '../../../../core/alert/email';
import type { Digest, Summary } from '../../../../core/alert/summary';
import { aDesk, MINUTE, said, type Look } from './a-desk';

const isDigest = (told: Alert | Summary): told is Digest => 'form' in told && told.form === 'digest';
const many = (count: number, letter = 'x') => Array.from({ length: count }, (_, at) => `${letter}${at}`);
const KINDS = ['timeouts', 'out-of-memory', 'error-burst', 'cost-spike'] as const;

/** Spends the hour and lets so many more be counted. */
async function counted(count: number, how: Omit<Look, 'ratio' | 'kind'>, hasThreads = false) {
  const desk = aDesk({ hasThreads });
  const slots = how.severity === 'critical' ? 16 : 11;
  const kindOf = (at: number) => KINDS[at % KINDS.length]!;
  for (const [at, name] of many(slots + count).entries()) {
    await desk.look(name, { ...how, ratio: 3, kind: kindOf(at) });
    await desk.tell();
  }
  desk.skip(15);
  await desk.tell();
  const told = desk.fresh();
  expect(told.at(-1)).toMatchObject({ form: 'digest', opened: count });
  expect(told).toHaveLength(slots + 1);
  const names = many(slots + count).slice(slots);
  const end = async (from = 0, to = count) => {
    const those = [...names.entries()].slice(from, to);
    for (const [at, name] of those) await desk.look(name, { ratio: 0, kind: kindOf(slots + at) });
    desk.skip(4);
    for (const [at, name] of those) await desk.look(name, { ratio: 0, kind: kindOf(slots + at) });
    await desk.tell();
  };
  return { ...desk, names, end };
}

it('tells the end of a critical alert that a digest counted by itself', async () => {
  const desk = await counted(3, { severity: 'critical' });
  desk.skip(60);
  await desk.end();
  const ends = desk.fresh().map((each) => `${'subject' in each ? each.subject.name : each.form} ${said(each).change}`);
  expect(ends.toSorted()).toEqual(desk.names.map((name) => `${name} resolve`));
  expect(await desk.waiting()).toEqual([]);
});

it.each([
  ['many critical alerts', 6, 'critical'],
  ['others', 2, 'warning'],
] as const)('counts the ends of %s that a digest counted in the next', async (_, count, severity) => {
  const desk = await counted(count, { severity });
  desk.skip(60);
  await desk.end();
  expect(desk.fresh()).toEqual([]);
  desk.skip(15);
  await desk.tell();
  const [digest, ...rest] = desk.fresh();
  expect(rest).toEqual([]);
  expect(digest).toMatchObject({ form: 'digest', opened: 0, resolved: count });
  expect(renderEmail(said(digest!)).subject).toBe(`[Vigil resolved] ${count} alerts are over`);
  expect(await desk.waiting()).toEqual([]);
});

it('still tells the end of an alert of which a digest only counted an update', async () => {
  const desk = aDesk();
  await desk.look('own', { ratio: 3 });
  await desk.tell();
  for (const [at, name] of many(11).entries()) {
    await desk.look(name, { ratio: 3, kind: KINDS[at % KINDS.length]! });
    await desk.tell();
  }
  desk.skip(6);
  const alert = await desk.alerts.read({ kind: 'slow-calls', subject: { kind: 'function', name: 'own' } });
  const grown = { ...alert!, change: 'update', seq: 2, rev: alert!.rev + 1 } as const;
  await desk.alerts.write(grown, alert!.rev);
  await desk.wait(grown);
  await desk.tell();
  desk.skip(15);
  await desk.tell();
  expect(desk.fresh().at(-1)).toMatchObject({ form: 'digest', updated: 1 });
  desk.skip(60);
  await desk.end(['own']);
  await desk.tell();
  expect(desk.fresh()).toMatchObject([{ change: 'resolve', subject: { name: 'own' } }]);
});

it('counts what was over before the channel could be told, but tells what is critical and how late', async () => {
  const desk = aDesk();
  desk.people.state = 'down';
  await desk.look('bad', { ratio: 3, severity: 'critical' });
  for (const name of ['a', 'b', 'c']) {
    await desk.look(name, { ratio: 3 });
    desk.skip(10);
    await desk.end([name]);
  }
  await desk.look('lasts', { ratio: 3 });
  desk.skip(26 * 60);
  desk.people.state = 'up';
  for (const minutes of [0, 15]) {
    desk.skip(minutes);
    await desk.tell();
  }
  const told = desk.fresh();
  expect(told).toMatchObject([
    { subject: { name: 'bad' }, change: 'open', waitedMs: (26 * 60 + 42) * MINUTE },
    { subject: { name: 'lasts' }, change: 'open', waitedMs: 26 * 60 * MINUTE },
    { form: 'digest', opened: 3, over: 3, resolved: 3 },
  ]);
  expect(renderEmail(said(told[1]!)).body).toContain('Told late: it opened 1 day 2 hours ago');
  const { subject, body } = renderEmail(said(told[2]!));
  expect(subject).toBe('[Vigil warning] 3 alerts over before this channel was told');
  expect(body.replaceAll('\u00a0', ' ')).toContain('over since 2026-11-20 14:14 UTC');
});

it('counts the end of what waits for the daily digest and was critical only while the channel was down', async () => {
  const desk = aDesk();
  await desk.look('small', { ratio: 3, severity: 'info' });
  await desk.tell();
  desk.people.state = 'down';
  await desk.look('small', { ratio: 9, severity: 'critical' });
  await desk.end(['small']);
  desk.people.state = 'up';
  for (const minutes of [0, 15]) {
    desk.skip(minutes);
    await desk.tell();
  }
  expect(desk.fresh()).toMatchObject([
    { form: 'digest', opened: 0, resolved: 1, worst: [{ subject: { name: 'small' } }] },
  ]);
});

it('says nothing of lateness to who is told at once', async () => {
  const desk = aDesk();
  await desk.look('a', { ratio: 3 });
  await desk.tell();
  expect(said(desk.fresh()[0]!).facts.map(({ label }) => label)).not.toContain('Told late');
});

it('never counts or groups a test', async () => {
  const desk = aDesk();
  const test = async (id: string) => {
    const subject = { kind: 'function', name: id } as const;
    const alert = await desk.look(id, { ratio: 3, isUnrung: true });
    const marked: Alert = { ...alert!, id, subject, isTest: true, rev: alert!.rev + 1 };
    await desk.alerts.write(marked, alert!.rev);
    await desk.wait(marked);
    await desk.tell();
  };
  await desk.each(many(5, 'a'), { ratio: 3 });
  await desk.tell();
  desk.skip(6);
  desk.fresh();
  await test('t-1');
  expect(desk.fresh()).toMatchObject([{ id: 't-1', isTest: true }]);
  for (const [at, name] of many(12).entries()) {
    await desk.look(name, { ratio: 3, kind: KINDS[at % KINDS.length]! });
    await desk.tell();
  }
  await test('t-2');
  desk.skip(15);
  await desk.tell();
  const told = desk.fresh();
  expect(told.filter(isDigest)).toMatchObject([{ opened: 3 }]);
  expect(told.filter(({ id }) => id === 't-2')).toEqual([]);
  desk.skip(60);
  await desk.tell();
  expect(desk.fresh()).toMatchObject([{ id: 't-2', isTest: true }]);
});

it('tells programs each end by itself, also late', async () => {
  const desk = aDesk({ channel: OCSF_CHANNEL });
  desk.people.state = 'down';
  await desk.each(many(6), { ratio: 3 });
  desk.skip(60);
  await desk.end(many(6));
  desk.people.state = 'up';
  await desk.tell();
  expect(desk.fresh().filter((each) => 'form' in each)).toEqual([]);
  expect(desk.people.receipts).toHaveLength(12);
});
