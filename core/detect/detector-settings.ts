/** Checks what a user sets for the detectors and lays it over the defaults; every fault is named, none is guessed away. */
import { defaultRules, LONGEST_WINDOW_MINUTES, type Rules } from './rules';

/** Any part of the rules, such as `{ 'slow-calls': { minSlowCalls: 10 }, timeouts: { enabled: false } }`. */
export type DetectorSettings = { readonly [Kind in keyof Rules]?: Partial<Rules[Kind]> };

export interface CheckedDetectors {
  readonly rules: Rules;
  /** One sentence a fault: the rule, what came, the cure. Empty when all is well. */
  readonly faults: readonly string[];
}

export function checkDetectors(settings: unknown): CheckedDetectors {
  if (settings === undefined) return { rules: defaultRules, faults: [] };
  if (!isRecord(settings)) {
    return { rules: defaultRules, faults: [`detectors must be an object by detector, got ${show(settings)}`] };
  }
  const faults: string[] = [];
  const rules: Record<string, unknown> = { ...defaultRules };
  for (const [kind, given] of Object.entries(settings)) {
    const defaults = Object.hasOwn(defaultRules, kind) ? defaultRules[kind as keyof Rules] : undefined;
    if (defaults === undefined) {
      faults.push(`detectors has no detector "${kind}"; there are ${Object.keys(defaultRules).join(', ')}`);
    } else if (!isRecord(given)) {
      faults.push(`detectors.${kind} must be an object of settings, got ${show(given)}`);
    } else {
      faults.push(...Object.entries(given).flatMap(([name, value]) => faultsOf(kind, name, value, defaults)));
      rules[kind] = { ...defaults, ...given };
    }
  }
  return faults.length === 0 ? { rules: rules as unknown as Rules, faults } : { rules: defaultRules, faults };
}

function faultsOf(kind: string, name: string, value: unknown, defaults: object): string[] {
  const path = `detectors.${kind}.${name}`;
  if (!Object.hasOwn(defaults, name)) {
    return [`${path} is no setting; ${kind} has ${Object.keys(defaults).join(', ')}`];
  }
  if (name === 'enabled') {
    return typeof value === 'boolean' ? [] : [`${path} must be true or false, got ${show(value)}`];
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    return [`${path} must be a number above 0, got ${show(value)}`];
  }
  if (/share/i.test(name) && value > 1) return [`${path} must be a share from 0 to 1, got ${value}`];
  if (name === 'windowMinutes' && (value > LONGEST_WINDOW_MINUTES || !Number.isInteger(value))) {
    return [`${path} must be a whole number of minutes up to ${LONGEST_WINDOW_MINUTES}, got ${value}`];
  }
  return [];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
