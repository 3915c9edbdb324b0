/** Checks what a user sets for single functions and lays it over what is set for all; every fault is named. */
import type { Series } from '../state/series';
import { checkDetectors, mergeDetectors, type DetectorSettings } from './detector-settings';
import { subjectOf, isKind } from './kinds';
import type { Rules } from './rules';

/** By function's name: settings of its detectors, or `off` for a detector that is to be silent for it. */
export type Overrides = Readonly<Record<string, FunctionOverride>>;
export type FunctionOverride = Omit<DetectorSettings, 'login-attack'>;

/** The whole rules of each function that has its own. */
export type FunctionRules = Readonly<Record<string, Rules>>;

export interface CheckedOverrides {
  readonly rules: FunctionRules;
  /** One sentence a fault: the rule, what came, the cure. Empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * @param detectors what is set for all functions
 * @param watched names of the functions that are watched; undefined where not all of them are known
 */
export function checkOverrides(
  overrides: unknown,
  detectors: unknown,
  watched: ReadonlySet<string> | undefined,
): CheckedOverrides {
  if (overrides === undefined) return { rules: {}, faults: [] };
  if (!isRecord(overrides)) {
    const fault = `overrides must be an object by function's name such as { checkout: { 'slow-calls': { minSlowShare: 0.5 } } }, got ${show(overrides)}`;
    return { rules: {}, faults: [fault] };
  }
  const checked = Object.entries(overrides).map(([name, given]) => ({
    name,
    ...checkOne(name, given, detectors, watched),
  }));
  return {
    rules: Object.fromEntries(checked.map(({ name, rules }) => [name, rules])),
    faults: checked.flatMap(({ faults }) => faults),
  };
}

const OF_A_FUNCTION = '/aws/lambda/';

/** The functions that write to these log groups; undefined where one is not known yet, or may hold functions of any name. */
export function functionsIn(logGroups: readonly (string | undefined)[]): ReadonlySet<string> | undefined {
  const names = logGroups.flatMap((name) =>
    name?.startsWith(OF_A_FUNCTION) ? [name.slice(OF_A_FUNCTION.length)] : [],
  );
  return names.length === logGroups.length ? new Set(names) : undefined;
}

/** The rules that hold for a series. */
export const rulesFor = (series: Series, rules: Rules, overrides: FunctionRules | undefined): Rules =>
  series.kind === 'function' && overrides !== undefined && Object.hasOwn(overrides, series.name)
    ? overrides[series.name]!
    : rules;

function checkOne(name: string, given: unknown, detectors: unknown, watched: ReadonlySet<string> | undefined) {
  const place = `overrides.${name}`;
  const known = [...(watched ?? [])];
  const strangers =
    watched === undefined || watched.has(name)
      ? []
      : [`${place} is no function that is watched; there are ${known.length === 0 ? 'none' : known.join(', ')}`];
  if (!isRecord(given)) {
    const fault = `${place} must be an object by detector such as { 'slow-calls': { minSlowShare: 0.5 } }, got ${show(given)}`;
    return { rules: checkDetectors().rules, faults: [...strangers, fault] };
  }
  const ofLogins = Object.keys(given)
    .filter((kind) => isKind(kind) && subjectOf(kind) !== 'function')
    .map((kind) => `${place}.${kind} is of login sources, not of a function; set it in detectors`);
  const { faults } = checkDetectors(given, place);
  const { rules } = checkDetectors(faults.length === 0 ? mergeDetectors(detectors, given) : undefined);
  return { rules, faults: [...strangers, ...ofLogins, ...faults] };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
