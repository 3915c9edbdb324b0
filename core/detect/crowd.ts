/** Those who take part in what may be an attack: the addresses, the accounts they try, and how far above its threshold it is. */
import type { Minute } from '../state/minute';
import type { LoginView, SubjectSum } from './login-view';

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
  readonly windowMinutes: number;
  readonly from: Minute;
}

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
  return {
    sign,
    ratio,
    addresses,
    targets: new Set([...accounts.map(({ hash }) => hash), ...addresses.flatMap(({ others }) => [...others])]),
    tries: sum(({ tries }) => tries),
    unknown: sum(({ unknown }) => unknown),
    windowMinutes,
    from: Math.min(view.last, ...[...addresses, ...accounts].map(({ from }) => from)),
  };
}

export const triesPerTarget = ({ tries, targets }: Crowd): number => tries / Math.max(1, targets.size);

/** Somebody who mistypes gets in after a few tries; an attacker next to never. */
export const isHardlyIn = ({ tries, successes }: SubjectSum): boolean => successes.size * 3 <= tries;
