/** How surprising a value is to one metric, told from its past alone. Changes nothing: the same minute may be looked at again as it fills. */
import { averagesWith, hourOf, unitWith } from './advance';
import { noveltyOf, valueCell } from './novelty';
import { largestRarity, rarity, sizeCell } from './rarity';
import { defaultSurprise, type SurpriseSettings, type View } from './settings';
import type { MetricState } from './metric-state';

export interface Look {
  readonly value: number;
  readonly hour: number;
  readonly unit: number;
  readonly averages: Float64Array;
  readonly valueCell: number;
  /** The cell of each number's size, in the order of `sizesSeen`. */
  readonly sizeCells: readonly number[];
  /** Rarity across the views, in powers of ten: 3 is about one value in a thousand. */
  readonly surprise: number;
  /** The surprise as a share of the largest there can be, 0 to 1; 0 while the metric is little known or the bar is not passed. */
  readonly score: number;
}

/** Differences of larger ones are no numbers any more. */
const LARGEST_VALUE = 1e300;

/** Undefined where there is no number to look at: a minute without calls is no value, and counts for nothing. */
export function look(
  state: MetricState,
  value: number,
  atMs: number,
  settings: SurpriseSettings = defaultSurprise,
): Look | undefined {
  if (!(Math.abs(value) <= LARGEST_VALUE) || !Number.isFinite(atMs)) return undefined;
  const hour = hourOf(atMs);
  const unit = unitWith(state, value);
  const averages = averagesWith(state, value, settings.averagesOver);
  const inUnits = (size: number) => (unit > 0 ? size / unit : 0);
  const cell = valueCell(inUnits(value));
  const sizes = [
    inUnits(Math.abs(value - (state.values > 0 ? state.last : value))),
    ...Array.from(averages.subarray(1), (slow, each) => inUnits(Math.abs(averages[each]! - slow))),
    inUnits(Math.abs(value - usualOf(state, hour, value))),
    noveltyOf(state.valuesSeen, cell),
  ];
  const sizeCells = sizes.map((size) => sizeCell(size, settings.cellRatio));
  const surprise = state.values < settings.warmUp ? 0 : surpriseOf(state, sizeCells, settings);
  const isSpoken = surprise > settings.barRatio * state.bar;
  const score = isSpoken ? surprise / largestSurprise(settings) : 0;
  return { value, hour, unit, averages, valueCell: cell, sizeCells, surprise, score };
}

/** No distance where nothing is known of the hour. */
function usualOf({ hours }: MetricState, hour: number, otherwise: number): number {
  const usual = hours[hour]!;
  return Number.isNaN(usual) ? otherwise : usual;
}

function surpriseOf({ sizesSeen }: MetricState, sizeCells: readonly number[], settings: SurpriseSettings): number {
  const rarities = sizeCells.map((cell, number) => rarity(sizesSeen[number]!, cell, settings.unseen));
  const [step = 0] = rarities;
  const byView: Record<View, number> = {
    step,
    gap: Math.max(0, ...rarities.slice(1, -2)),
    hour: rarities.at(-2) ?? 0,
    novelty: rarities.at(-1) ?? 0,
  };
  return settings.views.reduce((sum, view) => sum + byView[view] ** settings.power, 0) ** (1 / settings.power);
}

const largestSurprise = ({ memory, unseen, views, power }: SurpriseSettings): number =>
  largestRarity(memory, unseen) * views.length ** (1 / power);
