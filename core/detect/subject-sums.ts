/** Sums what each address and account of a login source did over a span of windows. */
import type { Minute } from '../state/minute';
import { SUBJECT_CAP, type SubjectKind, type SubjectWindow } from '../state/subject';

/** One address or account over a span of time. */
export interface SubjectSum {
  readonly kind: SubjectKind;
  readonly hash: string;
  readonly label: string;
  /** Failed tries at least, and of these those on accounts that do not exist. */
  readonly tries: number;
  readonly unknown: number;
  readonly others: ReadonlySet<string>;
  /** By hash, with the window in which each first came. */
  readonly successes: ReadonlyMap<string, Minute>;
  /** Windows in which it failed; the first and the last of them. */
  readonly windows: number;
  readonly from: Minute;
  readonly until: Minute;
  /** Of these windows those in which nobody got in, and the tries in them. */
  readonly fruitless: number;
  readonly fruitlessTries: number;
  /** Successes, each account (or address) once a window: no fewer than that many visits. */
  readonly gotIn: number;
  /** True where a window held no more: then tries are more than are counted, and what they were on is not known. */
  readonly isFull: boolean;
  readonly isDeclared: boolean;
}

export interface Subjects {
  readonly addresses: readonly SubjectSum[];
  readonly accounts: readonly SubjectSum[];
  /** The same subject here. */
  readonly find: (subject: Pick<SubjectSum, 'kind' | 'hash'>) => SubjectSum | undefined;
}

export interface SubjectsOfWindow {
  readonly window: Minute;
  readonly subjects: readonly SubjectWindow[];
}

/** A try and its result may be two lines of one try. */
export const triesOfWindow = ({ failures, probes }: SubjectWindow): number => Math.max(failures, probes);

/** @param wanted by hash; where undefined, every subject is summed */
export function sumSubjects(windows: readonly SubjectsOfWindow[], wanted?: ReadonlySet<string>): Subjects {
  const addresses = new Map<string, SubjectSum>();
  const accounts = new Map<string, SubjectSum>();
  for (const each of windows) {
    for (const one of sumsOf(each)) {
      if (wanted !== undefined && !wanted.has(one.hash)) continue;
      const sums = one.kind === 'address' ? addresses : accounts;
      const before = sums.get(one.hash);
      sums.set(one.hash, before === undefined ? one : sumOf(before, one));
    }
  }
  return {
    addresses: [...addresses.values()],
    accounts: [...accounts.values()],
    find: ({ kind, hash }) => (kind === 'address' ? addresses : accounts).get(hash),
  };
}

/** A window that is over is read again and again; where the store gives what it gave before, it is not summed anew. */
const known = new WeakMap<
  readonly SubjectWindow[],
  { readonly window: Minute; readonly sums: readonly SubjectSum[] }
>();

export function sumsOf({ window, subjects }: SubjectsOfWindow): readonly SubjectSum[] {
  const held = known.get(subjects);
  if (held?.window === window) return held.sums;
  const sums = subjects.map((subject) => firstSum(subject, window));
  known.set(subjects, { window, sums });
  return sums;
}

/** Most subjects are seen in one window, and most have no part in anything. */
function firstSum(subject: SubjectWindow, window: Minute): SubjectSum {
  const { kind, hash, label, unknown, others, successes, isDeclared } = subject;
  const tries = triesOfWindow(subject);
  const isFruitless = tries > 0 && successes.length === 0;
  return {
    kind,
    hash,
    label,
    tries,
    unknown,
    others: others.length === 0 ? NOBODY : new Set(others),
    successes: successes.length === 0 ? NEVER : new Map(successes.map((other) => [other, window])),
    windows: tries > 0 ? 1 : 0,
    from: window,
    until: window,
    fruitless: isFruitless ? 1 : 0,
    fruitlessTries: isFruitless ? tries : 0,
    gotIn: successes.length,
    isFull: tries >= SUBJECT_CAP,
    isDeclared,
  };
}

const NOBODY: ReadonlySet<string> = new Set();
const NEVER: ReadonlyMap<string, Minute> = new Map();

/** @param next of a later window */
const sumOf = (sum: SubjectSum, next: SubjectSum): SubjectSum => ({
  kind: sum.kind,
  hash: sum.hash,
  label: sum.label,
  tries: sum.tries + next.tries,
  unknown: sum.unknown + next.unknown,
  others: next.others.size === 0 ? sum.others : withAll(sum.others, next.others),
  successes: next.successes.size === 0 ? sum.successes : new Map([...next.successes, ...sum.successes]),
  windows: sum.windows + next.windows,
  from: next.tries > 0 && sum.tries === 0 ? next.from : sum.from,
  until: next.tries > 0 ? next.until : sum.until,
  fruitless: sum.fruitless + next.fruitless,
  fruitlessTries: sum.fruitlessTries + next.fruitlessTries,
  gotIn: sum.gotIn + next.gotIn,
  isFull: sum.isFull || next.isFull,
  isDeclared: sum.isDeclared && next.isDeclared,
});

const withAll = (held: ReadonlySet<string>, more: ReadonlySet<string>): ReadonlySet<string> =>
  held.size === 0 ? more : new Set([...held, ...more]);
