/** Shows which wishes are refused and in which words, and that settings read back as they were written. */
import { createPatternEngine } from '../../adapters/pattern-engine';
import type { Telling } from '../../core/alert/telling-settings';
import { defaultRules } from '../../core/detect/rules';
import { isVigilLogGroup } from '../../core/watch/vigil-log-group';
import { NO_WISHES } from '../../core/watch/watch-wishes';
import { checkSettings, readRuntimeSettings, type RuntimeSettings, type Wishes } from '../../core/settings';

const ENGINE = createPatternEngine();

const GOOD: Wishes = {
  stack: 'Vigil',
  logGroups: ['/aws/lambda/checkout'],
  functions: [],
  watch: NO_WISHES,
  logins: [],
  alerts: {
    emails: ['ann@example.com'],
    hasTopic: false,
    hasAmazonQ: false,
    hasOcsf: false,
    routes: [],
    takesFirst: true,
  },
  detectors: undefined,
};

type Given = Partial<Omit<Wishes, 'alerts'> & Telling>;

function wishesOf({ emails, slack: outlet, hasTopic, routes, ...given }: Given): Wishes {
  const alerts = Object.entries({ emails, slack: outlet, hasTopic, routes }).filter(([, value]) => value !== undefined);
  return { ...GOOD, ...given, alerts: { ...GOOD.alerts, ...Object.fromEntries(alerts) } };
}

const AUTH0 = { format: 'auth0' };
const mapped = (pattern: string) => ({
  format: 'field-map',
  fieldMap: { outcome: { path: 'result', failure: ['denied'] }, pattern },
});

const slack = (secretName: string | undefined, host?: string) => ({ slack: { secretName, host } });

it.each<[string, Given]>([
  ['one log group and one address', {}],
  [
    'names that only the deployment knows',
    { logGroups: [undefined, undefined], functions: [undefined], emails: [undefined] },
  ],
  ['Slack alone', { emails: [], ...slack('vigil/slack') }],
  ['a secret and host that only the deployment knows', { emails: [], ...slack(undefined) }],
  ['another Slack host with a port', slack('vigil/slack', '127.0.0.1:9000')],
  ['a topic alone', { emails: [], hasTopic: true }],
  [
    'a route that takes all, in the place of everybody',
    { emails: [], routes: [{ match: {}, emails: ['a@b.co'], hasTopic: false }] },
  ],
  ['every legal character', { logGroups: ['/a-Z_0.9#x/y'] }],
  ['a login source alone', { logGroups: [], logins: [{ logGroup: '/auth', source: AUTH0 }] }],
  [
    'a login source that is watched anyway',
    { logins: [{ logGroup: '/aws/lambda/checkout', source: { format: 'api-gateway', routes: ['POST /login'] } }] },
  ],
  ['a pattern that RE2 can run', { logins: [{ logGroup: '/auth', source: mapped('(?P<result>denied|granted)') }] }],
  ['every function', { logGroups: [], watch: { ...NO_WISHES, everyFunction: true } }],
  [
    'a prefix and an exclusion',
    { watch: { ...NO_WISHES, prefixes: ['/aws/'], exclude: ['/aws/lambda/test-*', '/x'] } },
  ],
  ['tags', { logGroups: [], watch: { ...NO_WISHES, tags: { team: 'shop', any: '' } } }],
])('accepts %s', (_, wishes) => {
  expect(checkSettings(wishesOf(wishes), ENGINE)).toMatchObject({ rules: defaultRules, faults: [] });
});

