/** Renders an alert for machines, as docs/message.schema.json says: a line of `vigil replay --json`, and what goes to subscribers. */
import type { Shape } from '../detect/crowd';
import type { AccountOutcome, AttackingAddress, Evidence, Kind } from '../detect/finding';
import type { SilencedBy } from '../detect/silenced-by';
import { nameOf } from '../state/series';
import type { Alert, Change, Severity } from './alert';
import { isoTime } from './figures';
import type { Place } from './links';
import { plainText } from './plain-text';
import { isToBlock } from './tries';
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
  /** The shape of a login attack, as far as it is known by now. */
  readonly shape?: Shape;
  /** Attacking addresses, most harmful first; those ready to block; and how many more there were. */
  readonly addresses?: readonly string[];
  readonly block?: readonly string[];
  readonly moreAddresses?: number;
  /** Distinct accounts tried, estimated within about 6 %. */
  readonly accountsTouched?: number;
  /** Accounts that an attacker got into, masked. */
  readonly fallen?: readonly string[];
  /** How many more there were. */
  readonly moreFallen?: number;
  /** Accounts under attack that logged in from where they never had, masked. */
  readonly toCheck?: readonly string[];
  /** Its lines came when it was past. */
  readonly late?: true;
  /** Who has taken it on. */
  readonly acknowledgedBy?: string;
  /** Made by `vigil test-alert`. */
  readonly test?: true;
  readonly schemaVersion: 1;
  /** Grows with each change; with the id it names this very message. */
  readonly seq: number;
  readonly firstStep: string;
  readonly likely?: string;
  readonly evidence: Evidence;
  /** Which of the detector's settings would have silenced it, and beyond what value. */
  readonly quieter?: SilencedBy;
  /** The same addresses with what each did; `tries` is a lower bound. */
  readonly attackers?: readonly AttackingAddress[];
  /** Both lists of accounts with the keyed hash of each, where from and when. */
  readonly outcome?: readonly AccountJson[];
  readonly account?: string;
  readonly region?: string;
}

export interface AccountJson {
  readonly what: 'fallen' | 'to-check';
  readonly account: string;
  readonly hash: string;
  readonly address?: string;
  readonly at: string;
}

/** The longest legal name of a log group. */
const NAME_LENGTH = 512;

export function renderJson(alert: Alert, { account, region }: Place): AlertJson {
  const { evidence } = alert;
  const words = wordsOf(alert);
  const attackers = alert.addresses.map((each) => ({ ...each, address: plainText(each.address, 64) }));
  const block = attackers.filter(isToBlock);
  const fallen = (alert.fallen ?? []).map((each) => accountJson('fallen', each));
  const toCheck = (alert.toCheck ?? []).map((each) => accountJson('to-check', each));
  const outcome = [...fallen, ...toCheck];
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
    ...(evidence.kind === 'login-attack' && { accountsTouched: evidence.accountsTouched }),
    ...(fallen.length > 0 && { fallen: fallen.map(({ account: masked }) => masked) }),
    ...(alert.isLate && { late: true }),
    ...(alert.acknowledged && { acknowledgedBy: plainText(alert.acknowledged.by, 80) }),
    ...(alert.isTest && { test: true }),
    schemaVersion: 1,
    seq: alert.seq,
    ...(evidence.kind === 'login-attack' && { shape: evidence.shape }),
    ...(block.length > 0 && { block: block.map(({ address }) => address) }),
    ...(alert.moreAddresses !== undefined && { moreAddresses: alert.moreAddresses }),
    ...(alert.moreFallen !== undefined && { moreFallen: alert.moreFallen.length }),
    ...(toCheck.length > 0 && { toCheck: toCheck.map(({ account: masked }) => masked) }),
    firstStep: words.firstStep,
    ...(words.likely !== undefined && { likely: words.likely }),
    evidence,
    ...(alert.quieter && { quieter: alert.quieter }),
    ...(attackers.length > 0 && { attackers }),
    ...(outcome.length > 0 && { outcome }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  };
}

const accountJson = (what: AccountJson['what'], { account, hash, address, atMs }: AccountOutcome): AccountJson => ({
  what,
  account: plainText(account, 64),
  hash: plainText(hash, 32),
  ...(address !== undefined && { address: plainText(address, 64) }),
  at: isoTime(atMs),
});
