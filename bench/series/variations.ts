/** Other settings of the judging core, for `docs/decisions/004-judging-core.md`: each changes one thing. */
import { defaultSurprise, type SurpriseSettings, type View } from '../../core/detect/surprise/settings';

export interface Variation {
  readonly name: string;
  readonly change: Partial<SurpriseSettings>;
}

const views: readonly View[] = defaultSurprise.views;

export const VARIATIONS: readonly Variation[] = [
  { name: 'as chosen', change: {} },
  ...views.map((view) => ({ name: `only ${view}`, change: { views: [view] } })),
  ...views.map((view) => ({ name: `without ${view}`, change: { views: views.filter((each) => each !== view) } })),
  ...[1, 2, 4, 6, 12, 32].map((power) => ({ name: `power ${power}`, change: { power } })),
  ...[1.3, 1.5, 1.6, 1.8, 2, 2.5].map((cellRatio) => ({ name: `cell ratio ${cellRatio}`, change: { cellRatio } })),
  ...[1000, 2000, 8000].map((memory) => ({ name: `memory ${memory}`, change: { memory } })),
  ...[1, 1 / 2, 1 / 4, 1 / 20].map((unseen) => ({ name: `unseen ${unseen}`, change: { unseen } })),
  ...[
    [2, 32],
    [2, 128],
    [1, 300],
    [3, 12, 48, 192],
    [2, 10, 50, 250],
    [2, 8, 32, 128, 512],
  ].map((averagesOver) => ({
    name: `averages over ${averagesOver.join(', ')}`,
    change: { averagesOver },
  })),
  ...[0.02, 0.05, 0.2].map((hourWeight) => ({ name: `hour weight ${hourWeight}`, change: { hourWeight } })),
  ...[0, 1, 1.05, 1.2, 1.3].map((barRatio) => ({
    name: barRatio === 0 ? 'no bar' : `bar ratio ${barRatio}`,
    change: { barRatio },
  })),
  ...[50, 100, 150, 300, 400].map((barHalfLife) => ({ name: `bar half-life ${barHalfLife}`, change: { barHalfLife } })),
];
