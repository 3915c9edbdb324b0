/**
 * Finds an address that fails, or an account that is tried, now and then all day long and hardly ever gets in. Blind to
 * subjects whose windows were not kept: beyond 512 in ten minutes only those that failed three times within them are, and of
 * each ten minutes of the day the 128 loudest.
 */
import { isAllAtHome, LN_AT_HOME, TIMES_AT_HOME } from './at-home';
import { crowdOf, isHardlyIn, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import { isFruitless, type DaySubject } from './login-day';
import { showsWhoGotIn, type LoginView } from './login-view';
import { mayBeOffice } from './only-failing';
import type { SubjectSum } from './subject-sums';
import { LOW_WATER } from './low-water';
import { lnBinomialTail, lnNegativeBinomialTail } from './tails';

/** Fifteen tries a day come two hours apart, some of them six. */
const LASTS_MINUTES = 360;
const DAY_MINUTES = 24 * 60;
/**
 * How often honest people fail within ten minutes and do not get in as well, be they one or an office: one time in twenty. Only
 * these spells count, so that an address with many failures and as many successes is as quiet as one that nobody uses.
 */
const FRUITLESS_SHARE = 0.055;
/**
 * … of the spells in which they fail at all: where people get in, too, the spells that went well are not all remembered. So
 * too of those who try from where they logged in before: a device that kept an old password tries it every few minutes.
 */
const FRUITLESS_OF_FAILING = 0.2;
/** Once may be an attacker's luck. */
const VISITED = 2;
/** Tries that follow the first of such a spell: one on average, where one goes on as often as one gives up. */
const MORE_TRIES = 1;

interface Slow {
  readonly subject: SubjectSum;
  readonly ratio: number;
}

export function findLowAndSlow(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  if (!showsWhoGotIn(view)) return undefined; // every office would fail in vain
  const slow = slowOnes(view, rule);
  if (slow.length === 0) return undefined;
  const subjects = (kind: SubjectSum['kind']) => slow.flatMap(({ subject }) => (subject.kind === kind ? subject : []));
  const ratio = Math.max(...slow.map((each) => each.ratio));
  return crowdOf('low-and-slow', ratio, view, subjects('address'), subjects('account'), DAY_MINUTES);
}

/** Those who tried lately; once an attack is known also those who paused for a while. */
export function slowOnes(view: LoginView, rule: LoginAttackRule): Slow[] {
  const slow = new Map<string, Slow>();
  const looked = new Set<DaySubject>();
  const look = (inHour: SubjectSum | undefined, before: DaySubject | undefined): void => {
    if (before !== undefined && looked.has(before)) return;
    if (before !== undefined) looked.add(before);
    if ((inHour?.fruitless ?? 0) + (before?.fruitless ?? 0) < rule.minSlowWindows) return;
    const fruitlessTries = (inHour?.fruitlessTries ?? 0) + (before?.fruitlessTries ?? 0);
    if (fruitlessTries / rule.minSlowTries < LOW_WATER) return;
    const subject = overDay(inHour, before);
    const ratio = slowness(subject, view, rule);
    if (ratio >= LOW_WATER) slow.set(`${subject.kind} ${subject.hash}`, { subject, ratio });
  };
  const { addresses, accounts } = view.attack === undefined ? view.lately : view.hour;
  for (const kind of [addresses, accounts])
    for (const each of kind) if (each.tries > 0) look(view.hour.find(each), view.day.find(each.kind, each.hash));
  if (view.attack !== undefined)
    for (const before of view.day.activeSince(view.last - LASTS_MINUTES)) look(view.hour.find(before), before);
  return [...slow.values()];
}

function overDay(inHour: SubjectSum | undefined, before: DaySubject | undefined): SubjectSum {
  if (before === undefined) return inHour!;
  const { kind, hash, label, spells, isDeclared } = before;
  const failing = spells.filter(({ tries }) => tries > 0);
  const fruitless = spells.filter(isFruitless);
  const inside = spells.flatMap(({ window, inside: hashes }) => hashes.map((each) => [each, window] as const));
  return {
    kind,
    hash,
    label,
    tries: (inHour?.tries ?? 0) + triesIn(failing),
    unknown: inHour?.unknown ?? 0,
    others: inHour?.others ?? new Set(),
    successes: new Map([...(inHour?.successes ?? []), ...inside.toReversed()]),
    windows: (inHour?.windows ?? 0) + spells.length,
    fruitless: (inHour?.fruitless ?? 0) + fruitless.length,
    fruitlessTries: (inHour?.fruitlessTries ?? 0) + triesIn(fruitless),
    from: failing[0]?.window ?? spells[0]!.window,
    until: inHour?.until ?? spells.at(-1)!.window,
    gotIn: (inHour?.gotIn ?? 0) + spells.reduce((total, { successes }) => total + successes, 0),
    isFull: inHour?.isFull ?? false,
    isDeclared: (inHour?.isDeclared ?? true) && isDeclared,
  };
}

const triesIn = (spells: DaySubject['spells']): number => spells.reduce((total, { tries }) => total + tries, 0);

function slowness(subject: SubjectSum, view: LoginView, rule: LoginAttackRule): number {
  const { kind, until, windows, fruitless, fruitlessTries, tries, unknown, gotIn } = subject;
  if (view.last - until > LASTS_MINUTES || fruitless < rule.minSlowWindows || !isHardlyIn(subject)) return 0;
  if (mayBeOffice(subject, view)) return 0;
  // Who gets in now and then is a customer with a bad memory, and a name that nobody has is nobody's.
  if (kind === 'account' && (gotIn > 0 || unknown >= tries)) return 0;
  // So many spells without a success, and so many tries in them: neither says much where the other is small.
  const lnTries = lnNegativeBinomialTail(fruitlessTries - fruitless, fruitless * MORE_TRIES, fruitless);
  const [asked, lnAsked] = [fruitlessTries / rule.minSlowTries, Math.log(rule.chance)];
  const share = gotIn >= VISITED ? FRUITLESS_OF_FAILING : FRUITLESS_SHARE;
  const ratio = Math.min(asked, (lnBinomialTail(windows, fruitless, share) + lnTries) / lnAsked);
  if (ratio < LOW_WATER || !isAllAtHome(subject, view)) return ratio;
  const lnSpells = lnBinomialTail(windows, fruitless, FRUITLESS_OF_FAILING);
  return Math.min(asked / TIMES_AT_HOME, (lnSpells + lnTries) / (lnAsked + LN_AT_HOME));
}
