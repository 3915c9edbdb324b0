/** Shows who waits for whom, what survives an update, and who is told. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { VigilStack } from '../../lib/vigil-stack';
import { makeApp, ofType, PLAIN, type Resource, resourcesOf, synth, synthFull } from './made-stack';

const plain = synth();
const full = synthFull();

describe('the one permission', () => {
  const permissions = ofType('AWS::Lambda::Permission', full).filter(
    ([, { Properties }]) => Properties['Principal'] === 'logs.amazonaws.com',
  );

  it('lets every log group of this account and Region call the analyzer', () => {
    expect(permissions.map(([, { Properties }]) => Properties)).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [expect.stringMatching(/^AnalyzerFunction/), 'Arn'] },
        Principal: 'logs.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
        SourceArn: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':logs:',
              { Ref: 'AWS::Region' },
              ':',
              { Ref: 'AWS::AccountId' },
              ':log-group:*',
            ],
          ],
        },
      },
    ]);
  });

  it('is there before anything that makes filters, and goes after it', () => {
    const makers = resourcesOf(full).filter(
      ([id, { Type }]) =>
        Type === 'Custom::VigilFilters' || (Type === 'AWS::Events::Rule' && id.startsWith('Subscriber')),
    );
    expect(makers.map(([, { Type }]) => Type).toSorted()).toEqual([
      'AWS::Events::Rule',
      'AWS::Events::Rule',
      'Custom::VigilFilters',
    ]);
    for (const [, { DependsOn }] of makers) expect(DependsOn).toContain(permissions[0]?.[0]);
  });

  it('leaves no other way to make a filter', () => {
    expect(ofType('AWS::Logs::SubscriptionFilter', full)).toEqual([]);
  });

  it('has the rules go before the filters are taken', () => {
    const [filters] = ofType('Custom::VigilFilters', full);
    const rules = ofType('AWS::Events::Rule', full).filter(([id]) => id.startsWith('Subscriber'));
    expect(rules).toHaveLength(2);
    for (const [, { DependsOn }] of rules) expect(DependsOn).toContain(filters?.[0]);
  });
});

describe('what people would lose', () => {
  it('keeps table, pepper and failures when the stack goes, unless told otherwise', () => {
    const policies = (template: typeof plain) =>
      Object.fromEntries(
        resourcesOf(template)
          .filter(([, { Type }]) => /DynamoDB::Table|SecretsManager::Secret|S3::Bucket$/.test(Type))
          .map(([, { Type, DeletionPolicy }]) => [Type, DeletionPolicy]),
      );
    expect(new Set(Object.values(policies(plain)))).toEqual(new Set(['Retain']));
    const forTests = synth(() => ({ ...PLAIN, removalPolicy: RemovalPolicy.DESTROY }));
    expect(new Set(Object.values(policies(forTests)))).toEqual(new Set(['Delete']));
    forTests.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false });
  });

  it('has a table with stream, TTL, recovery and protection', () => {
    plain.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  it('sends a delivery that failed three times whole to the failure bucket, for 14 days', () => {
    const failures = ofType('AWS::S3::Bucket', plain).find(([id]) => /^Failures[0-9A-F]{8}$/.test(id));
    plain.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failures?.[0], 'Arn'] } } },
    });
    plain.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 14, Status: 'Enabled' })] },
    });
  });
});

describe('who is told', () => {
  it.each([
    ['addresses on a topic of our own', plain, ['ann@shop.test'], 1],
    ["addresses on the user's topic, beside Amazon Q's and OCSF's", full, ['ann@shop.test', 'bob@shop.test'], 2],
  ])('%s', (_, template, addresses, topics) => {
    const subscriptions = ofType('AWS::SNS::Subscription', template).map(([, { Properties }]) => Properties);
    expect(subscriptions.map((subscription) => subscription['Endpoint'])).toEqual(addresses);
    expect(new Set(subscriptions.map((subscription) => subscription['Protocol']))).toEqual(new Set(['email']));
    template.resourceCountIs('AWS::SNS::Topic', topics);
  });

  it.each([
    ['by e-mail alone', plain, ['email']],
    ['by Slack alone', synth(() => ({ ...PLAIN, alerts: { slack: { secretName: 'vigil/slack' } } })), ['slack']],
    ['by all there are', full, ['email', 'slack', 'webhook', 'amazon-q', 'ocsf']],
  ])('%s: a queue with dead letters and a sender each', (_, template, channels) => {
    const senders = ofType('AWS::Lambda::Function', template).flatMap(([, { Properties }]) => {
      const variables = environmentOf(Properties);
      return 'CHANNEL' in variables ? [variables] : [];
    });
    expect(senders.map(({ CHANNEL }) => CHANNEL)).toEqual(channels);
    template.resourcePropertiesCountIs(
      'AWS::SQS::Queue',
      { RedrivePolicy: Match.objectLike({ maxReceiveCount: 1000 }) },
      channels.length,
    );
    template.resourcePropertiesCountIs(
      'AWS::Lambda::EventSourceMapping',
      { FunctionResponseTypes: ['ReportBatchItemFailures'] },
      channels.length,
    );
  });

  it('gives Slack’s sender its secret and host', () => {
    full.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          CHANNEL: 'slack',
          MEDIUM: 'slack',
          SECRET: 'vigil/slack',
          HOST: '127.0.0.1:9000',
        }),
      },
    });
  });

  it('lets each sender tell the others of its troubles, and keep its own dead', () => {
    const others = ofType('AWS::Lambda::Function', full).flatMap(([id, { Properties }]) => {
      const urls = JSON.stringify(environmentOf(Properties)['OTHERS'] ?? '');
      return urls === '""'
        ? []
        : [[id.replace(/Function.*/, ''), [...urls.matchAll(/"Ref":"(\w+?)Queue/g)].map(([, name]) => name)]];
    });
    expect(Object.fromEntries(others)).toEqual({
      Email: ['Slack', 'Webhook', 'AmazonQ', 'Ocsf'],
      Slack: ['Email', 'Webhook', 'AmazonQ', 'Ocsf'],
      Webhook: ['Email', 'Slack', 'AmazonQ', 'Ocsf'],
      AmazonQ: ['Email', 'Slack', 'Webhook', 'Ocsf'],
      Ocsf: ['Email', 'Slack', 'Webhook', 'AmazonQ'],
    });
  });

  it.each([
    [
      'an address of the example',
      { emails: ['ann@shop.test', 'you@example.com'] },
      ['alerts.emails[1] is the example'],
    ],
    ['addresses of people', { emails: ['ann@shop.test', 'bob@myexample.com'] }, []],
    ['Slack alone, which CloudWatch cannot call', { slack: { secretName: 'vigil/slack' } }, ['nobody whom CloudWatch']],
  ])('warns of %s at most', (_, alerts, warnings) => {
    const stack = new VigilStack(makeApp('without bundles'), 'Vigil', { ...PLAIN, alerts });
    const found = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(found.map(({ entry }) => entry.data)).toEqual(warnings.map((words) => expect.stringContaining(words)));
  });

  it('rings for alerts that have something new, and for nothing else in the table', () => {
    plain.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              dynamodb: { Keys: { pk: { S: [{ prefix: 'A#' }] } }, NewImage: { bell: { N: [{ exists: true }] } } },
            }),
          },
        ],
      },
      BisectBatchOnFunctionError: true,
      DestinationConfig: Match.anyValue(),
    });
  });
});

