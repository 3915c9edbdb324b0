/** Takes out of an alert what its readers need not have: addresses stay whole only where somebody is to act on them. */
import { networkOf } from '../login/network-of';
import type { AccountOutcome } from '../detect/finding';
import type { Alert } from './alert';

/**
 * Attacking addresses are blocked, challenged or looked up, and firewalls and logs take them whole; an account's owner is known
 * by the network. Accounts are masked before they are ever stored.
 */
export function withoutPersonal(alert: Alert): Alert {
  const attacking = new Set(alert.addresses.map(({ address }) => address));
  const accounts = (all: readonly AccountOutcome[]) =>
    all.map((each) =>
      each.address === undefined || attacking.has(each.address) ? each : { ...each, address: networkOf(each.address) },
    );
  return {
    ...alert,
    ...(alert.fallen && { fallen: accounts(alert.fallen) }),
    ...(alert.toCheck && { toCheck: accounts(alert.toCheck) }),
  };
}
