/**
 * What would have silenced a finding. A detector speaks where all it asks for is reached, in one or the other of its ways; a
 * setting that each of these ways asks for could have kept it silent alone.
 */

/** How far what was seen reaches, as a multiple of what is asked for: 1 opens an alert. */
export interface Reach {
  readonly ratio: number;
  /** By setting: beyond what value it had been silent, and how many times as much that is. Empty where it is silent anyway. */
  readonly knobs: Readonly<Record<string, Knob>>;
}

interface Knob {
  readonly at: number;
  readonly ratio: number;
}

export interface SilencedBy {
  /** Of the detector's settings, without its name. */
  readonly setting: string;
  /** It had been silent with the setting above this, or below this where less is asked for so. */
  readonly above?: number;
  readonly below?: number;
}

export const NOTHING: Reach = { ratio: 0, knobs: {} };

/** The one setting that is reached by what is rarer, not by what is more. */
const CHANCE = 'chance';

/**
 * Where all of it must be reached.
 * @param seen by the setting that it must reach, in that setting's unit
 * @param bounds multiples of what is asked for by no setting
 */
export function allOf<Setting extends string>(
  rule: NoInfer<Readonly<Record<Setting, number>>>,
  seen: Readonly<Record<Setting, number>>,
  ...bounds: readonly number[]
): Reach {
  const knobs = knobsOf(rule, seen);
  const ratio = Math.min(...Object.values(knobs).map((knob) => knob.ratio), ...bounds);
  return { ratio, knobs: ratio >= 1 ? knobs : {} };
}

/** Where any of it is enough. */
export function anyOf(...ways: readonly Reach[]): Reach {
  const speaking = ways.filter(({ ratio }) => ratio >= 1);
  const ratio = Math.max(0, ...ways.map((way) => way.ratio));
  return { ratio, knobs: speaking.length === 0 ? {} : speaking.map(({ knobs }) => knobs).reduce(bothKnobs) };
}

/** Where something more must be reached, by no setting. */
export const atMost = ({ ratio, knobs }: Reach, bound: number): Reach =>
  bound >= ratio ? { ratio, knobs } : { ratio: bound, knobs: bound >= 1 ? knobs : {} };

/** With settings that decide what is counted at all: beyond what was seen so, too little would be. */
export const orBeyond = <Setting extends string>(
  { ratio, knobs }: Reach,
  rule: NoInfer<Readonly<Record<Setting, number>>>,
  seen: Readonly<Record<Setting, number>>,
): Reach => ({ ratio, knobs: ratio >= 1 ? { ...knobs, ...knobsOf(rule, seen) } : {} });

/** The multiple, and of the settings the one that need change least; a share cannot be above 1, nor a chance below 0. */
export function measured({ ratio, knobs }: Reach): { readonly ratio: number; readonly quieter?: SilencedBy } {
  const [least] = Object.entries(knobs)
    .filter(([setting, knob]) => Number.isFinite(knob.ratio) && knob.at > 0 && !(isShare(setting) && knob.at >= 1))
    .toSorted(([, one], [, other]) => one.ratio - other.ratio);
  if (least === undefined || ratio < 1) return { ratio };
  const [setting, { at }] = least;
  return { ratio, quieter: setting === CHANCE ? { setting, below: at } : { setting, above: roundUp(at) } };
}

/** Settings that go from 0 to 1. */
export const isShare = (setting: string): boolean => /share|chance/i.test(setting);

function knobsOf<Setting extends string>(
  rule: NoInfer<Readonly<Record<Setting, number>>>,
  seen: Readonly<Record<Setting, number>>,
): Record<string, Knob> {
  const knobs: Record<string, Knob> = {};
  for (const setting in seen) {
    const at = seen[setting];
    const ratio = setting === CHANCE ? Math.log(at) / Math.log(rule[setting]) : at / rule[setting];
    knobs[setting] = { at, ratio };
  }
  return knobs;
}

function bothKnobs(one: Reach['knobs'], other: Reach['knobs']): Reach['knobs'] {
  const both: Record<string, Knob> = {};
  for (const [setting, knob] of Object.entries(one)) {
    const its = other[setting];
    if (its !== undefined) both[setting] = its.ratio > knob.ratio ? its : knob;
  }
  return both;
}

/** To four figures, what lies a rounding error above a whole number to that one. */
function roundUp(at: number): number {
  const clean = Number(at.toPrecision(12));
  if (Number.isInteger(clean)) return clean;
  const unit = 10 ** (Math.floor(Math.log10(clean)) - 3);
  return Number((Math.ceil(clean / unit) * unit).toPrecision(4));
}
