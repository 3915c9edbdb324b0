/** Shows what is refused when the stack is made, and what of the rest travels in the bundles. */
import { App, CfnElement, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { VigilProps } from '../../lib/vigil-props';
import { readWishes } from '../../lib/wishes';
import { synth } from './made-stack';

const ALERTS = { emails: ['ann@shop.test'] };

const makeUser = (): Stack =>
  new Stack(new App({ context: { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': false } }), 'User');

const makeFunction = (scope: Stack, id: string, logGroup?: LogGroup): LambdaFunction =>
  new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    ...(logGroup === undefined ? {} : { logGroup }),
  });

const read = (props: VigilProps) => readWishes('Vigil', props, ['analyzer']);

const readFaulty = () =>
  read({
    logGroups: ['/aws/lambda/checkout', 'checkout function', '/vigil/Vigil/analyzer', '/aws/lambda/checkout'],
    alerts: { emails: ['ann'], slack: { secretName: 'https://hooks.slack.com/services/T0/B0/secret' } },
    detectors: { 'slow-calls': { minSlowShare: 7 } },
  });

it('names all faults at once, one a line', () => {
  expect(readFaulty).toThrow(/^Vigil cannot be deployed like this:\n/);
  const lines = messageOf(readFaulty).split('\n').slice(1);
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'logGroups[1]',
    'logGroups[2]',
    'logGroups[3]',
    'alerts.emails[0]',
    'alerts.slack.secretName',
    'detectors.slow-calls.minSlowShare',
  ]);
  expect(lines[0]).toBe(
    'logGroups[1] must be a log group name such as /aws/lambda/checkout, got "checkout function"; ' +
      "spaces are not legal in a log group's name",
  );
  expect(messageOf(readFaulty)).not.toContain('hooks.slack.com');
});

it('names faults of shape and of content together, and drops the frames of whoever called', () => {
  const props: object = {
    logGroups: '/a',
    alerts: { emails: ['ann'], slak: { secretName: 'xoxb-1-secret' } },
    logins: [
      {
        logGroup: '/auth',
        format: 'field-map',
        fieldMap: { outcome: { path: 'r', failure: ['no'] }, pattern: '(?P<r>a)(?=b)' },
      },
    ],
  };
  const error = errorOf(() => synth(() => props as VigilProps));
  expect(error?.message.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'Vigil',
    'logGroups',
    'alerts.slak',
    'logins[0].fieldMap.pattern',
    'alerts.emails[0]',
  ]);
  expect(error?.message).not.toContain('xoxb');
  expect(error?.stack).toBe(error?.message);
});

it.each<[string, unknown]>([
  ['no props', undefined],
  ['null', null],
  ['a list', []],
  ['no alerts', { logGroups: ['/a'] }],
])('says what is wrong with %s, in the words of Vigil', (_, props) => {
  expect(() => synth(() => props as VigilProps)).toThrow(
    /^Vigil cannot be deployed like this:\n(props|alerts) must be/,
  );
});

it('watches a login source as well, once, and says how it is read', () => {
  const { settings } = read({
    logGroups: ['/aws/lambda/login'],
    logins: [
      { logGroup: '/aws/lambda/login', format: 'powertools' },
      { logGroup: '/auth0', format: 'auth0', trustedHops: 1 },
    ],
    alerts: ALERTS,
  });
  expect(settings.logGroups).toEqual(['/aws/lambda/login', '/auth0']);
  expect(settings.logins).toEqual({
    '/aws/lambda/login': { format: 'powertools' },
    '/auth0': { format: 'auth0', trustedHops: 1 },
  });
});

it('is thrown by the stack itself', () => {
  expect(() => synth(() => ({ alerts: {} }))).toThrow(/nothing to watch.*\n.*nobody to tell/);
});

it('bakes in the names that are known and leaves the others to the deployment', () => {
  const user = makeUser();
  const made = new LogGroup(user, 'Made', { logGroupName: '/made' });
  const { settings, lateNames } = read({
    logGroups: ['/aws/lambda/login', LogGroup.fromLogGroupName(user, 'Old', '/old'), made],
    functions: [
      LambdaFunction.fromFunctionName(user, 'Known', 'known'),
      makeFunction(user, 'Plain'),
      makeFunction(user, 'Custom', made),
    ],
    alerts: ALERTS,
  });
  expect(settings.logGroups[0]).toBe('/aws/lambda/login');
  expect(settings.logGroups).toContain('/old');
  expect(JSON.stringify(settings)).not.toContain('${Token[');
  expect(settings.filterName).toBe('vigil-Vigil');
  expect(settings.ownLogGroups).toEqual(['/vigil/Vigil/analyzer', '/vigil/Vigil/sender-email']);
  expect(lateNames.every((name) => Token.isUnresolved(name))).toBe(true);
  expect(lateNames).toHaveLength(6 - settings.logGroups.length);
});

it("finds a function's log group without making a custom resource for it", () => {
  const user = makeUser();
  const own = new LogGroup(user, 'Own');
  const plain = makeFunction(user, 'Plain');
  const alias = new Alias(user, 'Live', { aliasName: 'live', version: plain.currentVersion });
  const { lateNames } = read({ functions: [plain, makeFunction(user, 'Custom', own)], alerts: ALERTS });
  const ofAlias = read({ functions: [alias], alerts: ALERTS }).lateNames;
  const resolved = user.resolve([...lateNames, ...ofAlias]);
  expect(resolved).toEqual([
    { 'Fn::Join': ['', ['/aws/lambda/', { Ref: idOf(plain) }]] },
    { Ref: idOf(own) },
    { 'Fn::Join': ['', ['/aws/lambda/', { Ref: idOf(plain) }]] },
  ]);
  const types = user.node.findAll().map(({ node }) => node.id);
  expect(types.filter((id) => id.startsWith('LogRetention'))).toEqual([]);
});

it('puts late names into parameters of seven, each sent to the custom resource as well', () => {
  const template = synth((user) => ({
    logGroups: Array.from({ length: 8 }, (_, index) => new LogGroup(user, `Group${index}`)),
    alerts: ALERTS,
  }));
  const json = template.toJSON();
  const parameters = Object.values<{ Type: string; Properties: { Name: string; Value: unknown } }>(
    json.Resources,
  ).filter(({ Type }) => Type === 'AWS::SSM::Parameter');
  expect(parameters.map(({ Properties }) => Properties.Name)).toEqual(['/vigil/Vigil/watch-1', '/vigil/Vigil/watch-2']);
  template.hasResourceProperties('Custom::VigilFilters', {
    watch: Match.stringLikeRegexp('^[0-9a-f]{16}$'),
    lateNames: parameters.map(({ Properties }) => Properties.Value),
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ LATE_NAMES: '2' }) },
  });
});

const idOf = (construct: LogGroup | LambdaFunction): unknown => {
  const { defaultChild } = construct.node;
  return CfnElement.isCfnElement(defaultChild) ? Stack.of(construct).resolve(defaultChild.logicalId) : undefined;
};

const messageOf = (make: () => unknown): string => errorOf(make)?.message ?? '';

function errorOf(make: () => unknown): Error | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : undefined;
  }
}
