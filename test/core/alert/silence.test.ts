import { faultsOfSilence, silenceOf, type Silence } from '../../../core/alert/silence';
import { faultsOfAlertSettings } from '../../../core/alert/alert-settings';
import { checkout } from '../minutes';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-22T10:00:00Z');
const slow = { kind: 'slow-calls', subject: checkout, severity: 'warning' } as const;
const made = (changes: Partial<Silence>): Silence => ({
  id: 's1',
  author: 'Ada',
  reason: 'a deployment',
  fromMs: T0,
  untilMs: T0 + HOUR,
  ...changes,
});

describe('a silence', () => {
  it.each<[string, Partial<Silence>, boolean]>([
    ['holds for its kind', { kind: 'slow-calls' }, true],
    ['not for another', { kind: 'timeouts' }, false],
    ['holds for its function', { function: 'checkout' }, true],
    ['holds for names like its own', { function: 'check*' }, true],
    ['not for another function', { function: 'login' }, false],
    ['holds up to its severity', { severity: 'warning' }, true],
    ['not for what is worse', { severity: 'info' }, false],
    ['not before it begins', { kind: 'slow-calls', fromMs: T0 + 2 }, false],
    ['not from its end on', { kind: 'slow-calls', fromMs: T0 - HOUR, untilMs: T0 + 1 }, false],
    ['not where one of its conditions fails', { kind: 'slow-calls', function: 'login' }, false],
  ])('%s', (_, changes, holds) => expect(silenceOf(slow, [made(changes)], T0 + 1)?.id).toBe(holds ? 's1' : undefined));

  it('names the one that ends last', () => {
    const two = [made({ function: '*' }), made({ id: 's2', function: '*', untilMs: T0 + 2 * HOUR })];
    expect(silenceOf(slow, two, T0 + 1)?.id).toBe('s2');
  });

  it('never holds for what tells of Vigil itself', () => {
    expect(silenceOf({ ...slow, kind: 'forged-lines' }, [made({ function: '*' })], T0 + 1)).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>, string | undefined]>([
    ['is fine', {}, undefined],
    ['of seven days is fine', { untilMs: T0 + 168 * HOUR }, undefined],
    ['of more is not', { untilMs: T0 + 168 * HOUR + 1 }, 'longer than 7 days'],
    ['must end after it begins', { untilMs: T0 }, 'must end after'],
    ['must have an end', { untilMs: undefined }, 'must end after'],
    ['must be somebody’s', { author: ' ' }, 'who wants it'],
    ['must have a reason', { reason: undefined }, 'must say why'],
    ['must not be of everything', { kind: undefined }, 'would silence everything'],
    ['must not be of every name', { kind: undefined, function: '**' }, 'would silence everything'],
    ['must not be of every severity', { kind: undefined, severity: 'critical' }, 'would silence everything'],
    ['must not be of both', { kind: undefined, function: '*', severity: 'critical' }, 'would silence everything'],
    ['of every name but what is critical is fine', { kind: undefined, function: '*', severity: 'warning' }, undefined],
    ['of every name of a kind is fine', { function: '*' }, undefined],
    ['must not be about Vigil', { kind: 'forged-lines' }, "can't be silenced"],
    ['must name a kind that there is', { kind: 'slow' }, 'no kind of alert'],
    ['must name a severity that there is', { severity: 'bad' }, 'info, warning or critical'],
  ])('%s', (_, changes, fault) =>
    expect(faultsOfSilence({ ...made({ kind: 'slow-calls' }), ...changes }, 'silence')).toEqual(
      fault === undefined ? [] : [expect.stringContaining(fault)],
    ),
  );
});

it.each<[string, Record<string, unknown>, string | undefined]>([
  ['nothing', {}, undefined],
  [
    'all of them',
    { silences: [], staged: ['timeouts'], weekBudget: 5, digest: { hour: 0, whenQuiet: 'never' } },
    undefined,
  ],
  ['no list', { silences: 'all' }, 'alerts.silences must be a list'],
  [
    'a silence without an end',
    { silences: [{ kind: 'timeouts', author: 'a', reason: 'b' }] },
    'alerts.silences[0] must end',
  ],
  ['no list of kinds', { staged: { timeouts: true } }, 'alerts.staged must be a list of kinds'],
  ['no kind', { staged: ['slow'] }, 'alerts.staged must be a list of kinds'],
  ['nowhere to tell of what is staged', { staged: ['timeouts'], digest: false }, 'alerts.staged needs the digest'],
  ['no digest', { digest: false }, undefined],
  ['a digest that is none', { digest: 'daily' }, 'alerts.digest must be false, or an object'],
  ['a setting of the digest that is none', { digest: { day: 1 } }, 'alerts.digest has settings that are none'],
  ['a pause that is none', { digest: { whenQuiet: 'monthly' } }, 'alerts.digest.whenQuiet must be'],
  ['no budget', { weekBudget: 0 }, 'alerts.weekBudget must be'],
  ['no hour', { digest: { hour: 24 } }, 'alerts.digest.hour must be'],
])('settings of alerts: %s', (_, settings, fault) =>
  expect(faultsOfAlertSettings(settings)).toEqual(fault === undefined ? [] : [expect.stringContaining(fault)]),
);
