/** Takes out of an alert what its readers need not have: addresses stay whole only where somebody is to act on them. */
import { networkOf } from '../login/network-of';
import type { AccountOutcome } from '../detect/finding';
import type { Alert } from './alert';
import { isToBlock } from './tries';

/** Accounts are masked before they are ever stored; this is for addresses. */
export function withoutPersonal(alert: Alert): Alert {
  const whole = new Set(alert.addresses.filter(isToActOn).map(({ address }) => address));
  const accounts = (all: readonly AccountOutcome[]) =>
    all.map((each) =>
      each.address === undefined || whole.has(each.address) ? each : { ...each, address: networkOf(each.address) },
    );
  return {
    ...alert,
    addresses: alert.addresses.map((each) => (isToActOn(each) ? each : { ...each, address: networkOf(each.address) })),
    ...(alert.fallen && { fallen: accounts(alert.fallen) }),
    ...(alert.toCheck && { toCheck: accounts(alert.toCheck) }),
  };
}

/** Blocked or challenged at a firewall, which takes whole addresses. */
const isToActOn = (address: Alert['addresses'][number]): boolean =>
  isToBlock(address) || address.advice === 'challenge';
