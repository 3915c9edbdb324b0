/** Holds each of the doctor's looks against accounts that are well, that are not, and that do not let it look. */
import type { Account } from '../../../cli/doctor/account';
import { examine } from '../../../cli/doctor/checks';
import type { Plan } from '../../../cli/doctor/plan';

const PLAN: Plan = {
  stack: 'Vigil',
  logGroups: ['/aws/lambda/login'],
  filterName: 'vigil-Vigil',
  reserved: 22,
  secrets: ['vigil/slack'],
  emails: ['ann@shop.test'],
  isAccountWide: false,
};

const refused = { refused: 'AccessDeniedException' };

const well: Account = {
  region: () => Promise.resolve('eu-central-1'),
  clockAheadMs: () => 900,
  concurrency: () => Promise.resolve({ limit: 1_000, unreserved: 900 }),
  bootstrapVersion: () => Promise.resolve(30),
  stack: () =>
    Promise.resolve({ status: 'CREATE_COMPLETE', outputs: { TopicArn: 'arn:topic', Watching: '1 of 1 watched' } }),
  filters: () => Promise.resolve(['datadog']),
  accountPolicies: () => Promise.resolve([]),
  secret: () => Promise.resolve('{"webhookUrl":"https://hooks.slack.com/services/T/B/canary"}'),
  subscriptions: () => Promise.resolve([{ protocol: 'email', endpoint: 'ann@shop.test', isConfirmed: true }]),
};

const look = (account: Partial<Account> = {}, plan: Partial<Plan> = {}) =>
  examine({ ...well, ...account }, { ...PLAN, ...plan });

it('finds nothing to mend where all is well', async () => {
  const findings = await look();
  expect(findings.map(({ check, state }) => `${state} ${check}`)).toEqual([
    'ok credentials',
    'ok clock',
    'ok bootstrap',
    'ok concurrency',
    'ok secret vigil/slack',
    'ok filters',
    'ok stack Vigil',
    'ok e-mail ann@shop.test',
  ]);
  expect(findings.filter(({ cure }) => cure !== undefined)).toEqual([]);
});

const later =
  <T>(value: T) =>
  () =>
    Promise.resolve(value);
const five = ['a', 'b', 'c', 'd', 'e'];

