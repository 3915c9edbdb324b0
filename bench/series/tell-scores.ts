/** The benchmark's figures as lines of text: the judge, its tuned and held-out parts, and the controls. */
import { CONTROLS } from './controls';
import { nabScore, PROFILES, rankRows, type LabelledSeries, type NabScore } from './nab-score';
import { TUNED_ON } from './tuned-on';

export type NamedSeries = LabelledSeries & { readonly name: string };

const NAME_WIDTH = 44;

export function tellScores(all: readonly NamedSeries[]): string[] {
  if (!hasWindows(all)) return ['no score: none of these series has a labelled window'];
  const profiles = PROFILES.map(({ name }) => name.padStart(15)).join('');
  return [
    `${'NAB score (0 silence, 100 perfect)'.padEnd(NAME_WIDTH)}${profiles}`,
    ...tellJudge(all),
    ...tellControls(all),
  ];
}

/** Those that chose the settings, and those that did not. */
export function partsOf<Series extends { readonly name: string }>(
  all: readonly Series[],
): { readonly tuned: readonly Series[]; readonly held: readonly Series[] } {
  return { tuned: all.filter(({ name }) => TUNED_ON.has(name)), held: all.filter(({ name }) => !TUNED_ON.has(name)) };
}

/** The held-out part is scored at the threshold that the tuned part chose: it chooses nothing itself. */
function tellJudge(all: readonly NamedSeries[]): string[] {
  const whole = tellLine(`this judge, ${all.length} series`, scoresOf(all), true);
  const { tuned, held } = partsOf(all);
  if (!hasWindows(tuned) || !hasWindows(held)) return [whole];
  const chosen = scoresOf(tuned);
  const ranked = rankRows(held);
  const atChosen = PROFILES.map((profile, index) => nabScore(ranked, profile, chosen[index]!.threshold));
  return [
    whole,
    tellLine(`  tuned on: ${tuned.length} of them`, chosen, true),
    tellLine(`  held out: the other ${held.length}, same threshold`, atChosen, true),
  ];
}

const tellControls = (all: readonly NamedSeries[]): string[] =>
  CONTROLS.map(({ name, score }) => {
    const blind = all.map(({ windows, scores }, series) => ({ windows, scores: score(scores.length, series) }));
    return tellLine(`control: ${name}`, scoresOf(blind));
  });

const hasWindows = (all: readonly LabelledSeries[]): boolean => all.some(({ windows }) => windows.length > 0);

function scoresOf(all: readonly LabelledSeries[]): NabScore[] {
  const ranked = rankRows(all);
  return PROFILES.map((profile) => nabScore(ranked, profile));
}

function tellLine(name: string, scores: readonly NabScore[], isDetailed = false): string {
  const line = `${name.padEnd(NAME_WIDTH)}${scores.map(({ score }) => score.toFixed(1).padStart(15)).join('')}`;
  const [standard] = scores;
  if (!isDetailed || standard === undefined) return line;
  const { threshold, found, windows, falseAlarms } = standard;
  return `${line}  threshold ${threshold.toFixed(3)}: ${found} of ${windows} windows, ${falseAlarms} false alarms`;
}
