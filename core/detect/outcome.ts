/**
 * Says what an attack came to: who got in from an attacking address, whose login from a new address wants a look, and which of
 * the addresses honest people share. Blind to successes that the log does not hold.
 */
import { startOf, type Minute } from '../state/minute';
import { isNamed, SUBJECT_CAP, type KnownAccount } from '../state/subject';
import { isHardlyIn, type Crowd } from './crowd';
import type { AccountOutcome, AttackingAddress } from './finding';
import { isWorkedThrough } from './left-behind';
import type { LoginSeen, LoginView } from './login-view';
import type { SubjectSum } from './subject-sums';

export interface Outcome {
  readonly addresses: readonly AttackingAddress[];
  readonly fallen: readonly AccountOutcome[];
  readonly toCheck: readonly AccountOutcome[];
}

/** Accounts with an earlier history that got in from an address which therefore is not blocked. */
const SHARED_BY = 3;
/** Accounts whose history is read for one judging: where more got in, the rest is left for the next. */
const MOST_RECALLED = 200;

type Known = LoginSeen['known'];

/** Keyed hashes of the accounts on whose history the outcome hangs: first those that nobody was told of. */
export function accountsToRecall(view: LoginView, crowd: Crowd | undefined, seen: LoginSeen): string[] {
  const inside = attackersOf(view, crowd, seen).map(({ successes }) => [...successes.keys()].filter(isNamed));
  const all = [...new Set([...inTurn(inside), ...targetsIn(view, crowd).map(({ hash }) => hash)])];
  const isTold = (hash: string): boolean => seen.attack?.fallen.has(hash) ?? false;
  return [...all.filter((hash) => !isTold(hash)), ...all.filter(isTold)].slice(0, MOST_RECALLED);
}

/** The first of each, then the second of each: an address that many share leaves room for the others. */
function inTurn(lists: readonly (readonly string[])[]): string[] {
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

export function outcomeOf(view: LoginView, crowd: Crowd | undefined, seen: LoginSeen): Outcome {
  const addresses: AttackingAddress[] = [];
  const fallen = new Map<string, AccountOutcome>();
  const toCheck = new Map<string, AccountOutcome>();
  for (const attacker of attackersOf(view, crowd, seen)) {
    const from = Math.min(attacker.from, seen.attack?.fromMinute ?? Infinity);
    const isShared = isSharedBy(attacker, from, view, seen.known);
    addresses.push(attackingAddress(attacker, isShared));
    for (const [hash, window] of attacker.successes) {
      const account = seen.known.get(hash);
      const firstAt = account?.firstSeen.get(attacker.hash);
      if (account === undefined || (firstAt ?? window) > view.last) continue;
      const isOld = firstAt !== undefined && firstAt < from;
      // At an address that many share, others log in as ever; at one that nobody else uses, whoever gets in is the attacker.
      const hasFallen = !isOld && (!isShared || attacker.others.has(hash));
      if (isOld && !attacker.others.has(hash)) continue;
      const told = { account: account.label, hash, address: attacker.label, atMs: startOf(firstAt ?? window) };
      (hasFallen ? fallen : toCheck).set(hash, told);
    }
  }
  const attackers = new Set(attackersOf(view, crowd, seen).map(({ hash }) => hash));
  for (const target of targetsIn(view, crowd)) {
    const account = seen.known.get(target.hash);
    if (fallen.has(target.hash) || account === undefined) continue;
    for (const [address, firstAt] of account.firstSeen) {
      const isNew = firstAt >= target.from && isFromElsewhere(account, address, firstAt);
      if (!isNew || attackers.has(address) || !target.successes.has(address)) continue;
      const label = view.hour.addresses.find(({ hash }) => hash === address)?.label;
      toCheck.set(target.hash, {
        account: account.label,
        hash: target.hash,
        ...(label !== undefined && { address: label }),
        atMs: startOf(firstAt),
      });
    }
  }
  return { addresses, fallen: [...fallen.values()], toCheck: [...toCheck.values()] };
}

/** Those of the crowd, and those of an attack that ended a short while ago. */
function attackersOf(view: LoginView, crowd: Crowd | undefined, { attack }: LoginSeen): readonly SubjectSum[] {
  const now = (crowd?.addresses ?? []).map((each) => {
    const lately = view.hour.find(each);
    return lately === undefined || lately === each ? each : { ...each, ...outcomeIn(each, lately) };
  });
  const known = new Set(now.map(({ hash }) => hash));
  const before = view.hour.addresses.filter(({ hash, label }) => attack?.addresses.has(label) && !known.has(hash));
  return [...now, ...before].map((each) => withAllInside(each, view));
}

/** With those for whom the address's list has no room: who got in from there for the first time has an item of his own. */
function withAllInside(address: SubjectSum, { hour }: LoginView): SubjectSum {
  if (address.successes.size < SUBJECT_CAP) return address;
  const successes = new Map(address.successes);
  for (const { hash, successes: from } of hour.accounts) {
    const at = from.get(address.hash);
    if (at !== undefined && !successes.has(hash)) successes.set(hash, at);
  }
  return { ...address, successes };
}

const outcomeIn = (one: SubjectSum, other: SubjectSum): Pick<SubjectSum, 'others' | 'successes'> => ({
  others: new Set([...one.others, ...other.others]),
  successes: new Map([...other.successes, ...one.successes]),
});

/** Accounts that were tried and have logged in since. */
const targetsIn = (view: LoginView, crowd: Crowd | undefined): readonly SubjectSum[] =>
  view.hour.accounts.filter(
    ({ hash, successes, tries }) => tries > 0 && successes.size > 0 && crowd?.targets.has(hash),
  );

const isFromElsewhere = ({ firstSeen }: KnownAccount, address: string, at: Minute): boolean =>
  [...firstSeen].some(([other, first]) => other !== address && first < at);

/**
 * True where several accounts with an earlier history got in: from this very address, or so many that it is no attacker's luck.
 * A leaked list opens accounts with a history elsewhere, and leaves many more behind.
 */
function isSharedBy(attacker: SubjectSum, from: Minute, view: LoginView, known: Known): boolean {
  const inside = [...attacker.successes.keys()].flatMap((hash) => known.get(hash) ?? []);
  const atHome = inside.filter(({ firstSeen }) => (firstSeen.get(attacker.hash) ?? Infinity) < from);
  const old = inside.filter(({ firstSeen }) => [...firstSeen.values()].some((at) => at < from));
  return (
    atHome.length >= SHARED_BY || (old.length >= SHARED_BY && !isHardlyIn(attacker) && !isWorkedThrough(attacker, view))
  );
}

const attackingAddress = ({ label, tries, others, isDeclared }: SubjectSum, isShared: boolean): AttackingAddress => ({
  address: label,
  tries,
  accounts: others.size,
  advice: isShared ? 'challenge' : isDeclared ? 'block' : 'look',
});
