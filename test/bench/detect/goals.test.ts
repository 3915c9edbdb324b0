/** What a run must reach: the worst of each trouble and size, and better than fixed rules on recall and on false alerts, of which some raise none. */
import { functionGoals, goalsOf, loginGoals } from '../../../bench/detect/goals';
import { summarize, type Compared, type Row } from '../../../bench/detect/summary';

const compared = (rule: string, recall: number, alerts: number): Compared => ({
  rule,
  recall,
  alertsPerIncident: 1,
  falseAlerts: { months: 10, alerts, perMonth: alerts / 10, bound: 1, byName: {} },
});

it.each<[string, [number, number], [number, number], boolean]>([
  ['finds more and raises fewer', [0.9, 2], [0.5, 3], true],
  ['finds more and raises as many', [0.9, 3], [0.5, 3], false],
  ['finds as many and raises fewer', [0.5, 2], [0.5, 3], false],
  ['finds more and raises none, as the rule does', [0.9, 0], [0.5, 0], true],
  ['finds more and raises one, where the rule raises none', [0.9, 1], [0.5, 0], false],
])('a judge that %s', (_, own, other, isReached) => {
  const sources = { months: 10, alerts: own[1], perMonth: own[1] / 10, bound: 1, byName: {} };
  const summary = { ...summarize([]), sources, compared: [compared('this judge', ...own), compared('rule', ...other)] };
  const goal = loginGoals(summary).find(({ what }) => what.startsWith('better than rule'));
  expect(goal?.isReached).toBe(isReached);
});

const row = (trouble: Row['trouble'], size: Row['size'], recall: number, medianSeconds: number): Row => ({
  trouble,
  size,
  incidents: 10,
  recall,
  medianSeconds,
  p95Seconds: 2 * medianSeconds,
  alertsPerIncident: 1,
  rightName: 1,
  fallen: 0,
  fallenTold: 0,
  names: {},
  fixedRecall: {},
});

it('holds the worst trouble of functions to what is asked for, and names it', () => {
  const rows = [
    row('slow-calls', 1, 0.84, 400),
    row('error-burst', 1, 0.9, 400),
    row('slow-calls', 3, 1, 50),
    row('error-burst', 10, 0.97, 61),
    row('guessing', 3, 0, 900),
  ];
  const functions = { months: 100, alerts: 0, perMonth: 0, bound: 0.03, byName: {} };
  const goals = functionGoals({ ...summarize([]), rows, functions });
  expect(goals.map(({ what, reached, isReached }) => [what, reached, isReached])).toEqual([
    ['lowest recall at 3× and more (error-burst 10×) ≥ 0.97', '0.97', true],
    ['lowest recall at 1× (slow-calls 1×) ≥ 0.85', '0.84', false],
    ['slowest median at 3× and more, s (error-burst 10×) ≤ 60', '61', false],
    ['slowest 95th percentile at 3× and more, s (error-burst 10×) ≤ 180', '122', true],
    ['alerts an incident ≤ 1.2', '1', true],
    ['right name at the end ≥ 0.95', '1', true],
    ['false alerts a function-month (95 % bound) ≤ 0.2', '0.03', true],
  ]);
});

it('asks nothing of what was not lived through', () => {
  expect(goalsOf(summarize([]))).toEqual([]);
});
