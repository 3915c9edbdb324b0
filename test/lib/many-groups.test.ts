/** Shows that hundreds of log groups are still a stack that can be deployed, and what our roles may read of them. */
import type { Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { VigilProps } from '../../lib/vigil-props';
import { ofType, PLAIN, resourcesOf, synth, type Resource } from './made-stack';

/** CloudFormation's and Lambda's limits (2026-11). */
const MOST_RESOURCES = 500;
const TEMPLATE_BYTES = 1024 * 1024;
const ENVIRONMENT_BYTES = 4_096;
const ROLE_CHARACTERS = 10_240;
const PARAMETER_BYTES = 4_096;
const REQUEST_BYTES = 256 * 1024;

const name = (index: number): string => `/aws/lambda/team-${index % 7}-service-with-a-long-name-${index}`;
const many = (count: number, nameOf = name): string[] => Array.from({ length: count }, (_, index) => nameOf(index));
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const functionsOf = (user: Stack, count: number): LambdaFunction[] =>
  Array.from(
    { length: count },
    (_, index) =>
      new LambdaFunction(user, `Function${index}`, {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: Code.fromInline('exports.handler = async () => {};'),
      }),
  );

it.each<[string, (user: Stack) => VigilProps]>([
  ['500 log groups by name', () => ({ ...PLAIN, logGroups: many(500) })],
  [
    '500 with the longest of names',
    () => ({ ...PLAIN, logGroups: many(500, (index) => `/${'x'.repeat(506)}${1_000 + index}`) }),
  ],
  ['500 in 500 folders', () => ({ ...PLAIN, logGroups: many(500, (index) => `/shop/${index}/log`) })],
  ['100 functions of another stack', (user) => ({ ...PLAIN, functions: functionsOf(user, 100) })],
  ['every function', () => ({ ...PLAIN, logGroups: [], everyFunction: true })],
])('%s can be deployed', (_, props) => {
  const template = synth(props);
  const resources = resourcesOf(template);
  expect(resources.length).toBeLessThan(MOST_RESOURCES);
  expect(bytes(template.toJSON())).toBeLessThan(TEMPLATE_BYTES);
  for (const [, { Properties }] of ofType('AWS::Lambda::Function', template))
    expect(bytes(Properties.Environment?.Variables ?? {})).toBeLessThan(ENVIRONMENT_BYTES);
  for (const [, { Properties }] of ofType('AWS::IAM::Policy', template))
    expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThan(ROLE_CHARACTERS);
  expect(ofType('AWS::IAM::ManagedPolicy', template)).toEqual([]);
  for (const [, { Properties }] of ofType('AWS::SSM::Parameter', template))
    expect(bytes(Properties['Value'])).toBeLessThan(PARAMETER_BYTES);
  // CloudFormation sends the old and the new properties at once.
  const [, filters] = ofType('Custom::VigilFilters', template)[0] ?? [];
  expect(2 * bytes(filters?.Properties)).toBeLessThan(REQUEST_BYTES);
});

describe('the redriver may read back', () => {
  const readBack = (props: Partial<VigilProps>): string[] => {
    const template = synth(() => ({ ...PLAIN, ...props }));
    const statements = ofType('AWS::IAM::Policy', template).flatMap(
      ([, { Properties }]: [string, Resource]) => Properties.PolicyDocument?.Statement ?? [],
    );
    const reading = statements.filter(({ Action }) => [Action].flat().includes('logs:FilterLogEvents'));
    return reading
      .flatMap(({ Resource: resource }) => [resource].flat())
      .map((arn) => /:log-group:([^"]*)"/.exec(JSON.stringify(arn))?.[1] ?? '')
      .toSorted();
  };

  it.each<[string, Partial<VigilProps>, string[]]>([
    ['what is named', {}, ['/aws/lambda/checkout:*', '/aws/lambda/login:*']],
    [
      'what is named, and prefixes',
      { prefixes: ['/shop/'] },
      ['/aws/lambda/checkout:*', '/aws/lambda/login:*', '/shop/*:*'],
    ],
    ['the folders of many', { logGroups: many(500) }, ['/aws/lambda/*:*']],
    ['every log group, where functions may write to any', { everyFunction: true }, ['*:*']],
    ['every log group, where a tag may stand on any', { tagged: { team: 'shop' } }, ['*:*']],
  ])('%s', (_, props, expected) => {
    expect(readBack(props)).toEqual(expected);
  });
});

it('says all that is wrong with what is to be watched, at once', () => {
  const props: object = {
    prefixes: '/a',
    tagged: ['x'],
    everyFunction: 'yes',
    exclude: ['/aws/lambda/login', 7],
    alerts: PLAIN.alerts,
  };
  const faults = (): unknown => synth(() => ({ ...PLAIN, ...props }));
  expect(faults).toThrow(/prefixes must be a list/);
  expect(faults).toThrow(/everyFunction must be true or false/);
  expect(faults).toThrow(/tagged must be names and values known at synth/);
  expect(faults).toThrow(/exclude\[1\] must be a text known at synth, got a number/);
  expect(faults).toThrow(/logGroups\[0\] is left out by exclude/);
});
