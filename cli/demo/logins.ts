/** Makes the logins of the demo: customers who sometimes mistype, and an attacker with a leaked list. */
import type { DemoLogin } from './own-lines';
import type { Random } from './random';
import { STUFFING } from './troubles';

const CUSTOMERS = 900;
/** Share of honest attempts that fail, and among these of names that do not exist. */
const FAILING_SHARE = 0.06;
const MISSPELT_SHARE = 0.1;

const BROWSERS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
] as const;

export function honestLogin(random: Random): DemoLogin {
  const customer = random.below(CUSTOMERS);
  const failed = random.next() < FAILING_SHARE;
  const isMisspelt = failed && random.next() < MISSPELT_SHARE;
  return {
    account: isMisspelt ? `custmer${customer}@shop.example` : `customer${customer}@shop.example`,
    // Each customer comes from one address of a documentation range (RFC 5737, RFC 3849).
    address: customer % 5 === 0 ? `2001:db8:${customer.toString(16)}::1` : `198.51.100.${customer % 250}`,
    userAgent: BROWSERS[customer % BROWSERS.length] ?? BROWSERS[0],
    ...(failed ? { reason: isMisspelt ? 'USER_DOES_NOT_EXIST' : 'INVALID_CREDENTIALS' } : {}),
  };
}

/** Gives the attacker's tries one by one: every name of the list at most twice. */
export function createAttacker(random: Random): () => DemoLogin {
  let name = 0;
  let again: DemoLogin | undefined;
  return () => {
    const address = `203.0.113.${10 + random.below(STUFFING.addresses)}`;
    if (again !== undefined) {
      const second = { ...again, address };
      again = undefined;
      return second;
    }
    name += 1;
    const chance = random.next();
    const isUnknown = chance < STUFFING.unknownShare;
    const isIn = chance > 1 - STUFFING.knownPasswordShare;
    const login: DemoLogin = {
      account: isUnknown ? `leaked${name}@mail.example` : `customer${random.below(CUSTOMERS)}@shop.example`,
      address,
      userAgent: 'python-requests/2.32.3',
      ...(isIn ? {} : { reason: isUnknown ? 'USER_DOES_NOT_EXIST' : 'INVALID_CREDENTIALS' }),
    };
    if (!isIn && random.next() < 0.15) again = login;
    return login;
  };
}
