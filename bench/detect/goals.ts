/** What judging must reach, held against what a run came to. */
import { FUNCTION_TROUBLES, LOGIN_TROUBLES, type Trouble } from './incident';
import type { Compared, Row, Summary } from './summary';

export interface Goal {
  readonly what: string;
  readonly reached: string;
  readonly isReached: boolean;
}

/** Those of what was lived through. */
export const goalsOf = (summary: Summary): Goal[] => [...loginGoals(summary), ...functionGoals(summary)];

export function loginGoals({ rows, sources, compared }: Summary): Goal[] {
  if (sources === undefined) return [];
  const logins = ofTroubles(rows, LOGIN_TROUBLES);
  const fallen = logins.reduce((sum, row) => sum + row.fallen, 0);
  const told = logins.reduce((sum, row) => sum + row.fallenTold, 0);
  const [own, ...others] = compared;
  return [
    ...rowGoals(logins),
    { what: 'accounts that fell and are told', reached: `${told} of ${fallen}`, isReached: told === fallen },
    atMost('false alerts a source-month (95 % bound)', sources.bound, 1),
    ...others.map((other) => betterThan(other, own!)),
  ];
}

export function functionGoals({ rows, functions }: Summary): Goal[] {
  if (functions === undefined) return [];
  return [
    ...rowGoals(ofTroubles(rows, FUNCTION_TROUBLES)),
    atMost('false alerts a function-month (95 % bound)', functions.bound, 0.2),
  ];
}

const ofTroubles = (rows: readonly Row[], troubles: readonly Trouble[]): Row[] =>
  rows.filter(({ trouble }) => troubles.includes(trouble));

/** Recall and times are held per trouble and size, the worst of them; the other shares over all incidents. */
function rowGoals(rows: readonly Row[]): Goal[] {
  if (rows.length === 0) return [];
  const large = rows.filter(({ size }) => size >= 3);
  const small = rows.filter(({ size }) => size === 1);
  const found = (of: (row: Row) => number) => weigh(rows, of, ({ incidents, recall }) => incidents * recall);
  return [
    ...worst(
      large,
      ({ recall }) => -recall,
      (row) => atLeast(`lowest recall at 3× and more${nameOf(row)}`, row.recall, 0.97),
    ),
    ...worst(
      small,
      ({ recall }) => -recall,
      (row) => atLeast(`lowest recall at 1×${nameOf(row)}`, row.recall, 0.85),
    ),
    ...worst(large, medianOf, (row) => atMost(`slowest median at 3× and more, s${nameOf(row)}`, medianOf(row), 60)),
    ...worst(large, p95Of, (row) => atMost(`slowest 95th percentile at 3× and more, s${nameOf(row)}`, p95Of(row), 180)),
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
  ];
}

const medianOf = ({ medianSeconds = Infinity }: Row): number => medianSeconds;
const p95Of = ({ p95Seconds = Infinity }: Row): number => p95Seconds;

/** None where nothing of the size was planted. */
function worst(rows: readonly Row[], badnessOf: (row: Row) => number, goalOf: (row: Row) => Goal): Goal[] {
  const [row] = rows.toSorted((one, other) => badnessOf(other) - badnessOf(one));
  return row === undefined ? [] : [goalOf(row)];
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

function weigh(rows: readonly Row[], of: (row: Row) => number, weightOf: (row: Row) => number): number {
  const weight = rows.reduce((sum, row) => sum + weightOf(row), 0);
  return weight === 0 ? 0 : rows.reduce((sum, row) => sum + of(row) * weightOf(row), 0) / weight;
}

const nameOf = ({ trouble, size }: Row): string => ` (${trouble} ${size}×)`;

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
