/** Every resource with a wildcard that our roles may touch, and why it has no narrower form; any other is a finding of cdk-nag. */
import { Stack, Validations, type IAspect } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

interface Wildcard {
  readonly actions: readonly string[];
  /** Of the resource as cdk-nag writes it. */
  readonly resource: RegExp;
  readonly reason: string;
}

export const WILDCARDS: readonly Wildcard[] = [
  {
    actions: [
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'dynamodb:ListStreams',
      'lambda:ListFunctions',
      'tag:GetResources',
      'cloudwatch:GetMetricData',
    ],
    resource: /^\*$/,
    reason: 'AWS knows no narrower resource for these actions.',
  },
  {
    actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
    resource: /\.Arn>\/(aws\/lambda\/|set-aside\/)?\*$/,
    reason: 'Objects of our own failure bucket, each named by the delivery that failed.',
  },
  {
    actions: ['logs:FilterLogEvents'],
    resource: /:log-group:.*:\*$/,
    reason: 'The streams of watched log groups; where a prefix or a tag chooses them, of such as may be made later.',
  },
  {
    actions: [
      'logs:DescribeLogGroups',
      'logs:DescribeSubscriptionFilters',
      'logs:PutSubscriptionFilter',
      'logs:DeleteSubscriptionFilter',
    ],
    resource: /:log-group:\*$/,
    reason: 'A watched log group may be made later, and whose filters are there must be known; our own are denied.',
  },
  {
    actions: ['ssm:GetParameters'],
    resource: /:parameter\/vigil\/[^*]+\/watch-\*$/,
    reason: 'Our own parameters with names of log groups, as many as it takes.',
  },
];

export class AcknowledgeWildcards implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof CfnPolicy)) return;
    const reasons = new Map<string, string | undefined>();
    for (const { actions, resource } of allowedBy(node)) {
      const known = reasons.has(resource) ? reasons.get(resource) : '';
      const reason = reasonFor(actions, resource);
      // One statement without a reason takes away the reasons that others of the same resource have.
      reasons.set(resource, known === undefined || reason === undefined ? undefined : reason);
    }
    for (const [resource, reason] of reasons)
      if (reason !== undefined)
        Validations.of(node).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

const reasonFor = (actions: readonly string[], resource: string): string | undefined =>
  WILDCARDS.find(
    (wildcard) => wildcard.resource.test(resource) && actions.every((action) => wildcard.actions.includes(action)),
  )?.reason;

interface Allowed {
  readonly actions: readonly string[];
  readonly resource: string;
}

function allowedBy(policy: CfnPolicy): readonly Allowed[] {
  const document: { readonly Statement?: readonly Statement[] } = Stack.of(policy).resolve(policy.policyDocument);
  return (document.Statement ?? []).flatMap(({ Effect, Action, Resource }) =>
    Effect === 'Allow'
      ? listOf(Resource)
          .map(flatten)
          .filter((resource) => resource.includes('*'))
          .map((resource) => ({ actions: listOf(Action).map(String), resource }))
      : [],
  );
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** As cdk-nag writes what CloudFormation will know: `<Id.Attribute>`. */
function flatten(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, of] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return `<${String(of)}>`;
  if (!Array.isArray(of)) return JSON.stringify(value);
  if (name === 'Fn::GetAtt') return `<${of.join('.')}>`;
  const [delimiter, parts]: unknown[] = of;
  return name === 'Fn::Join' && Array.isArray(parts)
    ? parts.map(flatten).join(String(delimiter))
    : JSON.stringify(value);
}
