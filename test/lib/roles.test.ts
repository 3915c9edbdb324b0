/** Shows that our roles may do what they need and nothing else. */
import { ofType, synthFull } from './made-stack';

const full = synthFull();

describe('what our roles may do', () => {
  const statements = ofType('AWS::IAM::Policy', full).flatMap(([id, { Properties }]) =>
    (Properties.PolicyDocument?.Statement ?? []).map((statement) => ({
      id,
      ...statement,
      actions: [statement.Action].flat(),
    })),
  );
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

  it('names every action in full, and has no managed policy', () => {
    expect(allowed.length).toBeGreaterThan(10);
    expect(allowed.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
    for (const [, { Properties }] of ofType('AWS::IAM::Role', full))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('touches everything only by what has no narrower form: to list streams, functions and tags, to read metrics, to hand in traces', () => {
    const everywhere = allowed.filter(({ Resource }) => Resource === '*').flatMap(({ actions }) => actions);
    expect([...new Set(everywhere)].toSorted()).toEqual([
      'cloudwatch:GetMetricData',
      'dynamodb:ListStreams',
      'lambda:ListFunctions',
      'tag:GetResources',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('has a role for each function, which no other shares', () => {
    const roles = ofType('AWS::Lambda::Function', full).map(([, { Properties }]) => JSON.stringify(Properties['Role']));
    expect(new Set(roles).size).toBe(roles.length);
    expect(ofType('AWS::IAM::Role', full)).toHaveLength(roles.length);
  });

  it('reaches the table only by partition keys of its own', () => {
    const onTable = allowed.filter(({ actions }) =>
      actions.some((action) => /:(Get|Put|Update|Delete)Item$/.test(action)),
    );
    expect(onTable.length).toBeGreaterThan(4);
    for (const statement of onTable) expect(statement).toHaveProperty(['Condition', 'ForAllValues:StringLike']);
  });

  it.each([
    ['secretsmanager:GetSecretValue', ['AnalyzerRole', 'RedriverRole', 'SlackRole', 'WebhookRole']],
    ['sns:Publish', ['AmazonQRole', 'EmailRole', 'OcsfRole']],
    ['logs:PutSubscriptionFilter', ['SubscriberRole']],
    ['lambda:ListFunctions', ['SubscriberRole']],
    ['s3:PutObject', ['AnalyzerRole', 'RedriverRole']],
    ['s3:GetObject', ['RedriverRole']],
    ['logs:FilterLogEvents', ['RedriverRole']],
  ])('%s is for %j alone', (action, roles) => {
    const holders = allowed
      .filter(({ actions }) => actions.includes(action))
      .map(({ id }) => id.replace(/Default.*/, ''));
    expect(holders.toSorted()).toEqual(roles);
  });

  it('reads back the logs of watched groups alone', () => {
    const readBack = allowed.filter(({ actions }) => actions.includes('logs:FilterLogEvents'));
    const arns = readBack.flatMap(({ Resource }) => [Resource].flat()).map((arn) => JSON.stringify(arn));
    expect(arns.length).toBeGreaterThan(1);
    for (const arn of arns) expect(arn).toMatch(/:log-group:\/aws\/lambda\/[a-z]+:\*"/);
  });

  it('denies the subscriber our own log groups', () => {
    const denied = statements.filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ actions }) => actions)).toEqual([['logs:PutSubscriptionFilter']]);
    expect(JSON.stringify(denied[0]?.Resource)).toContain(':log-group:/vigil/*/*');
  });
});
