/** When the judge counts as better than a fixed rule: on recall, and on false alerts, of which some rules raise none. */
import { loginGoals } from '../../../bench/detect/login-goals';
import { summarize, type Compared } from '../../../bench/detect/summary';

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
  const summary = { ...summarize([]), compared: [compared('this judge', ...own), compared('rule', ...other)] };
  const goal = loginGoals(summary).find(({ what }) => what.startsWith('better than rule'));
  expect(goal?.isReached).toBe(isReached);
});
