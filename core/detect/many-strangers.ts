/**
 * Finds far more addresses that fail, and nobody gets in from, than a day's ten minutes usually bring: an attack spread over many,
 * where the log names no accounts. Blind to fewer than three times the usual number, until three hours of a day are known, and
 * where next to nobody gets in from anywhere: that is a login out of order.
 */
import { COUNTER } from '../state/counters';
import { SUBJECT_WINDOW_MINUTES } from '../state/subject';
import { crowdOf, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { FailingWindow } from './login-day';
import { latelyFrom, namesAccounts, type LoginView } from './login-view';
import { LOW_WATER } from './low-water';
import type { SubjectSum } from './subject-sums';
import { lnNegativeBinomialTail } from './tails';

const KNOWN_WINDOWS = 18;
/** A day does not remember more of a window than twice this. */
const MOST_USUAL = 64;
/** However evenly they seem to come. */
const EVENNESS = { least: 2, most: 20 };
/** The tenth of a day with most is taken for no more than the rest: it may be another attack. */
const OF_ATTACKS = 0.1;
/** An hour of the week may be so much quieter than the day, at the most. */
const LEAST_OF_DAY = 0.5;
/** While others get in, at least so much as usual; asked where enough of them are to be expected. */
const GET_IN = 0.3;
const ENOUGH_INSIDE = 5;
/** Of a source it is asked hundreds of times a day, and honest addresses are no dice: the chance is to be the square. */
const SQUARED = 2;
/** Who failed once may be anybody. */
const MIN_TRIES = 2;

export function findManyStrangers(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const strangers = strangersIn(view);
  const ratio = ratioOf(strangers.length, view, rule);
  if (ratio < LOW_WATER) return undefined;
  return crowdOf(
    'distributed',
    ratio,
    view,
    strangers.filter(({ tries }) => tries >= MIN_TRIES),
    [],
    30,
  );
}

/** As a multiple of the threshold. */
export const manyStrangers = (view: LoginView, rule: LoginAttackRule): number =>
  ratioOf(strangersIn(view).length, view, rule);

/** Who failed lately, and for an hour did not get in. */
const strangersIn = ({ lately, hour }: LoginView): SubjectSum[] =>
  lately.addresses.flatMap(({ kind, hash, tries }) => {
    const inHour = tries > 0 ? hour.find({ kind, hash }) : undefined;
    return inHour?.gotIn === 0 ? [inHour] : [];
  });

function ratioOf(strangers: number, view: LoginView, rule: LoginAttackRule): number {
  if (strangers < rule.minAddresses * LOW_WATER || namesAccounts(view)) return 0;
  const known = usualOf(view);
  if (known === undefined) return 0;
  const many = strangers / Math.max(rule.minAddresses, rule.timesUsual * known.mean);
  const ln = lnNegativeBinomialTail(strangers, Math.max(1, known.mean), known.evenness);
  return Math.min(many, ln / (Math.log(rule.chance) * SQUARED));
}

/** How many are to be expected in the windows looked at, and how evenly they come. */
function usualOf(view: LoginView): { readonly mean: number; readonly evenness: number } | undefined {
  const { usual, day, last } = view;
  const windows = day.failing();
  const first = windows[0]?.window ?? last;
  const count = (latelyFrom(last) - first) / SUBJECT_WINDOW_MINUTES;
  if (usual === undefined || count < KNOWN_WINDOWS) return undefined;
  const most = mostUsual(
    windows.map(({ addresses }) => addresses),
    count,
  );
  const mean = windows.reduce((sum, { addresses }) => sum + Math.min(most, addresses), 0) / count;
  if (mean > MOST_USUAL) return undefined;
  const minutes = last - latelyFrom(last) + 1;
  const window = view.window(minutes);
  const inside = window.count(COUNTER.attempts) - window.count(COUNTER.failures);
  const usualInside =
    (usual.failuresPerMinute * minutes * (1 - usual.failureShare)) / Math.max(0.01, usual.failureShare);
  if (usualInside >= ENOUGH_INSIDE && inside < GET_IN * usualInside) return undefined;
  const perMinute = windows.reduce((sum, { tries }) => sum + tries, 0) / (count * SUBJECT_WINDOW_MINUTES);
  const hourly = perMinute > 0 ? Math.max(LEAST_OF_DAY, usual.failuresPerMinute / perMinute) : 1;
  const busy = usualInside > 0 ? Math.max(1, inside / usualInside) : 1;
  return {
    mean: (mean * hourly * busy * minutes) / SUBJECT_WINDOW_MINUTES,
    evenness: evennessOf(windows, mean, count),
  };
}

const mostUsual = (values: readonly number[], count: number): number =>
  values.toSorted((one, other) => other - one)[Math.floor(count * OF_ATTACKS)] ?? 0;

/** From one window to the next, for a day has its rhythm: the shape of a negative binomial with that variance. */
function evennessOf(windows: readonly FailingWindow[], mean: number, count: number): number {
  const squares = windows.slice(1).map(({ window, addresses }, at) => {
    const before = windows[at]!;
    return (addresses - (window - before.window === SUBJECT_WINDOW_MINUTES ? before.addresses : 0)) ** 2;
  });
  const most = mostUsual(squares, count);
  const beyond = squares.reduce((sum, each) => sum + Math.min(most, each), 0) / (2 * count) - mean;
  const shape = beyond > 0 ? mean ** 2 / beyond : Infinity;
  return Math.min(EVENNESS.most, Math.max(EVENNESS.least, shape));
}
