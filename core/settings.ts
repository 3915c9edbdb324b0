/** The settings: checked where the stack is made, carried in every bundle, read back where they are used. */
import type { AlertSettings } from './alert/alert-settings';
import { faultsOfTelling, type Telling } from './alert/telling-settings';
import { checkDetectors } from './detect/detector-settings';
import { checkOverrides, functionsIn, type FunctionRules } from './detect/overrides';
import type { Rules } from './detect/rules';
import type { LoginSource } from './login/login-source';
import { checkLoginSource } from './login/source-settings';
import type { PatternEngine } from './ports';
import type { CostSettings } from './price';
import { checkCosts } from './price/cost-settings';
import { whyNoLogGroupName } from './watch/log-group-name';
import { isVigilLogGroup } from './watch/vigil-log-group';
import { faultsOfWatchWishes, isExcluded, isSearching, readWatchWishes, type WatchWishes } from './watch/watch-wishes';

/** What every function of a stack finds in `settings.json` beside its code. */
export interface RuntimeSettings {
  readonly version: 1;
  readonly stack: string;
  /** Log groups of our own functions: never watched, and dropped should one arrive all the same. */
  readonly ownLogGroups: readonly string[];
  /** The name of our subscription filter on every watched log group. */
  readonly filterName: string;
  /** Watched log groups whose names were known when the stack was made; the others are in an SSM parameter. */
  readonly logGroups: readonly string[];
  /** What else is to be watched, and what is left out. */
  readonly watch: WatchWishes;
  /** How log groups are to be read for logins, by name; what is read anywhere needs no entry. */
  readonly logins: Readonly<Record<string, LoginSource>>;
  readonly rules: Rules;
  /** The rules of those functions that have their own, by name. */
  readonly overrides?: FunctionRules;
  /** What differs from the price list and from what functions' configurations say. */
  readonly costs?: CostSettings;
  /** To whom what goes, and what is silent. */
  readonly alerts?: AlertSettings;
}

/** Where the template writes log groups' names that only the deployment knows: so many parameters, counted from 1. */
export const lateNamesParameter = (stack: string, number: number | '*'): string => `/vigil/${stack}/watch-${number}`;

/** Undefined when this is not what our own synth writes. */
export function readRuntimeSettings(json: unknown): RuntimeSettings | undefined {
  if (!isRecord(json)) return undefined;
  const { version, stack, ownLogGroups, filterName, logGroups, logins, rules } = json;
  const watch = readWatchWishes(json['watch']);
  const checked = checkDetectors(rules);
  const { costs, faults } = checkCosts(json['costs']);
  if (version !== 1 || typeof stack !== 'string' || typeof filterName !== 'string') return undefined;
  if (!isNames(ownLogGroups) || !isNames(logGroups) || !isLogins(logins)) return undefined;
  const overrides = readOverrides(json['overrides']);
  if (watch === undefined || overrides === undefined || rules === undefined) return undefined;
  if (checked.faults.length + faults.length > 0) return undefined;
  const alerts: AlertSettings | undefined = isRecord(json['alerts']) ? json['alerts'] : undefined; // checked at synth
  const read = { version, stack, ownLogGroups, filterName, logGroups, watch, logins, rules: checked.rules } as const;
  return {
    ...read,
    ...(Object.keys(overrides).length > 0 && { overrides }),
    ...(costs && { costs }),
    ...(alerts && { alerts }),
  };
}

/** Undefined when one of them is none. */
function readOverrides(json: unknown = {}): FunctionRules | undefined {
  if (!isRecord(json)) return undefined;
  const checked = Object.entries(json).map(([name, rules]) => [name, checkDetectors(rules)] as const);
  if (checked.some(([, { faults }]) => faults.length > 0)) return undefined;
  return Object.fromEntries(checked.map(([name, { rules }]) => [name, rules]));
}