it.each<[string, Partial<Account>, Partial<Plan>, string, string]>([
  [
    'no credentials',
    { concurrency: later({ refused: 'CredentialsProviderError' }) },
    {},
    'fail credentials',
    'aws sso login',
  ],
  [
    'credentials that ran out',
    { concurrency: later({ refused: 'ExpiredTokenException' }) },
    {},
    'fail credentials',
    'aws sso login',
  ],
  ['a clock that is two minutes behind', { clockAheadMs: () => 120_000 }, {}, 'warn clock', 'NTP'],
  ['a clock that is six minutes ahead', { clockAheadMs: () => -360_000 }, {}, 'fail clock', 'NTP'],
  ['no time from AWS', { clockAheadMs: () => undefined }, {}, 'warn clock', 'date -u'],
  ['no bootstrap', { bootstrapVersion: later(undefined) }, {}, 'fail bootstrap', 'npx cdk bootstrap'],
  ['an old bootstrap', { bootstrapVersion: later(5) }, {}, 'fail bootstrap', 'npx cdk bootstrap'],
  ['a bootstrap it may not look at', { bootstrapVersion: later(refused) }, {}, 'warn bootstrap', 'npx cdk bootstrap'],
  [
    'a new account, with ten runs at once',
    { concurrency: later({ limit: 10, unreserved: 10 }), stack: later(undefined) },
    {},
    'fail concurrency',
    'Service Quotas',
  ],
  ['a quota it may not look at', { concurrency: later(refused) }, {}, 'warn concurrency', 'Service Quotas'],
  ['no secret', { secret: later(undefined) }, {}, 'fail secret vigil/slack', 'aws secretsmanager create-secret'],
  [
    'a secret with a bare URL',
    { secret: later('https://hooks.slack.com/canary') },
    {},
    'fail secret vigil/slack',
    'put-secret-value',
  ],
  ['a secret with an empty object', { secret: later('{}') }, {}, 'fail secret vigil/slack', 'put-secret-value'],
  ['a secret it may not look at', { secret: later(refused) }, {}, 'warn secret vigil/slack', 'look whether'],
  [
    'no such log group',
    { filters: later(undefined) },
    {},
    'warn log group /aws/lambda/login',
    'watched as soon as it logs',
  ],
  ['five filters of others', { filters: later(five) }, {}, 'fail log group /aws/lambda/login', 'take one of them off'],
  ['two filters of others', { filters: later(['a', 'b']) }, {}, 'warn log group /aws/lambda/login', 'Watching'],
  [
    'a log group it may not look at',
    { filters: later(refused) },
    {},
    'warn log group /aws/lambda/login',
    'allow logs:',
  ],
  [
    'another tool’s account policy',
    { accountPolicies: later(['datadog']) },
    { isAccountWide: true },
    'fail account policy',
    'take that policy off',
  ],
  [
    'an account policy it may not look at',
    { accountPolicies: later(refused) },
    { isAccountWide: true },
    'warn account policy',
    'allow',
  ],
  [
    'a stack that was rolled back',
    { stack: later({ status: 'ROLLBACK_COMPLETE', outputs: {} }) },
    {},
    'fail stack Vigil',
    'npx cdk destroy Vigil',
  ],
  [
    'a stack that cannot be mended',
    { stack: later({ status: 'UPDATE_ROLLBACK_FAILED', outputs: {} }) },
    {},
    'fail stack Vigil',
    'events',
  ],
  ['a stack at work', { stack: later({ status: 'UPDATE_IN_PROGRESS', outputs: {} }) }, {}, 'warn stack Vigil', 'wait'],
  [
    'an address that waits',
    { subscriptions: later([{ protocol: 'email', endpoint: 'ann@shop.test', isConfirmed: false }]) },
    {},
    'fail e-mail ann@shop.test',
    'AWS Notifications',
  ],
  ['an address that left', { subscriptions: later([]) }, {}, 'fail e-mail ann@shop.test', 'subscribe it'],
  ['subscriptions it may not look at', { subscriptions: later(refused) }, {}, 'warn e-mail', 'allow sns:'],
])('finds %s, with the cure', async (_, account, plan, finding, cure) => {
  const found = (await look(account, plan)).find(({ check, state }) => `${state} ${check}` === finding);
  expect(found?.cure).toContain(cure);
});

it.each<[string, Partial<Account>, Partial<Plan>]>([
  ['our own filter among five', { filters: later(['a', 'b', 'c', 'd', 'vigil-Vigil']) }, {}],
  ['our own account policy', { accountPolicies: later(['vigil-Vigil']) }, { isAccountWide: true }],
  ['a stack that is not deployed yet', { stack: later(undefined) }, {}],
  ['what Vigil has reserved itself', { concurrency: later({ limit: 130, unreserved: 108 }) }, {}],
  ['a failed update that was rolled back', { stack: later({ status: 'UPDATE_ROLLBACK_COMPLETE', outputs: {} }) }, {}],
])('takes no offence at %s', async (_, account, plan) => {
  expect((await look(account, plan)).filter(({ state }) => state !== 'ok')).toEqual([]);
});

it('asks nothing more once AWS takes no credentials', async () => {
  const asked: string[] = [];
  const note = (name: string) => () => {
    asked.push(name);
    return Promise.resolve(undefined);
  };
  await look({
    concurrency: later({ refused: 'ExpiredToken' }),
    bootstrapVersion: note('bootstrap'),
    secret: note('secret'),
  });
  expect(asked).toEqual([]);
});

it('never repeats what a secret holds', async () => {
  for (const held of [
    'https://hooks.slack.com/canary',
    '{"webhookUrl":"https://hooks.slack.com/canary"}',
    '["canary"]',
  ])
    expect(JSON.stringify(await look({ secret: later(held) }))).not.toContain('canary');
});

it('looks at a hundred log groups at most, one after the other, and says so', async () => {
  let atOnce = 0;
  let most = 0;
  const filters = async () => {
    most = Math.max(most, (atOnce += 1));
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
    return [];
  };
  const findings = await look({ filters }, { logGroups: Array.from({ length: 150 }, (_, index) => `/g/${index}`) });
  expect(most).toBe(1);
  expect(findings.filter(({ check }) => check === 'filters').map(({ said }) => said)).toEqual([
    "100 of 150 log groups have room for Vigil's, or have it",
    'only the first 100 log groups were looked at',
  ]);
});
