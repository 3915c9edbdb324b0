/** How addresses are written, and which are none. */
import { isIPv4, isIPv6 } from 'node:net';
import * as fc from 'fast-check';
import { addressKey, readAddress } from '../../../core/login/address';

describe('readAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['[203.0.113.7]', undefined],
    ['203.0.113.256', undefined],
    ['203.0.113.07', undefined],
    ['203.0.113', undefined],
    ['203.0.113.7, 10.0.0.1', undefined],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['1:2:3:4:5:6:7:8::', undefined],
    ['1::2::3', undefined],
    ['1:2:3', undefined],
    [':1:2:3:4:5:6:7', undefined],
    ['12345::', undefined],
    ['::192.0.2.1:5', undefined],
    ['localhost', undefined],
    ['', undefined],
    ['1'.repeat(100_000), undefined],
  ])('%j is %j', (text, address) => {
    expect(readAddress(text)).toBe(address);
  });

  it('reads every address, and its own form again as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = readAddress(text);
        expect(address !== undefined && (isIPv4(address) || isIPv6(address))).toBe(true);
        expect(readAddress(address ?? '')).toBe(address);
      }),
      { seed: 1 },
    );
  });

  it('gives an address or nothing for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.[]%'.split('')) })),
        (text) => {
          const address = readAddress(text);
          expect(address === undefined || isIPv4(address) || isIPv6(address)).toBe(true);
        },
      ),
      { seed: 2, numRuns: 1_000 },
    );
  });
});

describe('addressKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8::/64'],
    ['::1', '::/64'],
  ])('groups %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
