/** Counts a value that was looked at into what its metric remembers: once, when its minute is over. */
import { countsForUnit, usualWith } from './advance';
import { countIn } from './fading-counts';
import type { Look } from './look';
import type { MetricState } from './metric-state';
import { defaultSurprise, type SurpriseSettings } from './settings';

export function learn(state: MetricState, seen: Look, settings: SurpriseSettings = defaultSurprise): void {
  if (countsForUnit(state, seen.value)) state.unitValues += 1;
  state.unit = seen.unit;
  state.averages.set(seen.averages);
  state.hours[seen.hour] = usualWith(state.hours[seen.hour], seen.value, settings);
  state.last = seen.value;
  countIn(state.valuesSeen, seen.valueCell, settings.memory);
  for (let number = 0; number < state.sizesSeen.length; number += 1)
    countIn(state.sizesSeen[number]!, seen.sizeCells[number]!, settings.memory);
  state.bar = Math.max(state.bar * 2 ** (-1 / settings.barHalfLife), seen.surprise);
  state.values += 1;
}