describe('the functions', () => {
  it('all run alike, with memory, time-out and a log group of a fixed name each', () => {
    const functions = ofType('AWS::Lambda::Function', full).map(([, { Properties }]) => Properties);
    for (const properties of functions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: expect.any(Number),
        Timeout: expect.any(Number),
        LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
      });
    }
    const logGroups = ofType('AWS::Logs::LogGroup', full).map(([, { Properties }]) => Properties);
    expect(logGroups.map((group) => group.LogGroupName ?? '').toSorted()).toEqual(
      [
        'analyzer',
        'notifier',
        'redriver',
        'sender-amazon-q',
        'sender-email',
        'sender-ocsf',
        'sender-slack',
        'sender-webhook',
        'subscriber',
        'sweeper',
      ].map((id) => `/vigil/Vigil/${id}`),
    );
    expect(new Set(logGroups.map((group) => group['RetentionInDays']))).toEqual(new Set([30]));
    expect(functions).toHaveLength(logGroups.length);
  });

  it('find what they need in the environment', () => {
    const names = Object.fromEntries(
      ofType('AWS::Lambda::Function', full).map(([id, { Properties }]) => [
        id.replace(/Function.*/, ''),
        Object.keys(environmentOf(Properties)).toSorted(),
      ]),
    );
    expect(names).toEqual({
      Analyzer: ['ACCOUNT', 'PEPPER_SECRET', 'TABLE'],
      Sweeper: ['QUEUES', 'TABLE'],
      Notifier: ['QUEUES', 'TABLE'],
      Redriver: ['ACCOUNT', 'BUCKET', 'DEAD_LETTERS', 'OWN_FUNCTIONS', 'PEPPER_SECRET', 'TABLE'],
      Email: ['ACCOUNT', 'CHANNEL', 'DEAD_LETTERS', 'MEDIUM', 'OTHERS', 'QUEUE', 'STACK', 'TABLE', 'TOPIC_ARN'],
      Slack: ['ACCOUNT', 'CHANNEL', 'DEAD_LETTERS', 'HOST', 'MEDIUM', 'OTHERS', 'QUEUE', 'SECRET', 'STACK', 'TABLE'],
      Webhook: ['ACCOUNT', 'CHANNEL', 'DEAD_LETTERS', 'HOST', 'MEDIUM', 'OTHERS', 'QUEUE', 'SECRET', 'STACK', 'TABLE'],
      AmazonQ: ['ACCOUNT', 'CHANNEL', 'DEAD_LETTERS', 'MEDIUM', 'OTHERS', 'QUEUE', 'STACK', 'TABLE', 'TOPIC_ARN'],
      Ocsf: ['ACCOUNT', 'CHANNEL', 'DEAD_LETTERS', 'MEDIUM', 'OTHERS', 'QUEUE', 'STACK', 'TABLE', 'TOPIC_ARN'],
      Subscriber: ['ANALYZER_ARN', 'TABLE'],
    });
  });
});

function environmentOf({ Environment }: Resource['Properties']): Readonly<Record<string, unknown>> {
  return Environment?.Variables ?? {};
}
