/** Checks what a user sets for the detectors and lays it over the defaults; every fault is named, none is guessed away. */
import { loginAttackRules, PRESETS, type LoginAttackRule } from './login-attack-rule';
import { defaultRules, LONGEST_WINDOW_MINUTES, type Rules } from './rules';
import { isShare } from './silenced-by';

/** Any part of the rules, such as `{ 'slow-calls': { minSlowCalls: 10 }, timeouts: 'off' }`; `'off'` is short for `{ enabled: false }`. */
export type DetectorSettings = { readonly [Kind in keyof Rules]?: Partial<Rules[Kind]> | 'off' };

type WrittenOut = { readonly [Kind in keyof Rules]?: Partial<Rules[Kind]> };

export interface CheckedDetectors {
  readonly rules: Rules;
  /** One sentence a fault: the rule, what came, the cure. Empty when all is well. */
  readonly faults: readonly string[];
}

/** @param place where the user wrote them, for the faults */
export function checkDetectors(given: unknown = {}, place = 'detectors'): CheckedDetectors {
  const settings = writeOut(given);
  const faults = faultsOf(settings, place);
  return isSound(settings, faults) ? { rules: overlay(settings), faults } : { rules: defaultRules, faults };
}

/** What `own` says stands above what `all` says, setting by setting; where one is none, it is left out. */
export function mergeDetectors(all: unknown, own: unknown): Record<string, unknown> {
  const [below, above] = [all, own].map(writeOut).map((settings) => (isRecord(settings) ? settings : {}));
  const merged: Record<string, unknown> = { ...below };
  for (const [kind, settings] of Object.entries(above!)) {
    const before = merged[kind];
    merged[kind] = isRecord(before) && isRecord(settings) ? { ...before, ...settings } : settings;
  }
  return merged;
}

const writeOut = (settings: unknown): unknown =>
  isRecord(settings)
    ? Object.fromEntries(
        Object.entries(settings).map(([kind, one]) => [kind, one === 'off' ? { enabled: false } : one]),
      )
    : settings;

const isSound = (_: unknown, faults: readonly string[]): _ is WrittenOut => faults.length === 0;

const overlay = (own: WrittenOut): Rules => ({
  'slow-calls': { ...defaultRules['slow-calls'], ...own['slow-calls'] },
  'login-attack': loginAttackRule(own['login-attack']),
  'out-of-memory': { ...defaultRules['out-of-memory'], ...own['out-of-memory'] },
  timeouts: { ...defaultRules.timeouts, ...own.timeouts },
  'memory-pressure': { ...defaultRules['memory-pressure'], ...own['memory-pressure'] },
  'retries-exhausted': { ...defaultRules['retries-exhausted'], ...own['retries-exhausted'] },
  'only-failures': { ...defaultRules['only-failures'], ...own['only-failures'] },
  'forged-lines': { ...defaultRules['forged-lines'], ...own['forged-lines'] },
  'error-burst': { ...defaultRules['error-burst'], ...own['error-burst'] },
  'invocation-surge': { ...defaultRules['invocation-surge'], ...own['invocation-surge'] },
  'cold-start-surge': { ...defaultRules['cold-start-surge'], ...own['cold-start-surge'] },
  'cost-spike': { ...defaultRules['cost-spike'], ...own['cost-spike'] },
  'slow-drift': { ...defaultRules['slow-drift'], ...own['slow-drift'] },
  'gone-silent': { ...defaultRules['gone-silent'], ...own['gone-silent'] },
});

/** What is given one by one stands above the preset. */
const loginAttackRule = (own: Partial<LoginAttackRule> = {}): LoginAttackRule => ({
  ...loginAttackRules[own.preset ?? 'default'],
  ...own,
});

function faultsOf(settings: unknown, place: string): string[] {
  if (!isRecord(settings)) return [`${place} must be an object by detector, got ${show(settings)}`];
  return Object.entries(settings).flatMap(([kind, given]) => {
    const defaults = Object.entries(defaultRules).find(([known]) => known === kind)?.[1];
    if (defaults === undefined) {
      return [`${place} has no detector "${kind}"; there are ${Object.keys(defaultRules).join(', ')}`];
    }
    if (!isRecord(given)) return [`${place}.${kind} must be an object of settings or 'off', got ${show(given)}`];
    return Object.entries(given).flatMap(([name, value]) => faultsOfSetting(place, kind, name, value, defaults));
  });
}

/** Settings of earlier versions, and why they are gone. */
const GONE: Readonly<Record<string, string>> = {
  'login-attack.windowMinutes': 'an hour is always read, for its addresses are looked at together',
};

function faultsOfSetting(place: string, kind: string, name: string, value: unknown, defaults: object): string[] {
  const path = `${place}.${kind}.${name}`;
  if (!Object.hasOwn(defaults, name)) {
    const gone = GONE[`${kind}.${name}`];
    if (gone !== undefined) return [`${path} is no setting any more: ${gone}; leave it out`];
    return [`${path} is no setting; ${kind} has ${Object.keys(defaults).join(', ')}`];
  }
  if (name === 'enabled') {
    return typeof value === 'boolean' ? [] : [`${path} must be true or false, got ${show(value)}`];
  }
  if (name === 'preset') {
    return PRESETS.some((preset) => preset === value)
      ? []
      : [`${path} must be one of ${PRESETS.join(', ')}, got ${show(value)}`];
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    return [`${path} must be a number above 0, got ${show(value)}`];
  }
  if (isShare(name) && value > 1) return [`${path} must be a share from 0 to 1, got ${value}`];
  if (name === 'windowMinutes' && (value > LONGEST_WINDOW_MINUTES || !Number.isInteger(value))) {
    return [`${path} must be a whole number of minutes up to ${LONGEST_WINDOW_MINUTES}, got ${value}`];
  }
  return [];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