it.each<[string, Given, string]>([
  [
    'nothing to watch',
    { logGroups: [] },
    'logGroups, functions, logins, prefixes and tags are empty, so there is nothing to watch',
  ],
  [
    'a space',
    { logGroups: ['a b'] },
    'logGroups[0] must be a log group name such as /aws/lambda/checkout, got "a b"; spaces',
  ],
  ['an ARN', { logGroups: ['arn:aws:logs:eu-west-1:1:log-group:x'] }, 'give the name, not the ARN'],
  ['an empty name', { logGroups: [''] }, 'got ""; it is empty'],
  ['a strange letter', { logGroups: ['/aws/lambda/caf\u00e9'] }, '"\u00e9" is not legal'],
  ['a strange letter of two halves', { logGroups: ['/a/\u{1F600}'] }, '"\u{1F600}" is not legal'],
  ['a long name', { logGroups: ['a'.repeat(513)] }, 'it has 513 characters, 512 are allowed'],
  ['our own log group', { logGroups: ['/vigil/Vigil/analyzer'] }, "logGroups[0] is one of Vigil's own log groups"],
  ["a function's name that is none", { functions: ['/aws/lambda/a b'] }, 'functions[0] must be'],
  ['a repetition', { logGroups: ['/a', '/b', '/a'] }, 'logGroups[2] repeats logGroups[0], "/a"'],
  ['a function and its log group', { logGroups: ['/a'], functions: ['/a'] }, 'functions[0] repeats logGroups[0]'],
  [
    "a login source's log group that is none",
    { logins: [{ logGroup: 'a b', source: AUTH0 }] },
    'logins[0].logGroup must be a log group name such as /aws/lambda/checkout, got "a b"',
  ],
  ['our own log group as a login source', { logins: [{ logGroup: '/vigil/Vigil/x', source: AUTH0 }] }, 'watch itself'],
  [
    'two ways to read one log group',
    {
      logins: [
        { logGroup: '/auth', source: AUTH0 },
        { logGroup: '/auth', source: { format: 'okta' } },
      ],
    },
    'logins[1].logGroup repeats logins[0].logGroup, "/auth"',
  ],
  [
    'a format that is none',
    { logins: [{ logGroup: '/auth', source: { format: 'saml' } }] },
    'logins[0].format must be one of owasp, ecs',
  ],
  [
    'a setting that a login source has not',
    { logins: [{ logGroup: '/auth', source: { ...AUTH0, hops: 1 } }] },
    'logins[0].hops is no setting; there are format, routes, trustedHops, fieldMap',
  ],
  [
    'a pattern that looks ahead',
    { logins: [{ logGroup: '/auth', source: mapped('(?P<result>denied)(?=x)') }] },
    'logins[0].fieldMap.pattern is not one that RE2 can run',
  ],
  [
    'a pattern without the group that a path names',
    { logins: [{ logGroup: '/auth', source: mapped('denied') }] },
    'logins[0].fieldMap.pattern has no group named "result"',
  ],
  [
    'a bad address in a route',
    {
      routes: [
        { match: { severity: 'critical' }, emails: ['https://hooks.slack.com/services/T/B/x'], hasTopic: false },
      ],
    },
    'alerts.routes[0].emails[0] must be an e-mail address',
  ],
  [
    'routes that leave alerts untold',
    { emails: [], routes: [{ match: { severity: 'critical' }, emails: ['a@b.co'], hasTopic: false }] },
    'alerts.routes leaves alerts that no route matches untold',
  ],
  ['nobody to tell', { emails: [] }, 'alerts names nobody to tell'],
  [
    'a bad address',
    { emails: ['ann@example'] },
    'alerts.emails[0] must be an e-mail address such as you@example.com, got "ann@example"',
  ],
  ['a webhook as an address', { emails: ['https://hooks.slack.com/services/T/B/x'] }, 'got something else'],
  ['a token as an address', { emails: ['xoxb-1-secret'] }, 'got something else'],
  ['an address twice', { emails: ['a@b.co', 'a@b.co'] }, 'alerts.emails[1] repeats alerts.emails[0]'],
  ['a webhook as the secret', slack('https://hooks.slack.com/services/T/B/x'), 'alerts.slack.secretName must be'],
  ['a token as the secret', slack('xoxb-1-secret'), 'alerts.slack.secretName must be'],
  ['an ARN as the secret', slack('arn:aws:secretsmanager:x'), 'alerts.slack.secretName must be'],
  ['no name for the secret', slack(''), 'alerts.slack.secretName must be'],
  ['a URL as the host', slack('s', 'https://hooks.slack.com/services/T'), 'alerts.slack.host must be a host'],
  ['a detector that is not there', { detectors: { slow: {} } }, 'detectors has no detector "slow"'],
])('refuses %s, with the cure', (_, wishes, words) => {
  const { faults } = checkSettings(wishesOf(wishes), ENGINE);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(words);
  expect(faults[0]).not.toMatch(/hooks\.slack\.com\/services|xoxb-/);
});

