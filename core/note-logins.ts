/** Notes who tried what, and who logged in from where: bounded by the budget, exact under any repetition, without a read. */
import { concurrently } from './concurrently';
import { hashAcquaintances, hashSubjects } from './hash-login';
import type { LoginMinute } from './observe-login';
import type { Hasher, SubjectStore } from './ports';
import { subjectWindowOf, type Acquaintance, type KnownAccount, type SubjectTouch } from './state/subject';
import { MOST_TOUCHES, type SubjectBudget } from './subject-budget';

export interface NoteWorld {
  readonly subjects: SubjectStore;
  readonly budget: SubjectBudget;
}

/** Writes under way at once. */
const AT_ONCE = 16;

/** At most MOST_TOUCHES writes in all. */
export async function noteLogins(logins: readonly LoginMinute[], hasher: Hasher, world: NoteWorld): Promise<void> {
  const { budget, subjects } = world;
  const touches = budget.choose(logins).flatMap((login) => hashSubjects(login, hasher));
  const news = touches.filter((touch) => budget.isNews(touch));
  await concurrently(news, AT_ONCE, (touch) => touchOne(touch, world));
  const pairs = logins.flatMap((login) => hashAcquaintances(login, hasher));
  // Each may take a second write: that of an account which logged in from somewhere new.
  const strangers = budget.strangers(pairs, Math.floor((MOST_TOUCHES - news.length) / 2));
  await concurrently(strangers, AT_ONCE, async (pair) => {
    const known = await subjects.remember(pair);
    if (!isNewThere(pair, known)) return;
    if (hasHistory(pair, known) || budget.isFullOf(pair)) await touchOne(newPlaceOf(pair), world);
  });
}

async function touchOne(touch: SubjectTouch, { budget, subjects }: NoteWorld): Promise<void> {
  budget.noteTouched(touch, (await subjects.touch(touch)) === 'full');
}

/** True for an account that now logs in for the first time from this address. */
const isNewThere = ({ address, minute }: Acquaintance, { firstSeen }: KnownAccount): boolean =>
  (firstSeen.get(address) ?? minute) >= minute;

const hasHistory = ({ address, minute }: Acquaintance, { firstSeen }: KnownAccount): boolean =>
  [...firstSeen].some(([other, first]) => other !== address && first < minute);

/** Whatever container saw the failed tries: the account's item tells where it then logged in from. */
const newPlaceOf = ({ source, account, label, address, minute }: Acquaintance): SubjectTouch => ({
  source,
  window: subjectWindowOf(minute),
  kind: 'account',
  hash: account,
  label,
  failures: [],
  unknown: [],
  probes: [],
  others: [],
  successes: [address],
  isDeclared: true,
});
