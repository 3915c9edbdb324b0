/** Shows what is said of props of the wrong shape, which no compiler looks at on the way to `cdk synth`. */
import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { STACK_KEYS } from '../../lib/prop-keys';
import { readProps } from '../../lib/read-props';

const user = new Stack(new App(), 'User');
const fn = LambdaFunction.fromFunctionName(user, 'Fn', 'checkout');
const named = new LogGroup(user, 'Named', { logGroupName: '/auth' });
const unnamed = new LogGroup(user, 'Unnamed');
const topic = new Topic(user, 'Topic');
const key = new Key(user, 'Key');

const GOOD = { logGroups: ['/a'], alerts: { emails: ['ann@shop.test'] } };
const login = (entry: unknown) => ({ ...GOOD, logins: [entry] });

it.each<[string, unknown]>([
  ['names and addresses', GOOD],
  ['constructs', { logGroups: [named, unnamed], functions: [fn], alerts: { topic } }],
  ["the CDK's own props", { ...GOOD, env: { region: 'eu-west-1' }, tags: { team: 'a' }, terminationProtection: true }],
  [
    'props that are there and undefined',
    { ...GOOD, functions: undefined, alerts: { ...GOOD.alerts, slack: undefined } },
  ],
  ['a login source by name', login({ logGroup: '/auth', format: 'auth0' })],
  [
    'how it is to run',
    { ...GOOD, limits: { concurrency: 3, alarmUsdPerDay: 0.5 }, paused: true, dashboard: false, encryption: { key } },
  ],
  ['a policy of removal', { ...GOOD, removalPolicy: 'destroy' }],
])('finds nothing wrong with the shape of %s', (_, props) => {
  expect(readProps(props, STACK_KEYS).faults).toEqual([]);
});

