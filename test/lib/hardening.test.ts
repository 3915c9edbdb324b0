/** Walks the template: every type of resource has its entry here, and every resource meets it. */
import { Key } from 'aws-cdk-lib/aws-kms';
import { PLAIN, type Resource, resourcesOf, synth, type Statement } from './made-stack';

const ALERTS = { emails: ['ann@shop.test'], slack: { secretName: 'vigil/slack' } };

const SHAPES = {
  plain: synth(() => ({ ...PLAIN, alerts: ALERTS })),
  'under keys': synth((user) => ({
    ...PLAIN,
    alerts: ALERTS,
    encryption: { key: new Key(user, 'Key'), failuresKey: new Key(user, 'Other') },
  })),
  paused: synth(() => ({ ...PLAIN, alerts: ALERTS, paused: true })),
};

const anything: unknown = expect.anything();
const aNumber: unknown = expect.any(Number);

/** What every resource of a type must have; a function where it depends on the resource. */
type Must = object | ((id: string, properties: Resource['Properties']) => void);

const onlyOverTls = (_: string, { PolicyDocument }: Resource['Properties']): void => {
  const denials = (PolicyDocument?.Statement ?? []).filter(({ Effect }) => Effect === 'Deny');
  expect(denials).toContainEqual(
    expect.objectContaining({ Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Effect: 'Deny' }),
  );
};

/** Whoever stands outside the account is named by a service, and that by account and source. */
const onlyOurOwn = (id: string, { PolicyDocument }: Resource['Properties']): void => {
  for (const { Effect, ...statement } of PolicyDocument?.Statement ?? []) {
    const { Principal, Condition } = statement as Statement & { Principal?: unknown; Condition?: unknown };
    if (Effect !== 'Allow') continue;
    expect({ id, Principal }).not.toEqual({ id, Principal: '*' });
    if (JSON.stringify(Principal).includes('amazonaws.com'))
      expect(JSON.stringify(Condition)).toMatch(/aws:Source(Arn|Account)/);
  }
};

const MUST: Readonly<Record<string, Must>> = {
  'AWS::DynamoDB::Table': {
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    OnDemandThroughput: { MaxReadRequestUnits: aNumber, MaxWriteRequestUnits: aNumber },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  },
  'AWS::SecretsManager::Secret': { GenerateSecretString: anything },
  'AWS::S3::Bucket': {
    BucketEncryption: anything,
    LifecycleConfiguration: { Rules: [expect.objectContaining({ ExpirationInDays: aNumber, Status: 'Enabled' })] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
  'AWS::S3::BucketPolicy': (id, properties) => {
    onlyOverTls(id, properties);
    onlyOurOwn(id, properties);
  },
  'AWS::SNS::Topic': {},
  'AWS::SNS::TopicPolicy': (id, properties) => {
    onlyOverTls(id, properties);
    onlyOurOwn(id, properties);
  },
  'AWS::SNS::Subscription': { RedrivePolicy: { deadLetterTargetArn: anything } },
  'AWS::SQS::Queue': (_, properties) => {
    expect(properties).toMatchObject({ MessageRetentionPeriod: aNumber });
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(SqsManagedSseEnabled|KmsMasterKeyId)$/)]),
    );
  },
  'AWS::SQS::QueuePolicy': (id, properties) => {
    onlyOverTls(id, properties);
    onlyOurOwn(id, properties);
  },
  'AWS::Logs::LogGroup': { LogGroupName: expect.stringMatching(/^\/vigil\/Vigil\//), RetentionInDays: 30 },
  'AWS::Lambda::Function': {
    Architectures: ['arm64'],
    Description: expect.stringMatching(/^Vigil: /),
    LoggingConfig: { LogGroup: anything },
    MemorySize: aNumber,
    ReservedConcurrentExecutions: aNumber,
    Runtime: 'nodejs24.x',
    Timeout: aNumber,
    TracingConfig: { Mode: 'Active' },
  },
  'AWS::Lambda::EventInvokeConfig': {
    DestinationConfig: { OnFailure: { Destination: anything } },
    MaximumRetryAttempts: aNumber,
  },
  'AWS::Lambda::EventSourceMapping': { BatchSize: aNumber },
  // One permission for logs, one a rule; each names whom it lets in.
  'AWS::Lambda::Permission': (_, { SourceArn, Principal }) => {
    expect(SourceArn).not.toBeUndefined();
    expect(Principal).toMatch(/^(logs|events)\.amazonaws\.com$/);
  },
  'AWS::Events::Rule': {
    State: 'ENABLED',
    Targets: [expect.objectContaining({ DeadLetterConfig: anything, RetryPolicy: anything })],
  },
  'AWS::IAM::Role': (_, { ManagedPolicyArns, AssumeRolePolicyDocument }) => {
    expect(ManagedPolicyArns).toBeUndefined();
    expect(JSON.stringify(AssumeRolePolicyDocument)).toContain('"lambda.amazonaws.com"');
  },
  'AWS::IAM::Policy': (_, { PolicyDocument }) => {
    const actions = (PolicyDocument?.Statement ?? []).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  },
  'AWS::CloudWatch::Alarm': { AlarmActions: [anything], AlarmDescription: expect.stringMatching(/^Vigil itself: /) },
  'AWS::CloudWatch::Dashboard': { DashboardName: 'vigil-Vigil' },
  'AWS::SSM::Parameter': { Type: 'String' },
  'Custom::VigilFilters': { ServiceToken: anything },
};

const cases = Object.entries(SHAPES).flatMap(([shape, template]) =>
  resourcesOf(template).map(([id, resource]): [string, string, Resource] => [shape, id, resource]),
);

it.each(cases)('%s: %s is as it must be', (_, id, { Type, Properties }) => {
  const must = MUST[Type];
  if (must === undefined) throw new Error(`${Type} has no entry: say what every such resource must have`);
  if (typeof must === 'function') must(id, Properties);
  else expect(Properties).toMatchObject(must);
});

it('keeps whatever holds something when the stack goes, and the README says why not', () => {
  const kept = resourcesOf(SHAPES.plain)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
    .map(([, { Type }]) => Type);
  expect([...new Set(kept)].toSorted()).toEqual([
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
  ]);
  expect(kept).toHaveLength(4);
});

describe('the kill switch', () => {
  const reserved = (template: (typeof SHAPES)['plain']) =>
    Object.fromEntries(
      resourcesOf(template)
        .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
        .map(([id, { Properties }]) => [id.replace(/Function.*/, ''), Properties['ReservedConcurrentExecutions']]),
    );

  it('leaves each function what it needs otherwise', () => {
    expect(reserved(SHAPES.plain)).toEqual({
      Analyzer: 10,
      Sweeper: 1,
      Redriver: 1,
      Notifier: 2,
      Email: 2,
      Slack: 2,
      Subscriber: 2,
    });
  });

  it('stops what deliveries reach, and nothing else', () => {
    expect(reserved(SHAPES.paused)).toEqual({ ...reserved(SHAPES.plain), Analyzer: 0, Redriver: 0 });
  });
});