/** What a user asks for. An undefined entry is a name that only the deployment will know. */
export interface Wishes {
  readonly stack: string;
  readonly logGroups: readonly (string | undefined)[];
  /** The log groups of the functions to be watched. */
  readonly functions: readonly (string | undefined)[];
  readonly watch: WatchWishes;
  /** Whatever there is in the account: then nothing need be named. */
  readonly accountWide?: boolean;
  /** A source that is undefined has no shape that could be checked. */
  readonly logins: readonly { readonly logGroup: string | undefined; readonly source: unknown }[];
  readonly alerts: Telling;
  readonly detectors: unknown;
  readonly overrides?: unknown;
  readonly costs?: unknown;
}

export interface CheckedWishes {
  readonly rules: Rules;
  readonly overrides: FunctionRules;
  /** By log group, those that are sound. */
  readonly logins: RuntimeSettings['logins'];
  readonly costs: CostSettings | undefined;
  /** One sentence a fault: the rule, what came, the cure. Empty when all is well. */
  readonly faults: readonly string[];
}

/** Without an engine the patterns of login sources are not tried. */
export function checkSettings(wishes: Wishes, engine?: PatternEngine): CheckedWishes {
  const { rules, faults } = checkDetectors(wishes.detectors);
  const ofFunctions = checkOverrides(
    wishes.overrides,
    wishes.detectors,
    isSearching(wishes.watch) ? undefined : functionsIn([...wishes.logGroups, ...wishes.functions]),
  );
  const { costs, faults: ofCosts } = checkCosts(wishes.costs);
  const ofLogins = wishes.logins.flatMap(({ source }, index) =>
    source === undefined ? [] : checkLoginSource(source, `logins[${index}]`, engine),
  );
  const logins = wishes.logins.flatMap(({ logGroup, source }) =>
    logGroup !== undefined && isLoginSource(source) ? [[logGroup, source] as const] : [],
  );
  return {
    rules,
    overrides: ofFunctions.rules,
    logins: Object.fromEntries(logins),
    costs,
    faults: [
      ...faultsOfWatching(wishes),
      ...ofLogins,
      ...faultsOfTelling(wishes.alerts),
      ...faults,
      ...ofFunctions.faults,
      ...ofCosts,
    ],
  };
}

function faultsOfWatching({ logGroups, functions, logins, watch, accountWide = false }: Wishes): string[] {
  if (!accountWide && logGroups.length + functions.length + logins.length === 0 && !isSearching(watch)) {
    return [
      'logGroups, functions, logins, prefixes and tags are empty, so there is nothing to watch; name a log group such as ' +
        '/aws/lambda/checkout, or set everyFunction: true',
    ];
  }
  const watched = new Map<string, string>();
  const read = new Map<string, string>(); // of its own: a login source may be named in logGroups as well
  const faultOf = (place: string, name: string | undefined, firstPlace = watched): string | undefined => {
    if (name === undefined) return undefined;
    const why = whyNoLogGroupName(name);
    if (why !== undefined) {
      return `${place} must be a log group name such as /aws/lambda/checkout, got ${JSON.stringify(name)}; ${why}`;
    }
    if (isExcluded(name, watch)) return `${place} is left out by exclude, "${name}"; take it out of one of them`;
    if (isVigilLogGroup(name)) {
      return `${place} is one of Vigil's own log groups, "${name}"; it would watch itself without end: take it out`;
    }
    const first = firstPlace.get(name);
    firstPlace.set(name, first ?? place);
    return first === undefined ? undefined : `${place} repeats ${first}, "${name}"; take one of them out`;
  };
  return [
    ...logGroups.map((name, index) => faultOf(`logGroups[${index}]`, name)),
    ...functions.map((name, index) => faultOf(`functions[${index}]`, name)),
    ...logins.map(({ logGroup }, index) => faultOf(`logins[${index}].logGroup`, logGroup, read)),
    ...faultsOfWatchWishes(watch),
  ].filter((fault) => fault !== undefined);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const isLoginSource = (value: unknown): value is LoginSource => checkLoginSource(value, '').length === 0;

const isLogins = (value: unknown): value is RuntimeSettings['logins'] =>
  isRecord(value) && Object.values(value).every(isLoginSource);
