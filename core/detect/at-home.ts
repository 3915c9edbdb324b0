/**
 * Tells who tries an account from where it logged in before: people mistype there, come again, and leave a device with an old
 * password, all of which says less than the same tries of a stranger. Blind where the log does not name both, and to accounts
 * without a history.
 */
import { latelyFrom, triedIn, type LoginView } from './login-view';
import type { Subjects, SubjectSum } from './subject-sums';

/** A look back of an hour and its windows' edges: who got in within it may be the attacker. */
const BEFORE_MINUTES = 70;
/** Of those at home who would be told one in thirty is an attacker … */
export const LN_AT_HOME = Math.log(1 / 30);
/** … and of them so many times as many tries are asked for. */
export const TIMES_AT_HOME = 2;
/** Behind an address with more accounts than that sits no household, and those who get in there speak for it. */
export const MOST_AT_HOME = 20;

/** Whether the account logged in from there before it began to be tried, and before an attack that is known. */
const isHomeOf = (account: string, address: string, { known, attack, last }: LoginView, from: number): boolean =>
  (known.get(account)?.firstSeen.get(address) ?? Infinity) <
  Math.min(from, last - BEFORE_MINUTES, attack?.fromMinute ?? Infinity);

/** The accounts, or addresses, in its failed tries that are strangers to it; undefined where all are, or too many to ask. */
function strangersTo({ kind, hash, others, from }: SubjectSum, view: LoginView): readonly string[] | undefined {
  if (view.known.size === 0 || others.size > MOST_AT_HOME) return undefined;
  const strangers = [...others].filter((other) =>
    kind === 'address' ? !isHomeOf(other, hash, view, from) : !isHomeOf(hash, other, view, from),
  );
  return strangers.length < others.size ? strangers : undefined;
}

/**
 * A subject with no more tries than strangers can have made; undefined where all may be theirs.
 * @param among sums of the same span
 */
export function onlyStrangers(subject: SubjectSum, among: Subjects, view: LoginView): SubjectSum | undefined {
  const strangers = strangersTo(subject, view);
  if (strangers === undefined) return undefined;
  const kind = subject.kind === 'address' ? 'account' : 'address';
  const tries = strangers.reduce((sum, hash) => {
    const stranger = among.find({ kind, hash });
    return sum + (stranger === undefined || stranger.isFull ? Infinity : stranger.tries);
  }, 0);
  return { ...subject, tries: Math.min(subject.tries, tries), others: new Set(strangers) };
}

/** Whether nobody else has tried it of late. */
export const isAllAtHome = (subject: SubjectSum, view: LoginView): boolean => strangersTo(subject, view)?.length === 0;

/** Tries in a minute: nobody types passwords faster for so long. */
const MOST_TYPED = 10;

/**
 * Whether tries of the subject come faster than anybody types: in a minute of which the totals hold so many more than all others
 * have tried lately. Blind while others try a lot.
 */
export function isHurried({ kind, hash, others: tried }: SubjectSum, { lately, buckets, last }: LoginView): boolean {
  if (kind === 'address' && tried.size > 1) return false; // several people type at once
  const most = buckets.reduce(
    (more, bucket) =>
      bucket.minute >= latelyFrom(last) && bucket.minute <= last ? Math.max(more, triedIn(bucket)) : more,
    0,
  );
  if (most < MOST_TYPED) return false;
  const others = lately[kind === 'address' ? 'addresses' : 'accounts'].filter((each) => each.hash !== hash);
  return most - others.reduce((sum, { tries, isFull }) => sum + (isFull ? Infinity : tries), 0) >= MOST_TYPED;
}
