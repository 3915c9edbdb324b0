import { isLike } from '../../../core/alert/name-pattern';
import { channelsIn, channelsOf, routeAll, type Route, type RouteMatch } from '../../../core/alert/route';
import { faultsOfRoutes, isRouteMatch } from '../../../core/alert/route-settings';
import { checkout } from '../minutes';

const slow = { kind: 'slow-calls', subject: checkout, severity: 'warning' } as const;
const login = {
  kind: 'login-attack',
  subject: { kind: 'login-source', name: '/aws/lambda/login' },
  severity: 'critical',
} as const;

describe('a route', () => {
  it.each<[string, RouteMatch, boolean]>([
    ['takes everything when it names nothing', {}, true],
    ['takes the severity it names', { severity: 'warning' }, true],
    ['takes what is worse', { severity: 'info' }, true],
    ['leaves what is not so bad', { severity: 'critical' }, false],
    ['takes its kind', { kind: 'slow-calls' }, true],
    ['takes one of its kinds', { kind: ['timeouts', 'slow-calls'] }, true],
    ['leaves other kinds', { kind: 'timeouts' }, false],
    ['takes a function by name', { functions: ['login', 'checkout'] }, true],
    ['takes a function by the beginning of its name', { functions: ['check*'] }, true],
    ['leaves other functions', { functions: ['check'] }, false],
    ['takes a function by its tags', { tags: { team: 'shop' } }, true],
    ['leaves one with another value', { tags: { team: 'pay' } }, false],
    ['leaves one without the tag', { tags: { team: 'shop', stage: 'prod' } }, false],
    ['takes nobody by what every object has', { tags: { constructor: 'x' } }, false],
    ['wants all that it names', { kind: 'slow-calls', functions: ['login'] }, false],
  ])('%s', (_, match, isTaken) => {
    const routing = { choose: 'first', routes: [{ match, channels: ['a'] }] } as const;
    expect(channelsOf(slow, { team: 'shop' }, routing)).toEqual(isTaken ? ['a'] : []);
  });

  it('knows a login source by the name of the function whose log it is', () => {
    const routing = { choose: 'first', routes: [{ match: { functions: ['login'] }, channels: ['a'] }] } as const;
    expect(channelsOf(login, {}, routing)).toEqual(['a']);
  });

  const routes: readonly Route[] = [
    { match: { kind: 'login-attack' }, channels: ['security', 'email'] },
    { match: { severity: 'critical' }, channels: ['pager', 'email'] },
    { match: {}, channels: ['email'] },
  ];
  it.each([
    ['the first that matches', 'first', login, ['security', 'email']],
    ['all that match, each channel once', 'all', login, ['security', 'email', 'pager']],
    ['the last for what nobody wants', 'first', slow, ['email']],
  ] as const)('is chosen: %s', (_, choose, alert, channels) =>
    expect(channelsOf(alert, {}, { choose, routes })).toEqual(channels),
  );

  it('is no matter for a test alert, which every channel is told of', () => {
    const test = { ...slow, subject: { kind: 'function', name: 'vigil-test' } } as const;
    expect(channelsOf(test, {}, { choose: 'first', routes })).toEqual(['security', 'email', 'pager']);
  });

  it('names every channel once', () => {
    expect(channelsIn({ choose: 'all', routes })).toEqual(['security', 'email', 'pager']);
    expect(channelsIn(routeAll(['a', 'b']))).toEqual(['a', 'b']);
  });
});

describe('routes in the settings', () => {
  const fine = { match: { severity: 'critical' }, tellsSomebody: true };
  it.each<[string, readonly { match: unknown; tellsSomebody: boolean }[], boolean, string | undefined]>([
    ['none', [], false, undefined],
    ['one beside a default', [fine], true, undefined],
    ['one that takes all', [fine, { match: {}, tellsSomebody: true }], false, undefined],
    ['one without a default', [fine], false, 'untold; give alerts.emails, slack or topic beside it'],
    ['one that tells nobody', [{ ...fine, tellsSomebody: false }], true, 'alerts.routes[0] names nobody to tell'],
    [
      'one behind one that takes all',
      [{ match: {}, tellsSomebody: true }, fine],
      true,
      'alerts.routes[1] is never reached, for alerts.routes[0] takes every alert',
    ],
    ['too many', Array.from({ length: 21 }, () => fine), true, 'alerts.routes must be at most 20, got 21'],
    ['no object', [{ ...fine, match: 'critical' }], true, 'such as { severity: \'critical\' }, got "critical"'],
    ['a slip in a name', [{ ...fine, match: { severty: 'x' } }], true, 'match.severty is no such setting'],
    ['no severity', [{ ...fine, match: { severity: 'high' } }], true, 'must be info, warning or critical, got "high"'],
    ['no kind', [{ ...fine, match: { kind: ['slow'] } }], true, 'match.kind must be of slow-calls, '],
    ['no names', [{ ...fine, match: { functions: 'checkout' } }], true, "['checkout', 'pay-*'], got \"checkout\""],
    ['no tags', [{ ...fine, match: { tags: { a: 1 } } }], true, "such as { team: 'shop' }"],
    ['an address, which is not repeated', [{ ...fine, match: 'https://hooks.example/T0/B0' }], true, 'something else'],
  ])('%s', (_, routes, hasDefault, fault) => {
    const faults = faultsOfRoutes(routes, { hasDefault, takesFirst: true });
    expect(faults).toEqual(fault === undefined ? [] : [expect.stringContaining(fault)]);
    expect(faults.join()).not.toContain('hooks.example');
  });

  it('may stand behind one that takes all where all that match are told', () => {
    const all = [{ match: {}, tellsSomebody: true }, fine];
    expect(faultsOfRoutes(all, { hasDefault: false, takesFirst: false })).toEqual([]);
  });

  it('are read back as matches', () => {
    expect(isRouteMatch({ functions: ['a'], kind: 'timeouts' })).toBe(true);
    expect(isRouteMatch({ functions: [] })).toBe(false);
  });
});

it.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['', '*', true],
  ['', '', true],
  ['a', '', false],
  ['pay-in', 'pay-*', true],
  ['repay-in', 'pay-*', false],
  ['abcabc', '*bc', true],
  ['abcabd', '*bc', false],
  ['a.c', 'a*c', true],
  ['abc', 'a.c', false],
  ['a*c', 'a*c', true],
])('%p is like %p: %p', (name, pattern, expected) => expect(isLike(name, pattern)).toBe(expected));

it('compares a long name with a hostile pattern at once', () => {
  const startMs = performance.now();
  expect(isLike('a'.repeat(512), `${'*a'.repeat(200)}b`)).toBe(false);
  expect(performance.now() - startMs).toBeLessThan(1000);
});
