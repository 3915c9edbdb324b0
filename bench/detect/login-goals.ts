/** What the judging of logins must reach, held against what a run came to. */
import { LOGIN_TROUBLES } from './incident';
import type { Compared, Row, Summary } from './summary';

export interface Goal {
  readonly what: string;
  readonly reached: string;
  readonly isReached: boolean;
}

const isOfLogins = ({ trouble }: Row): boolean => LOGIN_TROUBLES.some((each) => each === trouble);

/** Times are held per trouble and size, shares over all incidents. */
export function loginGoals({ rows, sources, compared }: Summary): Goal[] {
  const logins = rows.filter(isOfLogins);
  const large = logins.filter(({ size }) => size >= 3);
  const small = logins.filter(({ size }) => size === 1);
  const worst = (of: 'medianSeconds' | 'p95Seconds') =>
    large.toSorted((one, other) => (other[of] ?? Infinity) - (one[of] ?? Infinity))[0];
  const median = worst('medianSeconds');
  const p95 = worst('p95Seconds');
  const found = (of: (row: Row) => number) => weigh(logins, of, ({ incidents, recall }) => incidents * recall);
  const fallen = logins.reduce((sum, row) => sum + row.fallen, 0);
  const told = logins.reduce((sum, row) => sum + row.fallenTold, 0);
  const [own, ...others] = compared;
  return [
    atLeast('recall at 3× and more', recallOf(large), 0.97),
    atLeast('recall at 1×', recallOf(small), 0.85),
    atMost(`slowest median at 3× and more, s${nameOf(median)}`, median?.medianSeconds ?? Infinity, 60),
    atMost(`slowest 95th percentile at 3× and more, s${nameOf(p95)}`, p95?.p95Seconds ?? Infinity, 180),
    atMost(
      'alerts an incident',
      found((row) => row.alertsPerIncident),
      1.2,
    ),
    atLeast(
      'right name at the end',
      found((row) => row.rightName),
      0.95,
    ),
    { what: 'accounts that fell and are told', reached: `${told} of ${fallen}`, isReached: told === fallen },
    atMost('false alerts a source-month (95 % bound)', sources.bound, 1),
    ...others.map((other) => betterThan(other, own!)),
  ];
}

/** Nobody raises fewer false alerts than a rule that raised none: there it is to be none as well, at the higher recall. */
function betterThan({ rule, recall, falseAlerts }: Compared, own: Compared): Goal {
  const isSilent = falseAlerts.alerts === 0;
  const fewer = isSilent ? own.falseAlerts.alerts === 0 : own.falseAlerts.perMonth < falseAlerts.perMonth;
  return {
    what: `better than ${rule} on recall and ${isSilent ? 'no false alert either, for it raised none' : 'false alerts'}`,
    reached: `${figure(own.recall)} and ${figure(own.falseAlerts.perMonth)} to ${figure(recall)} and ${figure(falseAlerts.perMonth)}`,
    isReached: own.recall > recall && fewer,
  };
}

const recallOf = (rows: readonly Row[]): number =>
  weigh(
    rows,
    ({ recall }) => recall,
    ({ incidents }) => incidents,
  );

function weigh(rows: readonly Row[], of: (row: Row) => number, weightOf: (row: Row) => number): number {
  const weight = rows.reduce((sum, row) => sum + weightOf(row), 0);
  return rows.reduce((sum, row) => sum + of(row) * weightOf(row), 0) / weight;
}

const nameOf = (row: Row | undefined): string => (row === undefined ? '' : ` (${row.trouble} ${row.size}×)`);

const atLeast = (what: string, value: number, bound: number): Goal => ({
  what: `${what} ≥ ${bound}`,
  reached: figure(value),
  isReached: value >= bound,
});

const atMost = (what: string, value: number, bound: number): Goal => ({
  what: `${what} ≤ ${bound}`,
  reached: figure(value),
  isReached: value <= bound,
});

const figure = (value: number): string => Number(value.toPrecision(3)).toString();
