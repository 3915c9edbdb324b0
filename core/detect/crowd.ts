/** Those who take part in what may be an attack: the addresses, the accounts they try, and how far above its threshold it is. */
import { COUNTER, SKETCH } from '../state/counters';
import type { Minute } from '../state/minute';
import type { LoginView } from './login-view';
import type { SubjectSum } from './subject-sums';

export type Shape = 'guessing' | 'spraying' | 'stuffing' | 'enumeration' | 'distributed' | 'low-and-slow' | 'spike';

export interface Crowd {
  /** What gave it away; the shape it has may be another. */
  readonly sign: Shape;
  /** As a multiple of the threshold: 1 opens an alert. */
  readonly ratio: number;
  readonly addresses: readonly SubjectSum[];
  /** Keyed hashes of the accounts tried. */
  readonly targets: ReadonlySet<string>;
  readonly tries: number;
  readonly unknown: number;
  /** Tries on each account, on average. */
  readonly triesEach: number;
  readonly windowMinutes: number;
  readonly from: Minute;
  /** The start of the last window in which they tried. */
  readonly until: Minute;
}

/** Minutes of totals by which those are judged who tried more than their windows hold. */
const TOTALS_MINUTES = 30;

/** A crowd of addresses, and of accounts that were tried from wherever. */
export function crowdOf(
  sign: Shape,
  ratio: number,
  view: LoginView,
  addresses: readonly SubjectSum[],
  accounts: readonly SubjectSum[],
  windowMinutes: number,
): Crowd {
  const counted = addresses.length > 0 ? addresses : accounts;
  const sum = (of: (each: SubjectSum) => number) => counted.reduce((total, each) => total + of(each), 0);
  const targets = new Set([...accounts.map(({ hash }) => hash), ...addresses.flatMap(({ others }) => [...others])]);
  const tries = sum(({ tries: each }) => each);
  const totals = counted.some(({ isFull }) => isFull) ? totalsOf(view) : undefined;
  return {
    sign,
    ratio,
    addresses,
    targets,
    tries,
    unknown: totals === undefined ? sum(({ unknown }) => unknown) : Math.round(tries * totals.unknownShare),
    triesEach: totals === undefined ? tries / Math.max(1, targets.size) : totals.triesEach,
    windowMinutes,
    from: Math.min(view.last, ...[...addresses, ...accounts].map(({ from }) => from)),
    until: Math.max(0, ...[...addresses, ...accounts].map(({ until }) => until)) || view.last,
  };
}

/** Of all failed logins: who tries so much is most of them. */
function totalsOf({ window }: LoginView): { readonly unknownShare: number; readonly triesEach: number } {
  const lately = window(TOTALS_MINUTES);
  const failures = Math.max(1, lately.count(COUNTER.failures));
  return {
    unknownShare: lately.count(COUNTER.unknownAccounts) / failures,
    triesEach: failures / Math.max(1, lately.distinct(SKETCH.accounts)),
  };
}

/** Somebody who mistypes gets in after a few tries; an attacker next to never. */
export const isHardlyIn = ({ tries, gotIn }: SubjectSum): boolean => gotIn * 3 <= tries;
