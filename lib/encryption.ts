/** Puts everything that Vigil keeps under a key of the user's, and lets those use the key who must. */
import { Annotations, ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ownLogGroup } from '../core/watch/vigil-log-group';
import { MissedRuns } from './missed-runs';

/** The services through which our roles reach what lies under the key: through no other may they use it. */
const THROUGH = ['dynamodb', 'secretsmanager', 'sns', 'sqs'];

/** The failure bucket is not touched here: what failed must find room also when this key is disabled. */
export function encryptWith(vigil: Construct, key: IKey, name: string): void {
  for (const construct of vigil.node.findAll()) {
    if (construct instanceof CfnTable)
      construct.sseSpecification = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn };
    if (construct instanceof CfnSecret) construct.kmsKeyId = key.keyArn;
    if (construct instanceof CfnTopic) construct.kmsMasterKeyId = key.keyArn;
    if (construct instanceof CfnLogGroup) construct.kmsKeyId = key.keyArn;
    // EventBridge can put nothing into a queue under a key that is the user's alone; what lies there is a schedule's tick.
    if (construct instanceof CfnQueue && !(construct.node.scope instanceof MissedRuns)) encryptQueue(construct, key);
    if (construct instanceof Role) construct.addToPrincipalPolicy(useThrough(vigil, key));
  }
  letServicesUse(vigil, key, name);
}

function encryptQueue(queue: CfnQueue, key: IKey): void {
  queue.sqsManagedSseEnabled = undefined; // one or the other
  queue.kmsMasterKeyId = key.keyArn;
  queue.kmsDataKeyReusePeriodSeconds = 300;
}

function useThrough(vigil: Construct, key: IKey): PolicyStatement {
  const { region } = Stack.of(vigil);
  return new PolicyStatement({
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': THROUGH.map((service) => `${service}.${region}.amazonaws.com`) } },
  });
}

/** SNS for what it could not deliver, CloudWatch for its alarms, CloudWatch Logs for our own log groups. */
function letServicesUse(vigil: Construct, key: IKey, name: string): void {
  const stack = Stack.of(vigil);
  const ownGroups = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: ownLogGroup(name, '*'),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const statements = [
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      principals: ['cloudwatch', 'sns'].map((service) => new ServicePrincipal(`${service}.amazonaws.com`)),
      resources: ['*'], // in a key's policy: this key
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    new PolicyStatement({
      actions: [
        'kms:Decrypt',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:DescribeKey',
      ],
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': ownGroups } },
    }),
  ];
  const isOurs = statements.map((statement) => key.addToResourcePolicy(statement).statementAdded).every(Boolean);
  if (!isOurs)
    Annotations.of(vigil).addWarningV2(
      'vigil:key-policy',
      'encryption.key is not of this app, so its policy cannot be written here: let cloudwatch.amazonaws.com and ' +
        'sns.amazonaws.com (with aws:SourceAccount) and CloudWatch Logs (for log groups /vigil/*) use it',
    );
}
