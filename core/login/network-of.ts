/** Shows of an address the network and no more, so that an owner knows it again and nobody is named: a /24, of IPv6 a /48. */
import { readAddress, addressKey } from './address';

/** `an address` for what is none. */
export function networkOf(text: string): string {
  const address = readAddress(text.replace(/\/64$/, '')); // as an IPv6 address is stored
  if (address === undefined) return 'an address';
  if (!address.includes(':')) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  // The /64 of an address is written with its four groups, or with `::` where they end in zeros.
  const [head = ''] = addressKey(address).split('/');
  const [before = ''] = head.split('::');
  const groups = before.split(':').filter((group) => group !== '');
  return `${groups.slice(0, 3).join(':')}::/48`;
}
