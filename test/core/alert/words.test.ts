import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { Change } from '../../../core/alert/alert';
import { wordsOf } from '../../../core/alert/words';
import type { Kind, LoginAttackEvidence } from '../../../core/detect/finding';
import { defaultRules } from '../../../core/detect/rules';
import { anyAlert } from './any-alert';
import { someAlert, someEvidence } from './some-alerts';

const kinds = Object.values(someEvidence).map(({ kind }) => kind);

describe('titles', () => {
  it.each<[Kind, Change, string]>([
    ['slow-calls', 'open', 'checkout is slow: 2.5 s instead of 250 ms'],
    ['slow-calls', 'update', 'checkout is still slow: 2.5 s instead of 250 ms'],
    ['slow-calls', 'resolve', 'checkout is back to usual'],
    ['login-attack', 'open', 'Login attack on login: stuffing, 1,190 tries'],
    ['login-attack', 'update', 'Login attack on login goes on: stuffing, 1,190 tries'],
    ['login-attack', 'resolve', 'Login attack on login is over: stuffing, 1,190 tries'],
    ['out-of-memory', 'open', 'thumbnails ran out of memory 7 times'],
    ['out-of-memory', 'update', 'thumbnails still runs out of memory: 7 times in 15 minutes'],
    ['out-of-memory', 'resolve', 'thumbnails no longer runs out of memory'],
    ['timeouts', 'open', 'invoice timed out 12 times'],
    ['timeouts', 'update', 'invoice still times out: 12 times in 15 minutes'],
    ['timeouts', 'resolve', 'invoice no longer times out'],
    ['slow-drift', 'open', 'checkout slows day by day: 360 ms instead of 250 ms four weeks ago'],
    ['slow-drift', 'update', 'checkout slows on: 360 ms instead of 250 ms four weeks ago'],
    ['slow-drift', 'resolve', 'checkout slows no more'],
    ['error-burst', 'open', 'checkout fails: 20 % of its calls'],
    ['error-burst', 'update', 'checkout still fails: 20 % of its calls'],
    ['error-burst', 'resolve', 'checkout fails no more than usual'],
    ['invocation-surge', 'open', 'resize is called far more than usual: 12,040 times in 10 minutes'],
    ['invocation-surge', 'update', 'resize is still called far more than usual: 12,040 times in 10 minutes'],
    ['invocation-surge', 'resolve', 'resize is called as often as usual again'],
    ['cold-start-surge', 'open', 'api starts cold for 40 % of its calls'],
    ['cold-start-surge', 'update', 'api still starts cold for 40 % of its calls'],
    ['cold-start-surge', 'resolve', 'api starts cold no more than usual'],
    ['cost-spike', 'open', 'resize costs $4.21 an hour instead of $1.02'],
    ['cost-spike', 'update', 'resize still costs $4.21 an hour instead of $1.02'],
    ['cost-spike', 'resolve', 'resize costs no more than usual'],
    ['gone-silent', 'open', 'orders has gone silent'],
    ['gone-silent', 'update', 'orders is still silent: no call for 12 minutes'],
    ['gone-silent', 'resolve', 'orders is called again'],
    ['memory-pressure', 'open', 'thumbnails is short of memory: about 499 MB of 512 MB'],
    ['memory-pressure', 'update', 'thumbnails is still short of memory: about 499 MB of 512 MB'],
    ['memory-pressure', 'resolve', 'thumbnails has memory to spare again'],
    ['retries-exhausted', 'open', 'invoice lost 3 events: every attempt failed'],
    ['retries-exhausted', 'update', 'invoice goes on losing events: 3 in 15 minutes'],
    ['retries-exhausted', 'resolve', 'invoice loses no more events'],
    ['only-failures', 'open', 'nightly is only ever seen to fail: 9 failed calls'],
    ['only-failures', 'update', 'nightly is still only seen to fail: 9 failed calls in 15 minutes'],
    ['only-failures', 'resolve', 'nightly is no longer only seen to fail'],
    ['forged-lines', 'open', 'contact-form prints 4 reports that Lambda did not write'],
    ['forged-lines', 'update', 'contact-form goes on printing false reports: 4 in 15 minutes'],
    ['forged-lines', 'resolve', 'contact-form prints no more false reports'],
  ])('%s, %s: %s', (kind, change, title) => expect(wordsOf(someAlert(kind, { change })).title).toBe(title));

  it.each([
    ['lasted', 'It lasted for days, so it was learned as usual.'],
    ['accepted', 'Somebody accepted the new level.'],
  ] as const)('does not say that all is well where the new level %s', (newUsual, why) => {
    const words = wordsOf(someAlert('slow-calls', { change: 'resolve', newUsual }));
    expect(words.title).toBe('checkout takes about 2.5 s now, and that is usual from here on');
    expect(words.firstStep).toContain(why);
  });

  it.each([
    [undefined, 'NUMBER'],
    [0.02, '5'],
    [3.1, '7'],
    [200, '400'],
  ])('contains a cost to twice the calls that are usual at once: %p to %s', (usualCallsAtOnce, most) => {
    const evidence = { ...someEvidence['cost-spike'], usualCallsAtOnce };
    expect(wordsOf(someAlert('cost-spike', { evidence })).firstStep).toContain(
      `--reserved-concurrent-executions ${most} (`,
    );
  });

  it.each([
    ['open', 'resize costs $4.21 an hour, and what is usual is not known yet'],
    ['update', 'resize still costs $4.21 an hour, and what is usual is not known yet'],
    ['resolve', 'resize costs less, or what it costs is known as usual now'],
  ] as const)('says where no usual cost is known: %s', (change, title) => {
    const { usdAnHour, extraUsdThisMonth, coldStartShare, windowMinutes } = someEvidence['cost-spike'];
    const evidence = {
      kind: 'cost-spike',
      usdAnHour,
      extraUsdThisMonth,
      coldStartShare,
      assumed: [],
      windowMinutes,
    } as const;
    const words = wordsOf(someAlert('cost-spike', { evidence, change }));
    expect(words).toMatchObject({ title, usual: 'not known yet: too little was learned' });
    expect(words.seen).toBe('$4.21 an hour; $812.00 by the end of the month if it goes on. Assumed: nothing');
    expect(JSON.stringify(words)).not.toMatch(/NaN|undefined/);
  });

  it('says once of a single call', () => {
    const evidence = { ...someEvidence['out-of-memory'], outOfMemory: 1 };
    expect(wordsOf(someAlert('out-of-memory', { evidence })).title).toBe('thumbnails ran out of memory once');
  });
});

