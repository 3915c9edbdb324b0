/** Shows what routes make of a stack: which channels, what each may do, which alert goes where, and what is refused at synth. */
import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { OCSF_CHANNEL } from '../../core/alert/for-programs';
import { channelsOf } from '../../core/alert/route';
import { silenceOf } from '../../core/alert/silence';
import { readProps } from '../../lib/read-props';
import { planChannels } from '../../lib/plan-channels';
import type { AlertProps } from '../../lib/alert-props';
import type { RouteProps } from '../../lib/route-props';
import type { VigilProps } from '../../lib/vigil-props';
import { readWishes } from '../../lib/wishes';
import { ofType, PLAIN, resourcesOf, synth } from './made-stack';

const SHOP = { match: { functions: ['shop-*'] }, name: 'shop', slack: { secretName: 'vigil/slack-shop' } };
const ROUTED: AlertProps = {
  emails: ['ann@shop.test'],
  slack: { secretName: 'vigil/slack' },
  ocsf: true,
  routes: [
    SHOP,
    {
      match: { kind: 'login-attack' },
      emails: ['sec@shop.test'],
      webhook: { secretName: 'vigil/hook', host: 'siem.shop.test' },
    },
    { match: { severity: 'critical' }, slack: { secretName: 'vigil/slack' }, emails: ['ann@shop.test'] },
  ],
};
const slow = (name: string, severity: 'warning' | 'critical' = 'warning') =>
  ({ kind: 'slow-calls', subject: { kind: 'function', name }, severity }) as const;

describe('the channels of a stack with routes', () => {
  const { channels, routing } = planChannels(ROUTED);

  it('are made once each: what leads to the same place is one', () => {
    expect(channels.map(({ name }) => name)).toEqual([
      'email',
      'slack',
      OCSF_CHANNEL,
      expect.stringMatching(/^email-[0-9a-f]{6}$/),
      expect.stringMatching(/^webhook-[0-9a-f]{6}$/),
      'slack-shop',
    ]);
  });

  it.each([
    ['what a route takes', slow('shop-cart'), ['slack-shop', 'ocsf']],
    ['what two would take, by the first', slow('shop-cart', 'critical'), ['slack-shop', 'ocsf']],
    ['what the last takes, on channels that are there', slow('pay', 'critical'), ['email', 'slack', 'ocsf']],
    ['what none takes', slow('pay'), ['email', 'slack', 'ocsf']],
  ])('are told %s', (_, alert, names) => {
    expect(channelsOf(alert, {}, routing!).toSorted()).toEqual(names.toSorted());
  });

  it('are all told that match, with those beside the routes, where that is wished', () => {
    const all = planChannels({ ...ROUTED, routing: 'all' }).routing!;
    expect(channelsOf(slow('shop-cart'), {}, all).toSorted()).toEqual(['email', 'ocsf', 'slack', 'slack-shop']);
  });

  it('keep their names in whatever order the routes stand, and a new address makes no new channel', () => {
    const [shop, security, critical] = ROUTED.routes!;
    const other = planChannels({
      ...ROUTED,
      routes: [critical!, { ...security!, emails: ['sec@shop.test', 'new@shop.test'] }, shop!],
    });
    expect(other.channels.map(({ name }) => name).toSorted()).toEqual(channels.map(({ name }) => name).toSorted());
  });

  it('that several routes lead to are one, called the same in whatever order the routes stand', () => {
    const pay = { name: 'pay', match: { functions: ['pay-*'] }, emails: ['ops@shop.test'] };
    const shop = { name: 'shop', match: { functions: ['shop-*'] }, emails: ['ops@shop.test'] };
    const plan = (routes: readonly RouteProps[]) => planChannels({ emails: ['all@shop.test'], routes });
    for (const { channels: planned, routing: chosen } of [plan([pay, shop]), plan([shop, pay])]) {
      expect(planned.map(({ name }) => name)).toEqual(['email', 'email-pay']);
      expect(chosen?.routes.map((route) => route.channels)).toEqual([['email-pay'], ['email-pay'], ['email']]);
    }
  });

  it('that publish to one topic are one, for it tells all its addresses whatever comes', () => {
    const stack = new Stack();
    const topic = () => Topic.fromTopicArn(stack, `T${made++}`, 'arn:aws:sns:eu-west-1:123456789012:oncall');
    let made = 0;
    const planned = planChannels({
      topic: topic(),
      emails: ['a@shop.test'],
      routes: [{ match: { severity: 'critical' }, topic: topic(), emails: ['b@shop.test'] }],
      routing: 'all',
    });
    expect(planned.channels).toMatchObject([{ name: 'email', emails: ['a@shop.test', 'b@shop.test'] }]);
  });

  it('are as they were before there were routes, where there are none', () => {
    const { routes: _, ...plain } = ROUTED;
    expect(planChannels(plain)).toMatchObject({ channels: [{ id: 'Email' }, { id: 'Slack' }, { id: 'Ocsf' }] });
    expect(planChannels(plain).routing).toBeUndefined();
  });
});

