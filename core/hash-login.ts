/** Puts keyed hashes in the place of names and addresses, once per distinct value: what leaves here may be stored. */
import { maskAccount } from './login/mask-account';
import { triesIn, type LoginMinute, type Tries } from './observe-login';
import type { Hasher } from './ports';
import type { BucketPart } from './state/bucket';
import { COUNTER, SKETCH } from './state/counters';
import { distinctPair } from './state/distinct';
import { SUBJECT_CAP, subjectWindowOf, type Acquaintance, type SubjectKind, type SubjectTouch } from './state/subject';

/** What the logins of a minute add to its bucket. */
export function hashLogin(login: LoginMinute, hasher: Hasher): Pick<BucketPart, 'counters' | 'sketches'> {
  const counters = new Map<string, number>();
  const count = (name: string, value: number) => value > 0 && counters.set(name, value);
  count(COUNTER.attempts, login.attempts);
  count(COUNTER.failures, login.failures);
  count(COUNTER.unknownAccounts, login.unknownAccounts);
  count(COUNTER.probes, login.probes);
  const sketches = new Map<string, ReadonlySet<number>>();
  const sketch = (name: string, kind: SubjectKind, tried: ReadonlyMap<string, Tries>): void => {
    const pairs = [...tried].flatMap(([value, tries]) =>
      triesIn(tries) > 0 ? [distinctPair(hasher.subject(kind, value))] : [],
    );
    if (pairs.length > 0) sketches.set(name, new Set(pairs));
  };
  sketch(SKETCH.accounts, 'account', login.accounts);
  sketch(SKETCH.addresses, 'address', login.addresses);
  return { counters, sketches };
}

/** What each address and account of a minute did; which of them get an item is decided before (see `subject-budget.ts`). */
export const hashSubjects = (login: LoginMinute, hasher: Hasher): SubjectTouch[] => [
  ...[...login.addresses].map(([value, tries]) => hashSubject(login, 'address', value, tries, hasher)),
  ...[...login.accounts].map(([value, tries]) => hashSubject(login, 'account', value, tries, hasher)),
];

function hashSubject(login: LoginMinute, kind: SubjectKind, value: string, tries: Tries, hasher: Hasher): SubjectTouch {
  const other = kind === 'address' ? 'account' : 'address';
  const events = (ids: readonly string[]) => ids.slice(0, SUBJECT_CAP).map((id) => hasher.guard(id));
  const subjects = (names: readonly string[]) =>
    distinct(names)
      .slice(0, SUBJECT_CAP)
      .map((name) => hasher.subject(other, name));
  return {
    source: login.series,
    window: subjectWindowOf(login.minute),
    kind,
    hash: hasher.subject(kind, value),
    label: kind === 'address' ? value : maskedLabel(value),
    failures: events(tries.failures),
    unknown: events(tries.unknown),
    probes: events(tries.probes),
    others: subjects(tries.others),
    successes: [...subjects(tries.successes), ...events(tries.nameless)],
    isDeclared: tries.isDeclared,
  };
}

/** Who logged in from where. */
export const hashAcquaintances = (login: LoginMinute, hasher: Hasher): Acquaintance[] =>
  [...login.accounts].flatMap(([account, { successes }]) =>
    distinct(successes).map((address) => ({
      source: login.series,
      account: hasher.subject('account', account),
      label: maskedLabel(account),
      address: hasher.subject('address', address),
      minute: login.minute,
    })),
  );

/** In the order in which they first came. */
const distinct = (names: readonly string[]): readonly string[] => (names.length < 2 ? names : [...new Set(names)]);

const LONGEST_LABEL = 64;

/** What follows a name's last dot is shown whole; it need not be a domain. */
const maskedLabel = (account: string): string => maskAccount(account).slice(0, LONGEST_LABEL);
