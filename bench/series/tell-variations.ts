/** One line for each variation of the settings: the standard score of all series, of the tuned and of the held-out part. */
import { defaultSurprise } from '../../core/detect/surprise/settings';
import { nabScore, PROFILES, rankRows } from './nab-score';
import type { LabelledRows } from './read-folder';
import { scoreRows } from './score-rows';
import { partsOf } from './tell-scores';
import { VARIATIONS } from './variations';

const [STANDARD] = PROFILES;

export function* tellVariations(all: readonly LabelledRows[]): Generator<string> {
  yield lineOf('NAB score, standard profile', ['all', 'tuned on', 'held out']);
  for (const { name, change } of VARIATIONS) {
    const scored = all.flatMap(({ name: series, rows, windows }) =>
      windows === undefined ? [] : [{ name: series, windows, ...scoreRows(rows, { ...defaultSurprise, ...change }) }],
    );
    const { tuned, held } = partsOf(scored);
    const chosen = nabScore(rankRows(tuned), STANDARD);
    const scores = [nabScore(rankRows(scored), STANDARD), chosen, nabScore(rankRows(held), STANDARD, chosen.threshold)];
    yield lineOf(
      name,
      scores.map(({ score }) => score.toFixed(1)),
    );
  }
}

const lineOf = (name: string, figures: readonly string[]): string =>
  name.padEnd(34) + figures.map((figure) => figure.padStart(10)).join('');