it('gives the sound login sources by log group', () => {
  const logins = [
    { logGroup: '/auth', source: AUTH0 },
    { logGroup: undefined, source: AUTH0 },
    { logGroup: '/other', source: undefined },
  ];
  expect(checkSettings({ ...GOOD, logins }).logins).toEqual({ '/auth': AUTH0 });
});

it('names every fault, not the first alone', () => {
  const { faults } = checkSettings(wishesOf({ logGroups: ['a b', ''], emails: ['x'], detectors: 7 }));
  expect(faults).toHaveLength(4);
});

it.each<[string, Partial<typeof NO_WISHES>, string]>([
  [
    'a prefix within another',
    { prefixes: ['/aws/', '/aws/lambda/'] },
    'prefixes[1] lies within prefixes[0], "/aws/"; take it out',
  ],
  ['a prefix twice', { prefixes: ['/aws/', '/aws/'] }, 'prefixes[1] lies within'],
  ['a prefix that is none', { prefixes: ['a b'] }, "prefixes[0] must begin a log group's name"],
  ['a star in the middle', { exclude: ['/a*b'] }, 'exclude[0] must be a log group'],
  ['everything left out', { exclude: ['*'] }, 'exclude[0] must be a log group'],
  [
    'what is named as well',
    { exclude: ['/aws/lambda/check*'] },
    'logGroups[0] is left out by exclude, "/aws/lambda/checkout"',
  ],
  ['a tag without a name', { tags: { '': 'x' } }, 'tagged must be such as'],
])('refuses %s, with the rule and the cure', (_, watch, words) => {
  const { faults } = checkSettings({ ...GOOD, watch: { ...NO_WISHES, ...watch } });
  expect(faults).toContainEqual(expect.stringContaining(words));
});

it('knows the log groups of every stack of Vigil', () => {
  expect(isVigilLogGroup('/vigil/Vigil/anything')).toBe(true);
  expect(isVigilLogGroup('/vigil/Vigil2/analyzer')).toBe(true);
  expect(isVigilLogGroup('/vigil/Vigil')).toBe(false);
  expect(isVigilLogGroup('/aws/lambda/vigil/Vigil/x')).toBe(false);
});

const WRITTEN: RuntimeSettings = {
  version: 1,
  stack: 'Vigil',
  ownLogGroups: ['/vigil/Vigil/analyzer'],
  filterName: 'vigil-Vigil',
  logGroups: ['/aws/lambda/checkout'],
  watch: { prefixes: ['/aws/'], tags: { team: 'shop' }, everyFunction: true, exclude: ['/x*'] },
  logins: {
    '/aws/lambda/login': { format: 'field-map', fieldMap: { outcome: { path: 'result', failure: ['denied'] } } },
    ['__proto__']: { format: 'auth0' }, // a legal log group's name
  },
  rules: { ...defaultRules, timeouts: { enabled: false, windowMinutes: 5, minEvents: 2 } },
};

it('reads settings back as they were written', () => {
  expect(readRuntimeSettings(JSON.parse(JSON.stringify(WRITTEN)))).toEqual(WRITTEN);
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'settings'],
  ['another version', { ...WRITTEN, version: 2 }],
  ['no rules', { ...WRITTEN, rules: undefined }],
  ['rules with a fault', { ...WRITTEN, rules: { timeouts: { minEvents: -1 } } }],
  ['no login sources', { ...WRITTEN, logins: undefined }],
  ['a login source with a fault', { ...WRITTEN, logins: { '/auth': { format: 'saml' } } }],
  ['wishes that are none', { ...WRITTEN, watch: { prefixes: 7 } }],
  ['names that are none', { ...WRITTEN, ownLogGroups: [7] }],
])('reads nothing from %s', (_, json) => {
  expect(readRuntimeSettings(json)).toBeUndefined();
});
