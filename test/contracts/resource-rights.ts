/** What a role of ours may do beside the table, as AWS would decide it: by action and resource, and a denial is the last word. */
import type { Template } from 'aws-cdk-lib/assertions';
import type { FakeRequest } from '../fakes/account-server';
import { ofType } from '../lib/made-stack';

const REGION = 'eu-central-1';
const ACCOUNT = '1';
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
};

export interface ResourceRights {
  allows(action: string, arn: string): boolean;
  /** Every action that is allowed on anything. */
  readonly actions: ReadonlySet<string>;
}

/** @param arns what only the deployment knows: logical id → ARN, by the beginning of the id */
export function resourceRights(
  role: string,
  template: Template,
  arns: Readonly<Record<string, string>>,
): ResourceRights {
  const statements = ofType('AWS::IAM::Policy', template)
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument?.Statement ?? [])
    .map(({ Effect, Action, Resource }) => ({
      effect: Effect,
      actions: [Action].flat(),
      patterns: [Resource].flat().map((resource) => textOf(resource, arns)),
    }));
  const has = (effect: string, action: string, arn: string): boolean =>
    statements.some(
      (each) =>
        each.effect === effect &&
        each.actions.includes(action) &&
        each.patterns.some((pattern) => isLike(arn, pattern)),
    );
  return {
    allows: (action, arn) => has('Allow', action, arn) && !has('Deny', action, arn),
    actions: new Set(statements.flatMap(({ effect, actions }) => (effect === 'Allow' ? actions : []))),
  };
}

/** What AWS holds against a policy's resources. */
export function resourcesOf({ action, input }: FakeRequest): string[] {
  const [service, name] = action.split(':');
  const arn = `arn:aws:${service}:${REGION}:${ACCOUNT}`;
  // AWS asks for log groups with a log stream behind, also where it is none in particular; and for no group for the list of all.
  if (service === 'logs') return [`${arn}:log-group:${nameIn(input)}:log-stream:`];
  if (service === 'ssm') return [input['Names']].flat().map((parameter) => `${arn}:parameter${String(parameter)}`);
  return name === 'GetPolicy' ? [String(input['FunctionName'])] : ['*'];
}

const nameIn = ({ logGroupName }: FakeRequest['input']): string =>
  typeof logGroupName === 'string' ? logGroupName : '';

function textOf(value: unknown, arns: Readonly<Record<string, string>>): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, of] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return PSEUDO[String(of)] ?? `<${String(of)}>`;
  if (!Array.isArray(of)) return `<${name}>`;
  if (name === 'Fn::GetAtt') {
    const known = Object.keys(arns).find((id) => String(of[0]).startsWith(id));
    return known === undefined ? `<${of.join('.')}>` : (arns[known] ?? '');
  }
  const [delimiter, parts]: unknown[] = of;
  return Array.isArray(parts) ? parts.map((part) => textOf(part, arns)).join(String(delimiter)) : `<${name}>`;
}

function isLike(arn: string, pattern: string): boolean {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'su').test(arn);
}
