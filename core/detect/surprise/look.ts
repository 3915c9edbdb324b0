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
  const cell = valueCell(unit > 0 ? value / unit : 0);
  const sizeCells: number[] = [];
  const count = (size: number): void => void sizeCells.push(sizeCell(size, settings.cellRatio));
  const countInUnits = (size: number): void => count(unit > 0 ? size / unit : 0);
  countInUnits(Math.abs(value - (state.values > 0 ? state.last : value)));
  for (let each = 1; each < averages.length; each += 1) countInUnits(Math.abs(averages[each - 1]! - averages[each]!));
  countInUnits(Math.abs(value - usualOf(state, hour, value)));
  count(noveltyOf(state.valuesSeen, cell));
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
  const rarityOf = (number: number) => rarity(sizesSeen[number]!, sizeCells[number]!, settings.unseen);
  const numbers = sizeCells.length;
  let gap = 0;
  for (let each = 1; each < numbers - 2; each += 1) gap = Math.max(gap, rarityOf(each));
  const byView: Record<View, number> = {
    step: rarityOf(0),
    gap,
    hour: rarityOf(numbers - 2),
    novelty: rarityOf(numbers - 1),
  };
  let sum = 0;
  for (const view of settings.views) sum += byView[view] ** settings.power;
  return sum ** (1 / settings.power);
}

const largestSurprise = ({ memory, unseen, views, power }: SurpriseSettings): number =>
  largestRarity(memory, unseen) * views.length ** (1 / power);