describe('what is usual and what was seen', () => {
  it.each<[Kind, string, string]>([
    [
      'slow-calls',
      'half the calls take up to about 250 ms, 95 of 100 up to about 410 ms',
      '312 of 330 calls in 10 minutes took far longer, typically about 2.5 s',
    ],
    [
      'login-attack',
      'about 2 failed logins in 10 minutes, 6 % of attempts',
      '1,204 failed logins in 10 minutes, 97 % of 1,241 attempts; about 1,012 accounts tried from about 43 addresses; ' +
        '880 tries named an account that does not exist; nobody got in as far as the log shows',
    ],
    ['out-of-memory', 'no call runs out of memory', '7 of 41 calls in 15 minutes, with 512 MB configured'],
    [
      'timeouts',
      'no call times out',
      '12 of 90 calls in 15 minutes cut off at the time limit, the longest after about 3 s',
    ],
    [
      'slow-drift',
      'half the calls took up to about 250 ms four weeks ago',
      'half the calls took up to about 360 ms in the last week, 44 % above that',
    ],
    [
      'error-burst',
      'at most 1 % of calls fail',
      '41 of 204 calls in 10 minutes failed: TypeError (38), Runtime.ExitError (3)',
    ],
    ['invocation-surge', 'about 640 calls in 10 minutes at this hour of the week', '12,040 calls in 10 minutes'],
    [
      'cold-start-surge',
      'at most 1 % of calls start cold',
      '80 of 200 calls in 15 minutes waited for a cold start, about 810 ms each',
    ],
    [
      'cost-spike',
      '$1.02 an hour at this hour of the week',
      '$4.21 an hour: 3.9 times as many calls; $812.00 more by the end of the month if it goes on. ' +
        'Assumed: list prices of eu-west-1, 2026-09-19, without free tier',
    ],
    ['gone-silent', '1,240 calls an hour at this hour, in 59 of 60 minutes', 'no call for 12 minutes'],
    [
      'memory-pressure',
      'calls stay well below the 512 MB that are configured',
      '31 of 40 calls in 15 minutes used about 499 MB, nearly all there is',
    ],
    [
      'retries-exhausted',
      'an event that fails is tried again twice, and then succeeds',
      '3 events failed at the third attempt, among 11 failed calls in 15 minutes',
    ],
    [
      'only-failures',
      'not known: no call that succeeded was ever seen',
      '9 failed calls in 15 minutes, and not one success',
    ],
    [
      'forged-lines',
      'only Lambda writes reports',
      '4 reports in 15 minutes that their own log contradicts, beside 120 true ones; they are not counted',
    ],
  ])('%s', (kind, usual, seen) => expect(wordsOf(someAlert(kind))).toMatchObject({ usual, seen }));
});

