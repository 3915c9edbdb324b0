/** Shows that an upgrade keeps what is there: a new logical id is a new, empty table, and the old one is out of sight. */
import { Template } from 'aws-cdk-lib/assertions';
import { ShopStack } from '../../examples/own-app/shop-stack';
import { makeApp, ofType, resourcesOf, synth } from './made-stack';

const plain = synth();

/** Everything that holds something, in the stack of its own. To be changed by nobody who does not move what it holds. */
const STATEFUL: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableCD117FA1'],
  'AWS::SecretsManager::Secret': ['Pepper2B9638F2'],
  'AWS::S3::Bucket': ['Failures8A3E1A2F', 'FailuresAccessE8E84A8F'],
  'AWS::SNS::Topic': ['AlertsTopicCF7C81C9'],
  'AWS::SNS::Subscription': ['Alertsannshoptest52BB23AD'],
};

it.each(Object.entries(STATEFUL))('keeps the logical ids of %s', (type, ids) => {
  expect(
    ofType(type, plain)
      .map(([id]) => id)
      .toSorted(),
  ).toEqual(ids);
});

it('keeps the queues, with what waits in them, and the custom resource, whose replacement would take the filters off', () => {
  const ids = [...ofType('AWS::SQS::Queue', plain), ...ofType('Custom::VigilFilters', plain)].map(([id]) => id);
  expect(ids.map((id) => id.slice(0, -8)).toSorted()).toEqual([
    'AlertsDeadLetters',
    'EmailDeadLetters',
    'EmailQueue',
    'MissedRuns',
    'NotifierDeadLetters',
    'RedriverDeadLetters',
    'SubscriberFilters',
  ]);
});

it('changes nothing of the table that would replace it', () => {
  plain.hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
  });
  const [[, { Properties }] = ['', { Properties: {} }]] = ofType('AWS::DynamoDB::Table', plain);
  expect(Properties).not.toHaveProperty('TableName');
});

it('keeps them in a stack of somebody else’s too', () => {
  const shop = Template.fromStack(new ShopStack(makeApp('without bundles'), 'Shop', {}));
  const ids = resourcesOf(shop)
    .filter(([, { Type }]) => Type in STATEFUL && Type !== 'AWS::SNS::Topic')
    .map(([id]) => id);
  expect(ids.toSorted()).toEqual([
    'WatchAlertsoncallshopexampleBD9D57ED',
    'WatchFailures31D1699D',
    'WatchFailuresAccessCFF1189E',
    'WatchPepper7F7AE703',
    'WatchTable4362794F',
  ]);
});

it('has no resource whose id depends on what else is there', () => {
  const alone = resourcesOf(plain).map(([id]) => id);
  const more = resourcesOf(
    synth(() => ({
      logGroups: ['/one', '/two', '/three'],
      alerts: { emails: ['ann@shop.test', 'bob@shop.test'], slack: { secretName: 'vigil/slack' } },
    })),
  ).map(([id]) => id);
  expect(alone.filter((id) => !more.includes(id))).toEqual([]);
});
