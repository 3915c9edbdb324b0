/** Makes stacks for the template tests with the flags that users have, without bundles and without AWS. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { VigilProps } from '../../lib/vigil-props';
import { VigilStack } from '../../lib/vigil-stack';

const FLAGS: { readonly context: Record<string, unknown> } = JSON.parse(
  readFileSync(join(__dirname, '../../cdk.json'), 'utf8'),
);

/** `bundles` says whether the functions' code is built for real. */
export const makeApp = (bundles: 'with bundles' | 'without bundles'): App =>
  new App({
    context: {
      ...FLAGS.context,
      ...(bundles === 'without bundles' ? { 'aws:cdk:bundling-stacks': [] } : {}),
    },
    builtinCloudFormationValidation: false, // some seconds each; `npm run synth` has it on
  });

export const PLAIN: VigilProps = {
  logGroups: ['/aws/lambda/login', '/aws/lambda/checkout'],
  alerts: { emails: ['ann@shop.test'] },
};

/** `makeProps` gets a second stack of the same app, where a user's own constructs live. */
export function synth(makeProps: (user: Stack) => VigilProps = () => PLAIN): Template {
  const app = makeApp('without bundles');
  return Template.fromStack(new VigilStack(app, 'Vigil', makeProps(new Stack(app, 'User'))));
}

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>> & {
    readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
    readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
    readonly LogGroupName?: string;
  };
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

export const resourcesOf = (template: Template): [string, Resource][] => Object.entries(template.toJSON().Resources);

export const ofType = (type: string, template: Template): [string, Resource][] =>
  resourcesOf(template).filter(([, { Type }]) => Type === type);

/** Every way to tell people at once. */
export const synthFull = (): Template =>
  synth((user) => ({
    ...PLAIN,
    alerts: {
      emails: ['ann@shop.test', 'bob@shop.test'],
      slack: { secretName: 'vigil/slack', host: '127.0.0.1:9000' },
      webhook: { secretName: 'vigil/webhook', host: 'alerts.shop.test' },
      amazonQ: true,
      ocsf: true,
      topic: new Topic(user, 'Pager'),
    },
  }));
