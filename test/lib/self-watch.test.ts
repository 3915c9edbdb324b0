/** Shows what CloudWatch tells of Vigil itself, and that it tells it without Vigil. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { ofType, PLAIN, synth, synthFull } from './made-stack';

const plain = synth();

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmActions?: readonly unknown[];
  readonly OKActions?: readonly unknown[];
  readonly Metrics?: readonly { readonly Expression?: string; readonly MetricStat?: unknown }[];
}

const alarmsOf = (template: Template) =>
  ofType('AWS::CloudWatch::Alarm', template).map(([, { Properties }]) => Properties as unknown as Alarm);

it('has an alarm for every way in which Vigil can fail unheard', () => {
  expect(
    alarmsOf(plain)
      .map(({ AlarmName }) => AlarmName.replace('vigil-Vigil-', ''))
      .toSorted(),
  ).toEqual([
    'age',
    'alerts-dead',
    'analyzer-errors',
    'bell',
    'cost',
    'deliveries',
    'email-age',
    'email-dead',
    'email-errors',
    'heartbeat',
    'lost',
    'notifier-dead',
    'notifier-errors',
    'reading-throttled',
    'redriver-dead',
    'redriver-errors',
    'set-back',
    'subscriber-errors',
    'sweeper-errors',
    'throttled',
    'writing-throttled',
  ]);
});

it.each([
  ['our own topic', plain, { Ref: 'AlertsTopicCF7C81C9' }],
  ["the user's topic", synthFull(), undefined],
])('tells each on %s itself, and when it is over', (_, template, topic) => {
  for (const { AlarmActions, OKActions } of alarmsOf(template)) {
    expect(AlarmActions).toHaveLength(1);
    expect(OKActions).toEqual(AlarmActions);
    if (topic !== undefined) expect(AlarmActions).toEqual([topic]);
  }
});

it('lets CloudWatch publish for these alarms alone', () => {
  plain.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnLike: {
              'aws:SourceArn': {
                'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':alarm:vigil-Vigil-\\*$')])],
              },
            },
          },
        }),
      ]),
    }),
  });
});

it('goes off when the sweeper stands still, which sends no data at all', () => {
  plain.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'vigil-Vigil-heartbeat',
    ComparisonOperator: 'LessThanThreshold',
    MetricName: 'Invocations',
    Threshold: 1,
    TreatMissingData: 'breaching',
  });
});

it('looks at deliveries of our filter alone, in one alarm for all log groups', () => {
  const deliveries = alarmsOf(plain).find(({ AlarmName }) => AlarmName.endsWith('deliveries'));
  expect(deliveries?.Metrics?.[0]?.Expression).toMatch(/^SELECT SUM\(DeliveryErrors\).*FilterName = 'vigil-Vigil'$/);
});

describe('what Vigil costs', () => {
  const cost = alarmsOf(plain).find(({ AlarmName }) => AlarmName.endsWith('cost'));
  const expression = cost?.Metrics?.find(({ Expression }) => Expression !== undefined)?.Expression ?? '';

  it('is an alarm on no more metrics than an alarm may have', () => {
    expect(cost?.Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length).toBeLessThanOrEqual(10);
    expect(cost).toMatchObject({ Threshold: 5 });
  });

  it('reckons in dollars: a day of a thousand writes a second, and of ten analyzers that never rest', () => {
    const day = 24 * 3600;
    expect(reckon(expression, { writes: 1_000 * day })).toBeCloseTo(54, 1);
    expect(reckon(expression, { ms0: 10 * day * 1_000 })).toBeCloseTo(0.5 * 10 * day * 0.0000133334, 3);
    expect(reckon(expression, { calls: 1e6 })).toBeCloseTo(0.2, 6);
  });

  it('has no number that CloudWatch cannot read', () => {
    expect(expression).not.toMatch(/\de-?\d/);
  });

  it('goes off where the props say', () => {
    synth(() => ({ ...PLAIN, limits: { alarmUsdPerDay: 0.5 } })).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'vigil-Vigil-cost',
      Threshold: 0.5,
    });
  });
});

/** CloudWatch's sum of products; what is not given has no data. */
function reckon(expression: string, given: Readonly<Record<string, number>>): number {
  return expression.split(' + ').reduce((sum, term) => {
    const [, id = '', factor = ''] = /^FILL\((\w+), 0\) \* ([\d.]+)$/.exec(term) ?? [];
    expect(id).not.toBe('');
    return sum + (given[id] ?? 0) * Number(factor);
  }, 0);
}

it('has a page on all that, which can be left out', () => {
  plain.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  synth(() => ({ ...PLAIN, dashboard: false })).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
});
