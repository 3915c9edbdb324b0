/** Which entry of X-Forwarded-For is the client's: never one that a client can write. */
import * as fc from 'fast-check';
import { readClientAddress } from '../../../core/login/client-address';

describe('readClientAddress', () => {
  it.each([
    ['one address', '203.0.113.7', undefined, '203.0.113.7'],
    ['one address with a port', '203.0.113.7:4022', 2, '203.0.113.7'],
    ['a list that nobody trusts', '6.6.6.6, 203.0.113.7', undefined, undefined],
    ['one trusted proxy', '6.6.6.6, 203.0.113.7', 1, '203.0.113.7'],
    ['two trusted proxies', '6.6.6.6,203.0.113.7 , 10.0.0.1', 2, '203.0.113.7'],
    ['as many proxies as entries', '203.0.113.7, 10.0.0.1', 2, '203.0.113.7'],
    ['fewer entries than proxies', '6.6.6.6, 10.0.0.1', 3, undefined],
    ['an entry that is no address', '6.6.6.6, unknown', 1, undefined],
    ['IPv6', '6.6.6.6, 2001:DB8::1', 1, '2001:db8::1'],
    ['an empty first entry', ', 203.0.113.7', 2, undefined],
    ['no hop', '6.6.6.6, 203.0.113.7', 0, undefined],
    ['no text', ['203.0.113.7'], 1, undefined],
  ])('reads %s', (_, value, hops, address) => {
    expect(readClientAddress(value, hops)).toBe(address);
  });

  it('is moved by nothing that a client writes before what the proxies write', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.ipV4(), { minLength: 1, maxLength: 5 }),
        (forged, written) => {
          expect(readClientAddress(`${forged},${written.join(', ')}`, written.length)).toBe(written[0]);
        },
      ),
      { seed: 41 },
    );
  });
});
