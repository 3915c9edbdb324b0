/** Puts keyed hashes in the place of names and addresses, once per distinct value: what leaves here may be stored. */
import type { AddressTries, LoginMinute } from './observe-login';
import type { Hasher } from './ports';
import type { BucketPart } from './state/bucket';
import { COUNTER, SKETCH } from './state/counters';
import { distinctPair } from './state/distinct';
import { SUBJECT_CAP, subjectWindowOf, type SubjectTouch } from './state/subject';

/** What the logins of a minute add to its bucket. */
export function hashLogin(login: LoginMinute, hasher: Hasher): Pick<BucketPart, 'counters' | 'sketches'> {
  const counters = new Map<string, number>([[COUNTER.attempts, login.attempts]]);
  if (login.failures > 0) counters.set(COUNTER.failures, login.failures);
  if (login.unknownAccounts > 0) counters.set(COUNTER.unknownAccounts, login.unknownAccounts);
  const sketches = new Map<string, ReadonlySet<number>>();
  const pairs = (kind: 'account' | 'address', values: Iterable<string>): Set<number> =>
    new Set([...values].map((value) => distinctPair(hasher.subject(kind, value))));
  if (login.accounts.size > 0) sketches.set(SKETCH.accounts, pairs('account', login.accounts));
  if (login.addresses.size > 0) sketches.set(SKETCH.addresses, pairs('address', login.addresses.keys()));
  return { counters, sketches };
}

/** What each address of a minute did; which of them get an item is decided before (see `subject-budget.ts`). */
export const hashSubjects = (login: LoginMinute, hasher: Hasher): SubjectTouch[] =>
  [...login.addresses].map(([address, tries]) => hashSubject(login, address, tries, hasher));

function hashSubject(login: LoginMinute, address: string, tries: AddressTries, hasher: Hasher): SubjectTouch {
  return {
    source: login.series,
    window: subjectWindowOf(login.minute),
    hash: hasher.subject('address', address),
    address,
    failures: tries.failures.slice(0, SUBJECT_CAP).map((eventId) => hasher.guard(eventId)),
    accounts: [...tries.accounts].slice(0, SUBJECT_CAP).map((account) => hasher.subject('account', account)),
  };
}
