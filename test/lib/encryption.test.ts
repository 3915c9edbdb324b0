/** Shows what lies under a key of the user's, and who may use it. */
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { VigilStack } from '../../lib/vigil-stack';
import { makeApp, ofType, PLAIN, type Statement } from './made-stack';

const app = makeApp('without bundles');
const user = new Stack(app, 'User');
const key = new Key(user, 'Key');
const alerts = { emails: ['ann@shop.test'], slack: { secretName: 'vigil/slack' } };
const stack = new VigilStack(app, 'Vigil', { ...PLAIN, alerts, encryption: { key } });
const template = Template.fromStack(stack);
const keyPolicy = ofType('AWS::KMS::Key', Template.fromStack(user)).map(
  ([, { Properties }]) => (Properties as unknown as { KeyPolicy: { Statement: Statement[] } }).KeyPolicy.Statement,
)[0];

it.each([
  ['AWS::SecretsManager::Secret', 'KmsKeyId'],
  ['AWS::SNS::Topic', 'KmsMasterKeyId'],
  ['AWS::Logs::LogGroup', 'KmsKeyId'],
])('%s: all of them', (type, property) => {
  const keys = ofType(type, template).map(([, { Properties }]) => JSON.stringify(Properties[property]));
  expect(keys.length).toBeGreaterThan(0);
  for (const one of keys) expect(one).toMatch(/Fn::(ImportValue|GetStackOutput|GetAtt)/);
});

it('the table, and every queue but the one for ticks of the schedule', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } });
  const open = ofType('AWS::SQS::Queue', template).filter(([, { Properties }]) => !('KmsMasterKeyId' in Properties));
  expect(open.map(([id]) => id.slice(0, -8))).toEqual(['MissedRuns']);
  for (const [, { Properties }] of ofType('AWS::SQS::Queue', template))
    expect('KmsMasterKeyId' in Properties).not.toBe('SqsManagedSseEnabled' in Properties);
});

it('not the failure bucket, where what failed must find room also when the key is disabled', () => {
  for (const [, { Properties }] of ofType('AWS::S3::Bucket', template))
    expect(JSON.stringify(Properties['BucketEncryption'])).toContain('AES256');
});

it('lets each role use it, through the services that keep something under it and through no other', () => {
  const policies = ofType('AWS::IAM::Policy', template);
  expect(policies.length).toBeGreaterThan(6);
  for (const [, { Properties }] of policies) {
    const uses = (Properties.PolicyDocument?.Statement ?? []).filter(({ Action }) =>
      [Action].flat().includes('kms:Decrypt'),
    );
    expect(uses.length).toBeGreaterThan(0);
    for (const { Condition } of uses as (Statement & { Condition: unknown })[])
      expect(JSON.stringify(Condition)).toMatch(/kms:ViaService.*dynamodb.*secretsmanager.*sns.*sqs/);
  }
});

it.each([
  ['CloudWatch, for alarms on an encrypted topic', '"cloudwatch.amazonaws.com"', 'aws:SourceAccount'],
  ['SNS, for what it could not deliver', '"sns.amazonaws.com"', 'aws:SourceAccount'],
  ['CloudWatch Logs, for our own log groups', '"logs.', 'kms:EncryptionContext:aws:logs:arn'],
])('lets %s use it, by account or by what it encrypts', (_, service, condition) => {
  const statement = (keyPolicy ?? []).find((one) => JSON.stringify(one).includes(service));
  expect(JSON.stringify(statement)).toContain(condition);
});

it('says so where the key is of another app, whose policy cannot be written here', () => {
  const other = new App();
  const known = Key.fromKeyArn(new Stack(other, 'User'), 'Key', 'arn:aws:kms:eu-central-1:111111111111:key/1-2');
  const foreign = new VigilStack(makeApp('without bundles'), 'Vigil', { ...PLAIN, encryption: { key: known } });
  Annotations.fromStack(foreign).hasWarning('*', Match.stringLikeRegexp('encryption.key is not of this app'));
});
