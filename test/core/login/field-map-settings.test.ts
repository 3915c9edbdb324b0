/** That every fault of a login source is named with what came and the cure, and that no good one is. */
import * as fc from 'fast-check';
import { createPatternEngine } from '../../../adapters/pattern-engine';
import { checkFieldMap } from '../../../core/login/field-map-settings';
import { checkLoginSource } from '../../../core/login/source-settings';

const engine = createPatternEngine();
const outcome = { path: 'result', failure: ['denied'] };

describe('checkFieldMap', () => {
  it.each([
    ['the least', { outcome }],
    [
      'the most',
      {
        outcome: { path: 'a.b[0].c', success: ['ok*'], failure: ['no'] },
        when: [{ path: 'action', values: ['login'] }],
        account: ['user.email', 'user.id'],
        address: 'ip',
        userAgent: 'ua',
        reason: { path: 'why', values: { nobody: 'USER_DOES_NOT_EXIST' } },
        known: { path: 'user.exists', no: ['false'] },
        caseSensitive: true,
      },
    ],
    ['a pattern', { outcome: { path: 'what', failure: ['no'] }, account: 'who', pattern: '(?P<what>no) (?P<who>.*)' }],
  ])('finds no fault with %s', (_, map) => {
    expect(checkFieldMap(map, 'fieldMap', engine)).toEqual([]);
  });

  it.each([
    ['a list', [], 'fieldMap must be an object with outcome at least, got []'],
    ['nothing', undefined, 'fieldMap must be an object with outcome at least, got undefined'],
    ['no outcome', {}, 'fieldMap.outcome must say where the outcome stands'],
    ['a key that is none', { outcome, acount: 'x' }, 'fieldMap.acount is no setting; there are outcome, when, account'],
    ['an outcome without values', { outcome: { path: 'a' } }, 'fieldMap.outcome names neither success nor failure'],
    ['an empty list', { outcome: { path: 'a', failure: [] } }, 'fieldMap.outcome.failure must be a list of texts'],
    ['a star alone', { outcome: { path: 'a', failure: ['*'] } }, 'fieldMap.outcome.failure must be a list of texts'],
    ['numbers', { outcome: { path: 'a', failure: [401] } }, 'fieldMap.outcome.failure must be a list of texts such as'],
    ['a value twice', { outcome: { path: 'a', failure: ['x'], success: ['x'] } }, 'fieldMap.outcome has "x" in both'],
    ['no path', { outcome: { failure: ['x'] } }, 'fieldMap.outcome.path must be a path of at most 8 steps'],
    ['a broken path', { outcome, account: 'a[' }, 'fieldMap.account must be a path of at most 8 steps'],
    ['a long path', { outcome, address: ['a.b.c.d.e.f.g.h.i'] }, 'fieldMap.address must be a path of at most 8 steps'],
    ['no path in a list', { outcome, address: [] }, 'fieldMap.address is an empty list'],
    ['when as an object', { outcome, when: {} }, 'fieldMap.when must be a list of { path, values }, got {}'],
    ['when without values', { outcome, when: [{ path: 'a' }] }, 'fieldMap.when[0].values must be a list of texts'],
    ['a reason as text', { outcome, reason: 'why' }, 'fieldMap.reason must be { path } or { path, values }, got "why"'],
    [
      'a reason that is none',
      { outcome, reason: { path: 'why', values: { x: 'NOPE' } } },
      'fieldMap.reason.values["x"] must be one of USER_DOES_NOT_EXIST, INVALID_CREDENTIALS',
    ],
    ['known without values', { outcome, known: { path: 'a' } }, 'fieldMap.known names neither yes nor no'],
    [
      'a word for a truth',
      { outcome, caseSensitive: 'yes' },
      'fieldMap.caseSensitive must be true or false, got "yes"',
    ],
    ['a pattern that is none', { outcome, pattern: 7 }, "fieldMap.pattern must be a pattern in RE2's syntax"],
    ['a refused pattern', { outcome, pattern: '(?=a)' }, 'fieldMap.pattern is not one that RE2 can run'],
    ['a pattern without a group', { outcome, pattern: 'x' }, 'fieldMap.pattern has no group named "result"'],
  ])('names %s', (_, map, fault) => {
    const faults = checkFieldMap(map, 'fieldMap', engine);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('takes anything without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (value, inner) => {
        expect(Array.isArray(checkFieldMap(value))).toBe(true);
        expect(
          checkFieldMap({ outcome: inner, when: [inner], reason: inner, known: inner, account: inner }).length,
        ).toBeGreaterThan(0);
      }),
      { seed: 31, numRuns: 1_000 },
    );
  });
});

describe('checkLoginSource', () => {
  it.each([
    ['a format', { format: 'auth0' }],
    ['routes', { format: 'api-gateway', routes: ['POST /login', '$default'], trustedHops: 1 }],
    ['a field map', { format: 'field-map', fieldMap: { outcome } }],
  ])('finds no fault with %s', (_, source) => {
    expect(checkLoginSource(source, 'logins', engine)).toEqual([]);
  });

  it.each([
    ['a word', 'auth0', 'logins must be an object such as { format'],
    ['a format that is none', { format: 'oauth' }, 'logins.format must be one of owasp, ecs'],
    ['a key that is none', { format: 'okta', hops: 1 }, 'logins.hops is no setting; there are format, routes'],
    ['a gateway without routes', { format: 'api-gateway' }, 'logins.routes must list the routes'],
    [
      'a route without a method',
      { format: 'api-gateway', routes: ['/login'] },
      'logins.routes must hold routes such as',
    ],
    [
      'no hop',
      { format: 'okta', trustedHops: 0 },
      'logins.trustedHops must be a whole number of proxies from 1 to 10, got 0',
    ],
    ['a field map that is missing', { format: 'field-map' }, 'logins.fieldMap must be an object'],
    ['a field map too many', { format: 'okta', fieldMap: { outcome } }, 'logins.fieldMap is read only with format'],
  ])('names %s', (_, source, fault) => {
    const faults = checkLoginSource(source, 'logins', engine);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });
});