describe('the template of a stack with routes', () => {
  const template = synth((user) => ({
    ...PLAIN,
    alerts: {
      ...ROUTED,
      routes: [...ROUTED.routes!, { match: { severity: 'info' }, topic: new Topic(user, 'Pager') }],
    },
  }));
  const senders = ofType('AWS::Lambda::Function', template).filter(([id]) => /^(Email|Slack|Webhook|Ocsf)/.test(id));

  it('keeps every resource of the stack without routes', () => {
    const { routes: _, ...alerts } = ROUTED;
    const before = resourcesOf(synth(() => ({ ...PLAIN, alerts }))).map(([id]) => id);
    const after = new Set(resourcesOf(template).map(([id]) => id));
    expect(before.filter((id) => !after.has(id))).toEqual([]);
  });

  it('gives each channel a sender, a queue, dead letters and a log group of its own', () => {
    expect(senders).toHaveLength(7);
    const names = senders.map(([, { Properties }]) => Properties.Environment?.Variables?.['CHANNEL']);
    expect(new Set(names).size).toBe(7);
    const queues = ofType('AWS::SQS::Queue', template).map(([id]) => id.slice(0, -8));
    for (const id of ['Slackshop', 'Slack', 'Email', 'Ocsf'])
      expect(queues).toEqual(expect.arrayContaining([`${id}Queue`, `${id}DeadLetters`]));
    const logs = ofType('AWS::Logs::LogGroup', template).map(([, { Properties }]) => Properties.LogGroupName);
    expect(logs).toContain('/vigil/Vigil/sender-slack-shop');
  });

  it('lets each sender read its own secret or publish to its own topic, and no other', () => {
    const roleOf = (id: string) =>
      ofType('AWS::IAM::Policy', template)
        .filter(([policy]) => policy.startsWith(`${id}Role`))
        .flatMap(([, { Properties }]) => Properties.PolicyDocument?.Statement ?? [])
        .filter(({ Action }) => /secretsmanager|sns:/.test(String(Action)));
    const ofShop = roleOf('Slackshop');
    expect(ofShop).toHaveLength(1);
    expect(JSON.stringify(ofShop)).toContain('secret:vigil/slack-shop-??????');
    const ofSlack = roleOf('Slack');
    expect(ofSlack).toHaveLength(1);
    expect(JSON.stringify(ofSlack)).toContain('secret:vigil/slack-??????');
    expect(JSON.stringify(roleOf('Email'))).toContain('AlertsTopic');
  });
});

const team = (number: number, ways = 2): RouteProps => ({
  match: { functions: [`team-${number}-*`] },
  emails: [`team-${number}@shop.test`, `boss-${number}@shop.test`],
  ...(ways > 1 && { slack: { secretName: `vigil/slack-${number}` } }),
});

it('has room for as many channels as are allowed, whatever else is switched on', () => {
  const routes = Array.from({ length: 11 }, (_, number) => team(number));
  const alerts = { emails: ['a@b.co'], slack: { secretName: 'vigil/slack' }, routes };
  const template = synth((user) => ({
    everyFunction: true,
    encryption: { key: new Key(user, 'Key') },
    alerts,
  }));
  expect(ofType('AWS::SNS::Topic', template).length).toBeGreaterThan(11);
  expect(resourcesOf(template).length).toBeLessThanOrEqual(500);
});

