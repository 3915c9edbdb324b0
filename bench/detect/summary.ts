/** Sums up what the jobs found: figures per trouble and size, false alerts per month with their bounds, fixed rules beside. */
import { FIXED_RULES } from './fixed-rules';
import { FUNCTION_TROUBLES, LOGIN_TROUBLES, SIZES, type Size, type Trouble } from './incident';
import type { Sees } from './login-try';
import type { Outcome } from './outcome';
import { poissonBound } from './poisson-bound';
import type { SeriesResult } from './run-series';

export interface Row {
  readonly trouble: Trouble;
  readonly size: Size;
  readonly incidents: number;
  /** Share that was found, 0 to 1. */
  readonly recall: number;
  /** Of those found, in seconds; undefined where none was. */
  readonly medianSeconds?: number;
  readonly p95Seconds?: number;
  readonly alertsPerIncident: number;
  /** Share of those found that bear the right name at their end. */
  readonly rightName: number;
  readonly fallen: number;
  readonly fallenTold: number;
  readonly names: Readonly<Record<string, number>>;
  readonly fixedRecall: Readonly<Record<string, number>>;
}

export interface FalseAlerts {
  readonly months: number;
  readonly alerts: number;
  readonly perMonth: number;
  /** 95 %, one-sided. */
  readonly bound: number;
  readonly byName: Readonly<Record<string, number>>;
}

export interface Summary {
  readonly rows: readonly Row[];
  /** The attacks on sources whose lines name addresses only, or accounts only. */
  readonly halfBlind: readonly { readonly sees: Sees; readonly rows: readonly Row[] }[];
  /** In the honest months of login sources, and of functions; undefined where none were lived through. */
  readonly sources?: FalseAlerts;
  readonly functions?: FalseAlerts;
  /** Alerts in troubled weeks that no incident accounts for. */
  readonly between: number;
  /** The judge and the fixed rules on all attacks and honest months of login sources; none without those. */
  readonly compared: readonly Compared[];
}

export interface Compared {
  readonly rule: string;
  readonly recall: number;
  /** Of those found. */
  readonly alertsPerIncident: number;
  readonly falseAlerts: FalseAlerts;
}

export function summarize(results: readonly SeriesResult[]): Summary {
  const logins = results.filter(({ isLogin }) => isLogin);
  const functions = results.filter(({ isLogin }) => !isLogin);
  const outcomes = results.flatMap((result) => result.outcomes);
  return {
    rows: rowsOf(outcomes.filter(({ sees = 'both' }) => sees === 'both')),
    halfBlind: (['address', 'account'] as const).flatMap((sees) => {
      const rows = rowsOf(outcomes.filter((each) => each.sees === sees));
      return rows.length === 0 ? [] : [{ sees, rows }];
    }),
    ...(logins.length > 0 && { sources: falseAlertsOf(logins, ({ falseAlerts }) => falseAlerts) }),
    ...(functions.length > 0 && { functions: falseAlertsOf(functions, ({ falseAlerts }) => falseAlerts) }),
    between: sum(results.map((result) => result.between)),
    compared: logins.length === 0 ? [] : compareAll(logins),
  };
}

function compareAll(logins: readonly SeriesResult[]): Compared[] {
  const attacks = logins.flatMap(({ outcomes }) => outcomes);
  return [
    compare(
      'this judge',
      attacks.map(({ delayMs, alerts }) => (delayMs === undefined ? undefined : alerts)),
      falseAlertsOf(logins, ({ falseAlerts }) => falseAlerts),
    ),
    ...FIXED_RULES.map((rule) =>
      compare(
        rule,
        attacks.map(({ fixed }) => fixed[rule]?.alerts),
        falseAlertsOf(logins, ({ fixedFalse }) => ({ [rule]: fixedFalse[rule] ?? 0 })),
      ),
    ),
  ];
}

const rowsOf = (outcomes: readonly Outcome[]): Row[] =>
  [...LOGIN_TROUBLES, ...FUNCTION_TROUBLES].flatMap((trouble) =>
    SIZES.flatMap((size) => rowOf(trouble, size, outcomes) ?? []),
  );

/** @param alerts of each attack, undefined where it was not found */
function compare(rule: string, alerts: readonly (number | undefined)[], falseAlerts: FalseAlerts): Compared {
  const found = alerts.filter((count) => count !== undefined);
  return {
    rule,
    recall: found.length / alerts.length,
    alertsPerIncident: sum(found) / Math.max(1, found.length),
    falseAlerts,
  };
}

function rowOf(trouble: Trouble, size: Size, outcomes: readonly Outcome[]): Row | undefined {
  const own = outcomes.filter((each) => each.trouble === trouble && each.size === size);
  if (own.length === 0) return undefined;
  const found = own.filter(({ delayMs }) => delayMs !== undefined);
  const delays = found.map(({ delayMs = 0 }) => delayMs / 1000).toSorted((one, other) => one - other);
  const names: Record<string, number> = {};
  for (const name of own.flatMap((each) => each.names)) names[name] = (names[name] ?? 0) + 1;
  return {
    trouble,
    size,
    incidents: own.length,
    recall: found.length / own.length,
    ...(delays.length > 0 && { medianSeconds: quantile(delays, 0.5), p95Seconds: quantile(delays, 0.95) }),
    alertsPerIncident: found.length === 0 ? 0 : sum(found.map(({ alerts }) => alerts)) / found.length,
    rightName: found.length === 0 ? 0 : found.filter(({ isRightlyNamed }) => isRightlyNamed).length / found.length,
    fallen: sum(own.map(({ fallen }) => fallen)),
    fallenTold: sum(own.map(({ fallenTold }) => fallenTold)),
    names,
    fixedRecall: Object.fromEntries(
      FIXED_RULES.map((rule) => [rule, own.filter(({ fixed }) => fixed[rule] !== undefined).length / own.length]),
    ),
  };
}

function falseAlertsOf(
  results: readonly SeriesResult[],
  byNameOf: (result: SeriesResult) => Readonly<Record<string, number>>,
): FalseAlerts {
  const months = sum(results.map(({ honestDays }) => honestDays)) / 30;
  const byName: Record<string, number> = {};
  for (const result of results)
    for (const [name, count] of Object.entries(byNameOf(result))) byName[name] = (byName[name] ?? 0) + count;
  const alerts = sum(Object.values(byName));
  return { months, alerts, perMonth: alerts / months, bound: poissonBound(alerts) / months, byName };
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
