/** Shows `vigil silence` on a store in memory: what it says, what it keeps, and what it refuses. */
import { createMemorySilences } from '../../adapters/memory/silences';
import { endSilence, listSilences, makeSilence, type SilenceOptions } from '../../cli/silence';
import { vigil } from '../../cli/vigil';
import { createSilences } from '../../core/alert/silences';
import { silenceOf } from '../../core/alert/silence';
import { captureTerminal } from './capture-terminal';

const T0 = Date.parse('2026-11-22T10:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DEPLOY: SilenceOptions = { function: 'checkout', forMs: 20 * MINUTE, reason: ' a deployment ', author: 'Ada' };

function stage() {
  const silences = createMemorySilences();
  let nowMs = T0;
  const world = { silences, table: 'T', now: () => nowMs };
  const at = async (minute: number, act: (terminal: ReturnType<typeof captureTerminal>) => Promise<unknown>) => {
    nowMs = T0 + minute * MINUTE;
    const terminal = captureTerminal();
    const code = await act(terminal);
    return { code, outs: terminal.outs, errs: terminal.errs };
  };
  const make = (minute: number, options: Partial<SilenceOptions> = {}) =>
    at(minute, (terminal) => makeSilence({ ...DEPLOY, ...options }, world, terminal));
  const list = (minute: number, json = false) => at(minute, (terminal) => listSilences({ json }, world, terminal));
  const end = (minute: number, id: string, by = 'Bob') => at(minute, (terminal) => endSilence(id, by, world, terminal));
  return { silences, world, make, list, end };
}

it('makes a mute window for a deployment, and says how to end it', async () => {
  const { make, silences } = stage();
  const { outs, errs } = await make(0);
  const [{ id } = { id: '' }] = await silences.list();
  expect(outs).toEqual([`${id}: every alert of checkout until 2026-11-22 10:20 UTC, by Ada: a deployment`]);
  expect(errs[0]).toContain('for 20 minutes, from within a minute on; what is still open then is told');
  expect(errs[0]).toMatch(new RegExp(`npx vigil silence end ${id} --table T$`));
  expect(await silences.list()).toEqual([
    { id, function: 'checkout', reason: 'a deployment', author: 'Ada', fromMs: T0, untilMs: T0 + 20 * MINUTE },
  ]);
});

it('lists those in force, then those that are over, and who ended them', async () => {
  const { make, list, end, silences } = stage();
  await make(0);
  await make(1, { function: undefined, kind: 'slow-calls', severity: 'warning', forMs: DAY });
  const [first, second] = (await silences.list()).toSorted((one, other) => one.fromMs - other.fromMs);
  const [one, two] = [first!.id, second!.id];
  expect((await list(2)).outs.map((line) => line.slice(0, 40))).toEqual([
    `${two}: slow calls up to warning until `.slice(0, 40).padEnd(40, '2026-11-23'),
    `${one}: every alert of checkout until 202`.slice(0, 40),
  ]);
  expect(await end(3, two)).toMatchObject({ code: 0, outs: [expect.stringMatching(/is over; what it kept silent/)] });
  expect((await list(4)).outs[1]).toMatch(/\(over, ended by Bob\)$/);
  const later = await list(30);
  expect(later.outs.map((line) => / \(over/.test(line))).toEqual([true, true]);
  expect(later.errs).toEqual(['no silence is in force, but for those in the stack’s own settings']);
  const [json] = (await list(4, true)).outs;
  expect(JSON.parse(json!)).toMatchObject({
    id: one,
    function: 'checkout',
    until: '2026-11-22T10:20:00.000Z',
    isInForce: true,
  });
});

it.each<[string, string, number, RegExp]>([
  ['an id that never was', 's000000', 1, /no silence has the id s000000; "vigil silence list" names them/],
  ['one that is over', 'its own', 25, /was over at 2026-11-22 10:20 UTC/],
])('ends nothing: %s', async (_, id, minute, said) => {
  const { make, end, silences } = stage();
  await make(0);
  const [{ id: own } = { id: '' }] = await silences.list();
  const { code, errs } = await end(minute, id === 'its own' ? own : id);
  expect([code, errs.length]).toEqual([1, 1]);
  expect(errs[0]).toMatch(said);
});

it.each<[string, Partial<SilenceOptions>, RegExp]>([
  ['for no time', { forMs: undefined }, /^--for must say how long/],
  ['for longer than a week', { forMs: 7 * DAY + 1 }, /lasts longer than 7 days/],
  ['of everything', { function: undefined }, /the silence would silence everything; name a kind/],
  ['of every function', { function: '*' }, /the silence would silence everything; name a kind/],
  [
    'of what tells of Vigil itself',
    { kind: 'forged-lines' },
    /--kind is forged-lines: what tells of Vigil itself can't/,
  ],
  ['of no kind that there is', { kind: 'slow' }, /--kind is no kind of alert/],
  ['of no severity that there is', { severity: 'bad' }, /--severity must be info, warning or critical/],
  ['without a reason', { reason: undefined }, /--reason must say why/],
  ['by nobody', { author: ' ' }, /--author must say who/],
])('refuses a silence %s', async (_, options, said) => {
  const { make, silences } = stage();
  await expect(make(0, options)).rejects.toThrow(said);
  expect(await silences.list()).toEqual([]);
});

it('keeps no more in force than anybody keeps in mind, and room again once some are over', async () => {
  const { make } = stage();
  for (let index = 0; index < 100; index += 1) await make(0, { function: `f${index}` });
  await expect(make(1)).rejects.toThrow(/100 silences are in force already/);
  await expect(make(20)).resolves.toBeDefined();
});

it('cannot be made to write on the terminal by what somebody gave as a reason', async () => {
  const { make, list } = stage();
  await make(0, { reason: 'x\u001b[2J\nfake', author: 'A\u202eda' });
  const { outs } = await list(1);
  expect(outs).toHaveLength(1);
  for (const sign of ['\u001b', '\u202e', '\n']) expect(outs[0]).not.toContain(sign);
});

it('holds half a minute later at most, with two reads a minute, beside those in the stack’s code', async () => {
  const { make, silences } = stage();
  let reads = 0;
  let nowMs = T0;
  const list = async () => {
    reads += 1;
    return silences.list();
  };
  const inCode = { id: 'c1', function: 'login', author: 'a', reason: 'b', fromMs: T0, untilMs: T0 + DAY };
  const lately = createSilences({ list }, [inCode], () => nowMs);
  const holds = async (name: string) =>
    silenceOf({ kind: 'timeouts', subject: { kind: 'function', name }, severity: 'critical' }, await lately(), nowMs)
      ?.id;
  expect([await holds('login'), await holds('checkout')]).toEqual(['c1', undefined]);
  await make(0);
  nowMs = T0 + MINUTE / 2 - 1;
  expect([await holds('checkout'), reads]).toEqual([undefined, 1]);
  nowMs = T0 + MINUTE / 2;
  expect([typeof (await holds('checkout')), await holds('login'), reads]).toEqual(['string', 'c1', 2]);
});

it('reads again at once where a read failed', async () => {
  let isDown = true;
  const list = async () => {
    if (isDown) throw new Error('down');
    return [];
  };
  const lately = createSilences({ list }, [], () => T0);
  await expect(lately()).rejects.toThrow('down');
  isDown = false;
  expect(await lately()).toEqual([]);
});

it.each([
  ['no table', ['silence', '--function', 'a', '--for', '1h', '--reason', 'x'], /required option '--table <name>'/],
  ['no time', ['silence', '--for', 'soon', '--table', 'T'], /It must be a time such as 20m, 2h or 3d/],
  ['no act', ['silence', 'stop', '--table', 'T'], /Allowed choices are list, end/],
  ['an end of none', ['silence', 'end', '--table', 'T'], /say which one to end/],
  ['a list of one', ['silence', 'list', 's1', '--table', 'T'], /list takes no id/],
])('says how it is used: %s', async (_, args, said) => {
  const terminal = captureTerminal();
  expect(await vigil(args, terminal)).toBe(2);
  expect(terminal.errs.join('\n')).toMatch(said);
});