it.each<[string, unknown, string]>([
  ['no props', undefined, 'props must be an object such as { logGroups: ['],
  [
    'a prop that is none',
    { ...GOOD, detector: {} },
    'detector is no setting; there are logGroups, functions, prefixes, tagged,',
  ],
  [
    'a single log group',
    { ...GOOD, logGroups: '/a' },
    "logGroups must be a list such as ['/aws/lambda/checkout'], got a text",
  ],
  [
    'a number among log groups',
    { ...GOOD, logGroups: ['/a', 7] },
    "logGroups[1] must be a log group's name or construct, got a number",
  ],
  [
    'limits that are none',
    { ...GOOD, limits: 10 },
    'limits must be an object such as { concurrency: 10 }, got a number',
  ],
  [
    'a limit that is none',
    { ...GOOD, limits: { concurency: 10 } },
    'limits.concurency is no setting; there are concurrency, writesPerSecond,',
  ],
  [
    'no concurrency',
    { ...GOOD, limits: { concurrency: 0 } },
    'limits.concurrency must be a whole number from 1 to 1000, got 0; paused: true stops Vigil',
  ],
  [
    'half a write',
    { ...GOOD, limits: { writesPerSecond: 0.5 } },
    'limits.writesPerSecond must be a whole number from 1 to 40000, got 0.5',
  ],
  ['a limit in words', { ...GOOD, limits: { readsPerSecond: 'few' } }, 'limits.readsPerSecond must be a whole number'],
  ['a pause in words', { ...GOOD, paused: 'yes' }, 'paused must be true or false, got a text'],
  [
    'a key by ARN',
    { ...GOOD, encryption: { key: 'arn:aws:kms:1' } },
    'encryption.key must be a key construct, got a text; Key.fromKeyArn',
  ],
  ['no key', { ...GOOD, encryption: {} }, 'encryption.key must be a key construct, got nothing'],
  [
    'one key for all',
    { ...GOOD, encryption: { key, failuresKey: key } },
    'encryption.failuresKey must be another key than encryption.key',
  ],
  ['a hole in a list', { ...GOOD, logGroups: Array(1) }, 'logGroups[0] must be a log group'],
  [
    'a function among log groups',
    { ...GOOD, logGroups: [fn] },
    "logGroups[0] must be a log group's name or construct, got an object; functions go into functions",
  ],
  [
    'a name among functions',
    { ...GOOD, functions: ['checkout'] },
    'functions[0] must be a function construct, got a text; a function that is only',
  ],
  ['no alerts', { logGroups: ['/a'] }, "alerts must be an object such as { emails: ['you@example.com'] }, got nothing"],
  ['an address for alerts', { ...GOOD, alerts: 'ann@shop.test' }, 'alerts must be an object such as'],
  [
    'a single address',
    { ...GOOD, alerts: { emails: 'ann@shop.test' } },
    "alerts.emails must be a list such as ['you@example.com'], got a text",
  ],
  [
    'a list in a list of addresses',
    { ...GOOD, alerts: { emails: [['ann@shop.test']] } },
    'alerts.emails[0] must be an e-mail address such as you@example.com, got a list',
  ],
  [
    'a slip in a key of alerts',
    { ...GOOD, alerts: { ...GOOD.alerts, slak: {} } },
    'alerts.slak is no setting; there are emails, slack, topic',
  ],
  [
    'the secret where its object belongs',
    { ...GOOD, alerts: { slack: 'vigil/slack' } },
    "alerts.slack must be an object such as { secretName: 'vigil/slack' }, got a text",
  ],
  [
    'a webhook without its host',
    { ...GOOD, alerts: { webhook: { secretName: 'vigil/webhook' } } },
    'alerts.webhook.host must be a host such as alerts.example.com, got nothing',
  ],
  ['a name for a switch', { ...GOOD, alerts: { amazonQ: 'yes' } }, 'alerts.amazonQ must be true or false, got a text'],
  [
    'Slack without its secret',
    { ...GOOD, alerts: { slack: {} } },
    'alerts.slack.secretName must be the name of a secret in Secrets Manager such as vigil/slack, got nothing',
  ],
  [
    'a webhook in place of the secret',
    { ...GOOD, alerts: { slack: { secretName: 's', webhookUrl: 'https://hooks.slack.com/services/T/B/x' } } },
    'alerts.slack.webhookUrl is no setting; there are secretName, host',
  ],
  [
    'a number as the host',
    { ...GOOD, alerts: { slack: { secretName: 's', host: 9000 } } },
    'alerts.slack.host must be a host such as hooks.slack.com, got a number',
  ],
  [
    'an ARN as the topic',
    { ...GOOD, alerts: { topic: 'arn:aws:sns:eu-west-1:1:x' } },
    'alerts.topic must be a topic construct, got a text; Topic.fromTopicArn',
  ],
  [
    'a word as the policy',
    { ...GOOD, removalPolicy: 'DELETE' },
    'removalPolicy must be RemovalPolicy.RETAIN or RemovalPolicy.DESTROY, got a text',
  ],
  [
    'logins by log group',
    { ...GOOD, logins: { '/auth': { format: 'auth0' } } },
    'logins must be a list such as [{ logGroup:',
  ],
  [
    'a name for a login source',
    login('/auth'),
    "logins[0] must be an object such as { logGroup, format: 'auth0' }, got a text",
  ],
  [
    'a login source without its log group',
    login({ format: 'auth0' }),
    "logins[0].logGroup must be a log group's name or construct, got nothing",
  ],
  [
    'a login source whose name comes late',
    login({ logGroup: unnamed, format: 'auth0' }),
    'logins[0].logGroup must be a name known at synth, got one that only the deployment will know; give the log group a logGroupName',
  ],
  [
    'a late name as text',
    login({ logGroup: unnamed.logGroupName, format: 'auth0' }),
    'logins[0].logGroup must be a name known at synth',
  ],
  [
    'a token in a login source',
    login({ logGroup: '/auth', format: 'api-gateway', routes: [`POST /${topic.topicName}`] }),
    'logins[0] must be plain data known at synth, got a token or a construct in it',
  ],
  [
    'a construct in a login source',
    login({ logGroup: '/auth', format: 'field-map', fieldMap: topic }),
    'logins[0] must be plain data known at synth',
  ],
])('refuses %s, with the cure', (_, props, words) => {
  const { faults } = readProps(props, STACK_KEYS);
  expect(faults).toEqual([expect.stringContaining(words)]);
  expect(faults.join()).not.toMatch(/services\/T|arn:|Token\[/);
});

it('repeats no key that may be a secret', () => {
  const { faults } = readProps({ ...GOOD, alerts: { ...GOOD.alerts, 'xoxb-1-secret': true } });
  expect(faults).toEqual([
    'alerts.… is no setting; there are emails, slack, topic, webhook, amazonQ, ocsf, digest, staged, weekBudget, sampleLines, ' +
      'routes, routing, silences',
  ]);
});

it('takes the name that the app gave a log group of its own', () => {
  expect(readProps(login({ logGroup: named, format: 'auth0' })).logins).toEqual([
    { logGroup: '/auth', source: { format: 'auth0' } },
  ]);
});

it('is not stopped by a circle', () => {
  const circle: Record<string, unknown> = { logGroup: '/auth', format: 'auth0' };
  circle['fieldMap'] = circle;
  expect(readProps(login(circle)).faults).toEqual([expect.stringContaining('plain data')]);
});
