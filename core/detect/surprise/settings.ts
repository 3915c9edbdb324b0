/** The few settings of the judging core, each with its reason; `docs/decisions/004-judging-core.md` has the figures. */
export interface SurpriseSettings {
  /** Which of the four views of a value are asked. */
  readonly views: readonly View[];
  /** Rows that each running average looks back on, ascending; 2, 8, 32, 128: one ladder from a blip to half a working day of 5-minute values. */
  readonly averagesOver: readonly number[];
  /** Share by which a new value moves the usual of its hour (0 to 1); 0.1: what holds for an hour of 5-minute values is most of it. */
  readonly hourWeight: number;
  /** Each cell of a size is this much wider than the one before; 1.7: a size must beat the largest by about a half to be a record. */
  readonly cellRatio: number;
  /** Values after which all counts are halved; 4,000: between 1.4 and 2.8 days of minutes, and a tail down to 1 in 4,000. At most 8,000, for a count has 16 bits. */
  readonly memory: number;
  /** What a size never seen counts, in values; 1/8, the smallest count there is. */
  readonly unseen: number;
  /** Power of the mean across the views; 8, nearly the largest of them, and two that agree still beat one. */
  readonly power: number;
  /** Speak only above this multiple of the bar; 1.1, so that an episode speaks again only when it grows. */
  readonly barRatio: number;
  /** Rows after which the bar has sunk by half; 200, an episode of minutes is over in a night. */
  readonly barHalfLife: number;
  /** Values before anything is said; 30, for a tail of fewer means nothing. */
  readonly warmUp: number;
}

/** The step from the last value, gaps between averages, the distance from the usual of the hour, how rare the value itself is. */
export type View = 'step' | 'gap' | 'hour' | 'novelty';

export const defaultSurprise: SurpriseSettings = {
  views: ['step', 'gap', 'hour', 'novelty'],
  averagesOver: [2, 8, 32, 128],
  hourWeight: 0.1,
  cellRatio: 1.7,
  memory: 4_000,
  unseen: 1 / 8,
  power: 8,
  barRatio: 1.1,
  barHalfLife: 200,
  warmUp: 30,
};
