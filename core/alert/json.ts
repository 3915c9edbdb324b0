/** Renders an alert for machines: a line of `vigil replay --json`, and what goes to SQS and Lambda subscribers. */
import type { Evidence, Kind } from '../detect/finding';
import { nameOf } from '../state/series';
import type { Alert, Change, Severity } from './alert';
import { isoTime } from './figures';
import type { Place } from './links';
import { plainText } from './plain-text';
import { wordsOf } from './words';

/** Keys in this order; times are ISO 8601 in UTC and event time. A key with `?` is left out where nothing is known. */
export interface AlertJson {
  readonly type: 'alert';
  readonly change: Change;
  readonly id: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly subject: string;
  readonly at: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly title: string;
  readonly usual: string;
  readonly seen: string;
  /** Attacking addresses ready to block, most harmful first. */
  readonly addresses?: readonly string[];
  /** Distinct accounts tried, estimated within about 6 %. */
  readonly accountsTouched?: number;
  /** Accounts that an attacker got into, masked. */
  readonly fallen?: readonly string[];
  readonly schemaVersion: 1;
  readonly firstStep: string;
  readonly likely?: string;
  readonly evidence: Evidence;
  /** The same addresses with what each did; `tries` is a lower bound. */
  readonly attackers?: readonly { readonly address: string; readonly tries: number; readonly accounts: number }[];
  readonly account?: string;
  readonly region?: string;
}

/** The longest legal name of a log group. */
const NAME_LENGTH = 512;

export function renderJson(alert: Alert, { account, region }: Place): AlertJson {
  const { evidence } = alert;
  const words = wordsOf(alert);
  const attackers = alert.addresses.map(({ address, tries, accounts }) => ({
    address: plainText(address, 64),
    tries,
    accounts,
  }));
  return {
    type: 'alert',
    change: alert.change,
    id: plainText(alert.id),
    kind: evidence.kind,
    severity: alert.severity,
    subject: plainText(nameOf(alert.subject), NAME_LENGTH),
    at: isoTime(alert.changedAtMs),
    firstSeen: isoTime(alert.firstSeenMs),
    lastSeen: isoTime(alert.lastSeenMs),
    title: words.title,
    usual: words.usual,
    seen: words.seen,
    ...(attackers.length > 0 && { addresses: attackers.map(({ address }) => address) }),
    ...(evidence.kind === 'login-spike' && { accountsTouched: evidence.accountsTouched }),
    schemaVersion: 1,
    firstStep: words.firstStep,
    ...(words.likely !== undefined && { likely: words.likely }),
    evidence,
    ...(attackers.length > 0 && { attackers }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  };
}