describe('what is refused at synth', () => {
  const refused = (alerts: unknown): string => {
    try {
      readWishes('Vigil', { logGroups: ['/a'], alerts } as VigilProps, []);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  it.each<[string, unknown, RegExp]>([
    [
      'routes that leave alerts untold',
      { routes: [SHOP] },
      /alerts\.routes leaves alerts that no route matches untold/,
    ],
    ['programs alone for the rest', { ocsf: true, routes: [SHOP] }, /leaves alerts that no route matches untold/],
    ['no list', { routes: SHOP }, /alerts\.routes must be a list such as \[\{ match: .*, got an object/],
    ['no object', { routes: ['shop'] }, /alerts\.routes\[0\] must be an object such as \{ match:/],
    ['no match', { emails: ['a@b.co'], routes: [{ emails: ['a@b.co'] }] }, /routes\[0\]\.match must be an object/],
    [
      'a slip in a key',
      { emails: ['a@b.co'], routes: [{ ...SHOP, slak: 1 }] },
      /routes\[0\]\.slak is no setting; there/,
    ],
    ['nobody', { emails: ['a@b.co'], routes: [{ match: { kind: 'timeouts' } }] }, /routes\[0\] names nobody to tell/],
    [
      'a name that is none',
      { emails: ['a@b.co'], routes: [{ ...SHOP, name: 'The Shop' }] },
      /routes\[0\]\.name must be/,
    ],
    [
      'a name twice',
      { emails: ['a@b.co'], routes: [SHOP, { ...SHOP, match: {} }] },
      /routes\[1\]\.name repeats alerts\.routes\[0\]/,
    ],
    [
      'a match twice',
      { emails: ['a@b.co'], routes: [1, 2].map(() => ({ match: { kind: 'timeouts' }, emails: ['a@b.co'] })) },
      /routes\[1\] matches the same as alerts\.routes\[0\]/,
    ],
    [
      'a routing that is none',
      { emails: ['a@b.co'], routing: 'last' },
      /alerts\.routing must be 'first' or 'all', got a text/,
    ],
    [
      'a route behind one that takes all',
      { routes: [{ match: {}, emails: ['a@b.co'] }, SHOP] },
      /routes\[1\] is never reached/,
    ],
    [
      'a webhook as a secret, which is not repeated',
      { emails: ['a@b.co'], routes: [{ ...SHOP, slack: { secretName: 'https://hooks.slack.com/services/T/B/x' } }] },
      /routes\[0\]\.slack\.secretName must be/,
    ],
    [
      'more channels than a stack has room for',
      { emails: ['a@b.co'], routes: Array.from({ length: 12 }, (_, number) => team(number)) },
      /alerts leads to 25 channels, .* a stack has room for 24: let routes share/,
    ],
    [
      'a name that only the deployment knows',
      { emails: ['a@b.co'], routes: [{ ...SHOP, match: { functions: ['${Token[TOKEN.7]}'] } }] },
      /routes\[0\]\.match holds a name that only the deployment knows/,
    ],
  ])('%s', (_, alerts, said) => {
    const message = refused(alerts);
    expect(message).toMatch(said);
    expect(message).not.toContain('services/T/B');
  });
});

describe('silences in the code', () => {
  const NOW = Date.now();
  const at = (days: number): string => `${new Date(NOW + days * 86_400_000).toISOString().slice(0, 16)}Z`;
  const silence = { function: 'checkout', author: 'Ada', reason: 'OPS-17', until: at(3) };
  const read = (given: unknown) => readProps({ logGroups: ['/a'], alerts: { emails: ['a@b.co'], silences: [given] } });

  it('travel in the settings, the same whenever they are synthesized', () => {
    const { settings } = readWishes('V', { ...PLAIN, alerts: { emails: ['a@b.co'], silences: [silence] } }, []);
    const again = readWishes('V', { ...PLAIN, alerts: { emails: ['a@b.co'], silences: [silence] } }, []).settings;
    expect(again).toEqual(settings);
    const silences = settings.alerts?.silences ?? [];
    expect(silenceOf(slow('checkout', 'critical'), silences, NOW)).toMatchObject({ author: 'Ada', reason: 'OPS-17' });
    expect(silenceOf(slow('checkout'), silences, Date.parse(silence.until))).toBeUndefined();
  });

  it('may be over: the stack is deployed all the same', () => {
    expect(read({ ...silence, until: at(-30) }).faults).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'no end',
      { ...silence, until: undefined },
      /silences\[0\]\.until must be a moment such as '2026-11-25T18:00Z', got noth/,
    ],
    ['an end that is none', { ...silence, until: 'soon' }, /until must be a moment/],
    ['an end in a fortnight', { ...silence, until: at(14) }, /silences\[0\]\.until is more than 7 days away/],
    ['nobody who wants it', { ...silence, author: '' }, /silences\[0\]\.author must say who wants it/],
    ['everything', { ...silence, function: undefined }, /silences\[0\] would silence everything/],
    [
      'what tells of Vigil itself',
      { ...silence, kind: 'forged-lines' },
      /what tells of Vigil itself can't be silenced/,
    ],
    ['a slip in a key', { ...silence, fn: 'x' }, /silences\[0\]\.fn is no setting; there are kind, function/],
    ['no object', 'checkout', /silences\[0\] must be an object such as/],
  ])('are refused with %s', (_, given, said) => {
    const { faults } = read(given);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(said);
  });
});
