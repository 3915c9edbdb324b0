/** Great numbers and long silences: what no random run comes to. */
import { whySmall } from '../../../../core/alert/small';
import type { Receipt } from './people';
import { KEYS, SETTINGS, type Key } from './keys';
import { countsOf, faultsOf } from './laws';
import { createStage } from './stage';

jest.setTimeout(120_000);

const many = (count: number): Key[] =>
  Array.from({ length: count }, (_, at) => ({
    ...KEYS[0]!,
    key: { kind: 'slow-calls', subject: { kind: 'function', name: `f${at}` } },
  }));
const isLoud = ({ key, severity }: Key) =>
  whySmall({ kind: key.kind, severity, openedAtMs: 0, lastSeenMs: 0 }, SETTINGS) === undefined;
const own = (receipts: readonly Receipt[]) => receipts.filter(({ isOwn }) => isOwn).length;

it('tells of ten functions that turn slow at once in one message, with the ten', async () => {
  const stage = createStage(many(10));
  for (const at of stage.tracks.keys()) stage.fire(at, 'clearly');
  await stage.tick(2);
  for (const { receipts } of stage.people) {
    expect(receipts).toHaveLength(1);
    expect(receipts[0]?.told).toMatchObject({ form: 'group', total: 10, opened: 10, change: 'open' });
    expect(receipts[0]?.told).toHaveProperty('members.length', 10);
  }
  for (const at of stage.tracks.keys()) stage.fire(at, 'none');
  await stage.tick(20);
  expect(await faultsOf(stage)).toEqual([]);
  for (const { receipts } of stage.people)
    expect(receipts.at(-1)?.told).toMatchObject({ form: 'group', change: 'resolve', resolved: 10 });
});

it('carries a thousand findings at once in a few messages, and counts each', async () => {
  const stage = createStage(many(1_000));
  for (const at of stage.tracks.keys()) stage.fire(at, 'clearly');
  await stage.tick(20);
  expect(await faultsOf(stage)).toEqual([]);
  for (const { receipts } of stage.people) {
    expect(countsOf(receipts)).toEqual({ 'slow-calls': 1_000 });
    expect(own(receipts)).toBeLessThanOrEqual(20);
  }
});

it('tells a channel that was down for 30 hours everything, once, and lets no other wait for it', async () => {
  const stage = createStage();
  stage.setChannel(1, 'down');
  const [email, slack] = [stage.people[0]!, stage.people[1]!];
  const late: number[] = [];
  for (let hour = 0; hour < 30; hour += 1) {
    const at = hour % KEYS.length;
    const before = email.receipts.length;
    stage.fire(at, 'clearly');
    await stage.tick(1);
    if (isLoud(KEYS[at]!) && email.receipts.length === before) late.push(hour);
    await stage.tick(9);
    stage.fire(at, 'none');
    await stage.tick(50);
  }
  expect(late).toEqual([]);
  expect(slack.receipts).toEqual([]);
  stage.setChannel(1, 'up');
  await stage.tick(120);
  stage.skip(24 * 3_600_000); // what is small is told with the next day's digest
  await stage.tick(5);
  expect(await faultsOf(stage)).toEqual([]);
  expect(countsOf(slack.receipts)).toEqual(countsOf(email.receipts));
});

it('goes on when the clock jumps', async () => {
  const stage = createStage();
  for (const hours of [-3, 50, -50, 0.9]) {
    for (const at of stage.tracks.keys()) stage.fire(at, 'clearly');
    await stage.tick(3);
    stage.skip(hours * 3_600_000);
    for (const at of stage.tracks.keys()) stage.fire(at, 'none');
    await stage.tick(200);
  }
  stage.skip(60 * 3_600_000);
  await stage.tick(60);
  for (const { receipts } of stage.people) expect(receipts.length).toBeGreaterThan(0);
  const told = (await faultsOf(stage)).filter((fault) => fault.includes('was told') || fault.includes('in an hour'));
  expect(told).toEqual([]);
});
