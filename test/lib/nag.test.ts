/** Runs cdk-nag's packs over the stack in every shape it has: nothing is left open, and what is acknowledged has its reason. */
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ACKNOWLEDGED } from '../../lib/acknowledged';
import type { VigilProps } from '../../lib/vigil-props';
import { VigilStack } from '../../lib/vigil-stack';
import { WILDCARDS } from '../../lib/wildcards';
import { makeApp, ofType, PLAIN, synth, synthFull } from './made-stack';

interface Seen {
  /** As `rule path`. */
  readonly open: readonly string[];
  /** By rule, without what IAM5 found. */
  readonly acknowledged: readonly string[];
}

function look(makeProps: (user: Stack) => VigilProps, change: (vigil: VigilStack) => void = () => {}): Seen {
  const app = makeApp('without bundles');
  const vigil = new VigilStack(app, 'Vigil', makeProps(new Stack(app, 'User')));
  change(vigil);
  app.synth(); // runs the aspects, which acknowledge
  const packs = [new AwsSolutionsChecks(), new ServerlessChecks()];
  const open = packs.flatMap((pack) =>
    pack
      .validateScope(vigil)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath ?? ''}`),
      ),
  );
  const rules = vigil.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data as object))
    .map((id) => id.replace(/^annotation::/i, '').replace(/\[.*/, ''));
  return { open, acknowledged: [...new Set(rules)].toSorted() };
}

const ACROSS: [string, (user: Stack) => VigilProps][] = [
  ['by e-mail', () => PLAIN],
  [
    'by every channel',
    () => ({
      ...PLAIN,
      alerts: {
        ...PLAIN.alerts,
        slack: { secretName: 'vigil/slack' },
        webhook: { secretName: 'vigil/hook', host: 'hooks.shop.test' },
        amazonQ: true,
        ocsf: true,
      },
    }),
  ],
  ['paused', () => ({ ...PLAIN, paused: true })],
  [
    'under keys',
    (user) => ({
      ...PLAIN,
      encryption: {
        key: new Key(user, 'Key', { enableKeyRotation: true }),
        failuresKey: new Key(user, 'Other', { enableKeyRotation: true }),
      },
    }),
  ],
];

it.each(ACROSS)('finds nothing that is left open: %s', (_, makeProps) => {
  const { open, acknowledged } = look(makeProps);
  expect(open).toEqual([]);
  expect(acknowledged).toEqual(['AwsSolutions-IAM5', ...ACKNOWLEDGED.map(({ id }) => id)].toSorted());
  expect(acknowledged.length).toBeLessThanOrEqual(6);
});

it('gives each of them, and each wildcard, a reason of its own', () => {
  const reasons = [...ACKNOWLEDGED, ...WILDCARDS].map(({ reason }) => reason);
  expect(new Set(reasons).size).toBe(reasons.length);
  for (const reason of reasons) expect(reason.length).toBeGreaterThan(30);
});

it('gives no reason for a right that nobody has', () => {
  const late = synth((user) => ({ ...PLAIN, logGroups: [new LogGroup(user, 'Late')] }));
  const asked = JSON.stringify([synthFull(), late].map((template) => ofType('AWS::IAM::Policy', template)));
  const unasked = WILDCARDS.flatMap(({ actions }) => actions).filter((action) => !asked.includes(`"${action}"`));
  expect(unasked).toEqual([]);
});

it.each<[string, (vigil: VigilStack) => void, string]>([
  [
    'a wildcard without a reason',
    ({ vigil }) =>
      analyzerOf(vigil).addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })),
    'AwsSolutions-IAM5[Resource::*] Vigil/Default/Analyzer',
  ],
  [
    'an action with a wildcard',
    ({ vigil }) =>
      analyzerOf(vigil).addToRolePolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::b'] })),
    'AwsSolutions-IAM5[Action::s3:*] Vigil/Default/Analyzer',
  ],
  [
    'a queue that takes what is not encrypted on its way',
    ({ vigil }) => void new CfnQueue(vigil, 'Open'),
    'AwsSolutions-SQS4 Vigil/Default/Open',
  ],
])('would find %s', (_, change, finding) => {
  expect(look(() => PLAIN, change).open).toContainEqual(expect.stringContaining(finding));
});

function analyzerOf({ node }: VigilStack['vigil']): LambdaFunction {
  return node.findChild('Analyzer').node.findChild('Function') as LambdaFunction;
}
