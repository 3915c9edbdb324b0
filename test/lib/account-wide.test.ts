/** Shows the one subscription for a whole account: what it leaves out, what it waits for, what it cannot stand beside. */
import { readProps } from '../../lib/read-props';
import { readWishes } from '../../lib/wishes';
import { ofType, PLAIN, type Resource, resourcesOf, synth } from './made-stack';

const { alerts } = PLAIN;
const template = synth(() => ({ accountWide: { exclude: ['/aws/lambda/chatty'] }, alerts }));
const [[, policy] = ['', undefined]] = ofType('AWS::Logs::AccountPolicy', template);
const properties = policy?.Properties ?? {};

it('subscribes the analyzer to all that there is, once', () => {
  template.resourceCountIs('AWS::Logs::AccountPolicy', 1);
  expect(properties).toMatchObject({
    PolicyName: 'vigil-Vigil',
    PolicyType: 'SUBSCRIPTION_FILTER_POLICY',
    Scope: 'ALL',
    PolicyDocument: {
      'Fn::Join': [
        '',
        ['{"DestinationArn":"', { 'Fn::GetAtt': [expect.stringMatching(/^Analyzer/), 'Arn'] }, '","FilterPattern":""}'],
      ],
    },
  });
});

it('leaves out every log group of our own that the template makes, and those that the app names', () => {
  const [, list = '[]'] = /^LogGroupName NOT IN (\[.*\])$/.exec(String(properties['SelectionCriteria'])) ?? [];
  const leftOut = JSON.parse(list) as string[];
  expect(leftOut).toContain('/aws/lambda/chatty');
  const own = ofType('AWS::Logs::LogGroup', template).map(([, { Properties }]) => Properties.LogGroupName);
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter((name) => !leftOut.includes(name ?? ''))).toEqual([]);
});

it('comes after the permission and after our filters are off', () => {
  const waitsFor = [policy?.DependsOn ?? []].flat();
  const typeOf = (id: string): string => Object.fromEntries<Resource>(resourcesOf(template))[id]?.Type ?? '?';
  expect(waitsFor.map(typeOf)).toEqual(expect.arrayContaining(['AWS::Lambda::Permission', 'Custom::VigilFilters']));
});

it('leaves no log group to the subscriber, which takes off what an earlier deployment put there', () => {
  const { settings, leftOut } = readWishes(
    'V',
    { accountWide: true, logins: [{ logGroup: '/auth', format: 'auth0' }], alerts },
    ['analyzer'],
  );
  expect(settings.logGroups).toEqual([]);
  expect(settings.logins).toEqual({ '/auth': { format: 'auth0' } });
  expect(leftOut).toEqual(['/vigil/V/analyzer', '/vigil/V/sender-email']);
});

it('is not there unless it is asked for', () => {
  synth().resourceCountIs('AWS::Logs::AccountPolicy', 0);
  synth(() => ({ ...PLAIN, accountWide: false })).resourceCountIs('AWS::Logs::AccountPolicy', 0);
});

it.each<[string, object, string]>([
  [
    'log groups',
    { accountWide: true, logGroups: ['/a'] },
    'accountWide must stand without logGroups; every line would',
  ],
  ['every function', { accountWide: true, everyFunction: true }, 'accountWide must stand without everyFunction'],
  [
    'a word',
    { accountWide: 'all' },
    "accountWide must be true, or such as { exclude: ['/aws/lambda/chatty'] }, got a text",
  ],
  ['another key', { accountWide: { only: [] } }, 'accountWide.only is no setting; there are exclude'],
  [
    'a wildcard',
    { accountWide: { exclude: ['/aws/lambda/test-*'] } },
    'accountWide.exclude[0] must be a log group\'s whole name, got "/aws/lambda/test-*"; CloudWatch Logs knows no wildcard',
  ],
  [
    'more names than there is room for',
    {
      accountWide: {
        exclude: Array.from({ length: 500 }, (_, index) => `/aws/lambda/a-name-of-some-length-for-a-function-${index}`),
      },
    },
    'accountWide.exclude must fit into 25 KB, got 31 KB; take some names out',
  ],
])('is refused with %s', (_, props, fault) => {
  expect(readProps({ ...props, alerts }).faults).toContainEqual(expect.stringContaining(fault));
});
