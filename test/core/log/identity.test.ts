/** Whose lines a stream holds. */
import * as fc from 'fast-check';
import { functionOf } from '../../../core/log/identity';

const hex = '0123456789abcdef0123456789abcdef';

describe('functionOf', () => {
  it('takes the next group or stream for what it is, not for the last one', () => {
    const stream = `2026/10/01/[$LATEST]${hex}`;
    expect(functionOf('/aws/lambda/pay', stream)?.name).toBe('pay');
    expect(functionOf('/aws/lambda/order', stream)?.name).toBe('order');
    expect(functionOf('/aws/lambda/order', `2026/10/01/[7]${hex}`)?.version).toBe('7');
    expect(functionOf('/shop/all', stream)).toBeUndefined();
    expect(functionOf('/aws/lambda/pay', stream)?.name).toBe('pay');
  });

  it.each([
    [
      'a group of its own',
      '/aws/lambda/checkout',
      `2026/10/01/[$LATEST]${hex}`,
      { name: 'checkout', version: '$LATEST' },
    ],
    ['a published version', '/aws/lambda/checkout', `2026/10/01/[42]${hex}`, { name: 'checkout', version: '42' }],
    ['a stream of another form', '/aws/lambda/checkout', 'test', { name: 'checkout' }],
    [
      'a function at the edge',
      '/aws/lambda/us-east-1.auth',
      `2026/10/01/[3]${hex}`,
      { name: 'us-east-1.auth', version: '3' },
    ],
    ['a shared group', '/shop/all', `2026/10/01/pay_me-2[$LATEST]${hex}`, { name: 'pay_me-2', version: '$LATEST' }],
    [
      'a shared group that is named like one',
      '/aws/lambda/all',
      `2026/10/01/pay[7]${hex}`,
      { name: 'pay', version: '7' },
    ],
    ['a shared group whose stream names none', '/shop/all', `2026/10/01/[$LATEST]${hex}`, undefined],
    ['an access log', 'API-Gateway-Execution-Logs_x/prod', '0123', undefined],
    ['a stream with too short an id', '/shop/all', '2026/10/01/pay[7]0123', undefined],
    ['a stream with more after the id', '/shop/all', `2026/10/01/pay[7]${hex}0`, undefined],
    ['a stream with a version that is none', '/shop/all', `2026/10/01/pay[live]${hex}`, undefined],
    ['a stream with a name that is none', '/shop/all', `2026/10/01/pay#1[7]${hex}`, undefined],
    ['a group with no name', '/aws/lambda/', 'x', undefined],
    ['a group below a name', '/aws/lambda/a/b', 'x', undefined],
  ])('knows %s', (_, group, stream, identity) => {
    expect(functionOf(group, stream)).toEqual(identity);
  });

  it('never throws, and names only what can be a function', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.oneof(
          fc.string(),
          fc.string().map((name) => `2026/10/01/${name}[1]${hex}`),
        ),
        (group, stream) => {
          expect(functionOf(group, stream)?.name ?? 'none').toMatch(/^[A-Za-z0-9_.-]{1,140}$/);
        },
      ),
      { seed: 6 },
    );
  });
});