const words = (over: Partial<LoginAttackEvidence>, addresses = someAlert('login-attack').addresses) =>
  wordsOf(someAlert('login-attack', { evidence: { ...someEvidence['login-attack'], ...over }, addresses }));

describe('login-attack owns up to what is not known', () => {
  it.each<[string, Partial<LoginAttackEvidence>, string]>([
    [
      'that a source is new',
      { usualFailures: 0, usualShare: 0.27 },
      'too little is known of this login yet; until then 27 % of attempts failing is taken as usual',
    ],
    ['that none fail usually', { usualFailures: 0, usualShare: 0 }, 'no failed logins'],
    [
      'that less than one fails usually',
      { usualFailures: 0.2, usualShare: 0.004 },
      'less than one failed login in 10 minutes, less than 1 % of attempts',
    ],
  ])('%s', (_, over, usual) => expect(words(over).usual).toBe(usual));

  it.each<[string, Partial<LoginAttackEvidence>, string]>([
    ['that the number of attempts is unknown', { attempts: 0 }, 'of how many attempts is not known'],
    [
      'that there may be no successes in the log',
      { attempts: 1204 },
      'and no successful one (or the log holds failures only)',
    ],
    ['that nobody is named', { accountsTouched: 0, addressesSeen: 0 }, 'the log names neither accounts nor addresses'],
    ['a handful without about', { accountsTouched: 3, addressesSeen: 1 }, '; 3 accounts tried from 1 address'],
  ])('%s', (_, over, part) => expect(words(over).seen).toContain(part));

  it.each<[string, Partial<LoginAttackEvidence>, string]>([
    ['stuffing', {}, 'a leaked list of names and passwords: 73 % of the failures name accounts that do not exist here'],
    ['enumeration', { shape: 'enumeration' }, 'somebody learns which names exist: 73 % of the failures name accounts'],
    ['guessing', { shape: 'guessing', accountsTouched: 2 }, 'the passwords of a few accounts are being guessed'],
    [
      'a forgotten password',
      { shape: 'guessing', accountsTouched: 1, addressesSeen: 1 },
      'somebody guesses a password, or a job runs with an old one',
    ],
    ['spraying', { shape: 'spraying' }, 'a few common passwords are tried on many accounts'],
    [
      'a spread attack',
      { shape: 'distributed', addressesSeen: 600 },
      'one attack through many addresses, about 2 tries from each',
    ],
    ['low and slow', { shape: 'low-and-slow' }, 'somebody tries now and then to stay unnoticed'],
    ['a spike', { shape: 'spike' }, 'an attack of which the log shows too little, or a login that is broken'],
  ])('takes for likely: %s', (_, over, likely) => expect(words(over).likely).toContain(likely));

  it.each([
    ['addresses', 'the log names no addresses'],
    ['accounts', 'the log names no accounts'],
    ['successes', 'the log shows no success'],
  ] as const)('says that it is blind to %s', (blind, part) => {
    expect(words({ blindTo: [blind] }).seen).toContain(part);
    expect(words({}).seen).not.toContain(part);
  });

  it('says who fell, and what to do about it', () => {
    const fallen = [{ account: 'b***@e***.com', hash: 'ab'.repeat(16), address: '203.0.113.7', atMs: 0 }];
    const told = wordsOf(someAlert('login-attack', { fallen, severity: 'critical' }));
    expect(told.title).toMatch(/^Login attack on login got into 1 account: /);
    expect(told.seen).toContain('1 account logged in from an attacking address');
    expect(told.firstStep).toMatch(/^Lock the account that fell, end its sessions and ask for a new password\. Block/);
  });

  it('tells to block addresses only where it lists some', () => {
    expect(words({}).firstStep).toMatch(
      /^Block the addresses marked so at the WAF, challenge those that are shared\./u,
    );
    expect(words({}, []).firstStep).toMatch(/^The log names no addresses to block/u);
  });
});

