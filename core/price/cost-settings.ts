/** Checks what settings say of prices and of functions' configurations; every fault is named, none is guessed away. */
import type { Configuration, CostSettings, PriceSettings } from '../price';

export interface CheckedCosts {
  /** Undefined where nothing was said, or something is wrong. */
  readonly costs: CostSettings | undefined;
  /** One sentence a fault: the rule, what came, the cure. Empty when all is well. */
  readonly faults: readonly string[];
}

export function checkCosts(given: unknown): CheckedCosts {
  const faults = given === undefined ? [] : faultsOf(given);
  return { costs: isSound(given, faults) ? given : undefined, faults };
}

const isSound = (given: unknown, faults: readonly string[]): given is CostSettings =>
  given !== undefined && faults.length === 0;

/** Undefined when the value is right, else what it must be. */
type Rule = (value: unknown) => string | undefined;

const numberFrom =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most ? undefined : `a number from ${least} to ${most}`;
const oneOf =
  (...allowed: readonly (string | boolean)[]): Rule =>
  (value) =>
    allowed.some((each) => each === value) ? undefined : allowed.map((each) => JSON.stringify(each)).join(' or ');

const CONFIGURATION: Readonly<Record<keyof Configuration, Rule>> = {
  architecture: oneOf('x86_64', 'arm64'),
  memoryMb: numberFrom(128, 32_768),
  packageType: oneOf('Zip', 'Image'),
  ephemeralMb: numberFrom(512, 10_240),
  onManagedInstances: oneOf(true, false),
  provisionedConcurrency: numberFrom(0, 1_000_000),
};

/** A dollar a GB-second is 60,000 times the list price: such a slip is a unit mistaken. */
const GB_SECOND: Rule = numberFrom(0, 1);

const PRICES: Readonly<Record<keyof PriceSettings, Rule>> = {
  usdPerMillionRequests: numberFrom(0, 1_000),
  usdPerGbSecond: () => undefined, // has a table of its own
  gbSecondsPerMonth: numberFrom(0, 1e12),
};

function faultsOf(given: unknown): string[] {
  if (!isRecord(given))
    return [
      `costs must be an object such as { functions: { checkout: { architecture: "arm64" } } }, got ${show(given)}`,
    ];
  const { prices = {}, functions = {} } = given;
  return [
    ...unknownKeys('costs', given, ['prices', 'functions']),
    ...faultsOfTable('costs.prices', prices, PRICES),
    ...(isRecord(prices) && prices['usdPerGbSecond'] !== undefined
      ? faultsOfTable('costs.prices.usdPerGbSecond', prices['usdPerGbSecond'], { x86_64: GB_SECOND, arm64: GB_SECOND })
      : []),
    ...(isRecord(functions)
      ? Object.entries(functions).flatMap(([name, each]) => [
          ...(/^[\w-]{1,64}$/.test(name)
            ? []
            : [`costs.functions has "${name.slice(0, 80)}", which is no function's name such as checkout`]),
          ...faultsOfTable(`costs.functions.${name.slice(0, 80)}`, each, CONFIGURATION),
        ])
      : [`costs.functions must be an object by function's name, got ${show(functions)}`]),
  ];
}

function faultsOfTable(place: string, given: unknown, rules: Readonly<Record<string, Rule>>): string[] {
  if (!isRecord(given)) return [`${place} must be an object with ${Object.keys(rules).join(', ')}, got ${show(given)}`];
  return [
    ...unknownKeys(place, given, Object.keys(rules)),
    ...Object.entries(rules).flatMap(([name, rule]) => {
      const must = given[name] === undefined ? undefined : rule(given[name]);
      return must === undefined ? [] : [`${place}.${name} must be ${must}, got ${show(given[name])}`];
    }),
  ];
}

const unknownKeys = (place: string, given: Readonly<Record<string, unknown>>, keys: readonly string[]): string[] =>
  Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => `${place}.${key.slice(0, 40)} is no setting; there are ${keys.join(', ')}`);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80);