describe('likely', () => {
  const anHourLater = someAlert('slow-calls').firstSeenMs + 3_600_000;

  it.each([
    ['all calls slow', someAlert('slow-calls'), 'nearly every call is slow'],
    [
      'some calls slow',
      someAlert('slow-calls', { evidence: { ...someEvidence['slow-calls'], slowCalls: 90 }, lastSeenMs: anHourLater }),
      'only a part',
    ],
    [
      'every call dead',
      someAlert('out-of-memory', { evidence: { ...someEvidence['out-of-memory'], calls: 7 } }),
      'every call dies',
    ],
    ['the default limit', someAlert('timeouts'), "Lambda's default limit"],
    [
      'nothing gets through',
      someAlert('timeouts', { evidence: { kind: 'timeouts', timeouts: 9, calls: 9, windowMinutes: 15 } }),
      'no call gets through',
    ],
  ])('%s', (_, alert, part) => expect(wordsOf(alert).likely).toContain(part));

  it('says nothing of the share while the window still holds calls from before', () => {
    const evidence = { ...someEvidence['slow-calls'], slowCalls: 90 };
    expect(wordsOf(someAlert('slow-calls', { evidence }))).not.toHaveProperty('likely');
  });

  it('is silent where the figures point nowhere', () => {
    const evidence = { ...someEvidence['slow-calls'], slowCalls: 200 };
    expect(wordsOf(someAlert('slow-calls', { evidence }))).not.toHaveProperty('likely');
  });
});

describe('of a login attack that goes on all day', () => {
  const evidence: LoginAttackEvidence = {
    ...someEvidence['login-attack'],
    shape: 'low-and-slow',
    windowMinutes: 24 * 60,
    tries: 48,
    failures: 48,
    attempts: 0,
    unknownAccounts: 0,
    usualFailures: 8,
    usualShare: 0.15,
    accountsTouched: 3,
    addressesSeen: 1,
  };
  const { usual, seen } = wordsOf(someAlert('login-attack', { evidence }));

  it('says of what is usual that it is an hour of it', () =>
    expect(usual).toBe('about 8 failed logins an hour, 15 % of attempts'));

  it('says that there were at least so many accounts', () =>
    expect(seen).toContain('48 failed logins in 1 day, of how many attempts is not known; at least 3 accounts tried'));
});

describe('since', () => {
  const from = Date.UTC(2026, 10, 20, 23, 50);
  it.each<[string, Change, number, string]>([
    ['one minute', 'open', 59_999, '2026-11-20 23:50 UTC'],
    ['some minutes', 'update', 300_000 - 1, '2026-11-20 23:50 UTC, last seen 23:54'],
    ['over midnight', 'update', 3_600_000 - 1, '2026-11-20 23:50 UTC, last seen 2026-11-21 00:49'],
    ['when it is over', 'resolve', 300_000 - 1, '5 minutes, from 2026-11-20 23:50 to 23:55 UTC'],
    [
      'after hours',
      'resolve',
      3 * 3_600_000 + 600_000 - 1,
      '3 hours 10 minutes, from 2026-11-20 23:50 to 2026-11-21 03:00 UTC',
    ],
  ])('%s', (_, change, lastedMs, since) =>
    expect(wordsOf(someAlert('timeouts', { change, firstSeenMs: from, lastSeenMs: from + lastedMs })).since).toBe(
      since,
    ),
  );
});

describe('all kinds', () => {
  it('say every word, on one clean line, about any alert', () => {
    fc.assert(
      fc.property(anyAlert, (alert) => {
        const { title, usual, seen, since, firstStep, ends, quieter, subject } = wordsOf(alert);
        for (const text of [title, usual, seen, since, firstStep, ends, quieter, subject]) {
          expect(text).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u);
          expect(text).not.toMatch(/undefined|NaN|Infinity/u);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each(kinds)('%s names settings that exist', (kind) => {
    const named = wordsOf(someAlert(kind)).quieter.split(/, | or /u);
    expect(Object.keys(defaultRules[kind])).toEqual(expect.arrayContaining(named));
  });
});

it.each(['guessing', 'spraying', 'stuffing', 'enumeration', 'distributed', 'low-and-slow', 'spike'] as const)(
  'login-attack of shape %s names settings that exist',
  (shape) => {
    const evidence = { ...someEvidence['login-attack'], shape };
    const named = wordsOf(someAlert('login-attack', { evidence })).quieter.split(/, | or /u);
    expect(Object.keys(defaultRules['login-attack'])).toEqual(expect.arrayContaining(named));
  },
);

describe('docs/alerts.md', () => {
  const page = readFileSync('docs/alerts.md', 'utf8');

  it.each(kinds)('explains %s', (kind) => {
    const [, after = ''] = page.split(`\n## ${kind}\n`);
    const [text = ''] = after.split('\n## ');
    for (const part of ['What it means.', 'Look at first', 'What it cannot see.']) expect(text).toContain(part);
    const settings = Object.entries(defaultRules[kind]).filter(([name]) => name !== 'enabled');
    for (const [name, value] of settings) expect(text).toContain(`| \`${name}\` | ${String(value)} |`);
  });
});
