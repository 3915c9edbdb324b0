/** The summary's figures, and that they all reach the table. */
import { renderSummary } from '../../../bench/detect/render';
import type { SeriesResult } from '../../../bench/detect/run-series';
import { summarize } from '../../../bench/detect/summary';
import type { Outcome } from '../../../bench/detect/outcome';

const outcome = (more: Partial<Outcome>): Outcome => ({
  trouble: 'guessing',
  size: 1,
  alerts: 0,
  names: [],
  isRightlyNamed: false,
  fallen: 0,
  fallenTold: 0,
  fixed: {},
  ...more,
});

const found = (seconds: number, more: Partial<Outcome> = {}) =>
  outcome({ delayMs: seconds * 1000, alerts: 1, names: ['guessing'], isRightlyNamed: true, ...more });

const result = (more: Partial<SeriesResult>): SeriesResult => ({
  isLogin: true,
  honestDays: 150,
  falseAlerts: {},
  between: 0,
  fixedFalse: {},
  outcomes: [],
  ...more,
});

const summary = summarize([
  result({
    falseAlerts: { 'login-spike': 2 },
    fixedFalse: { fail2ban: 30 },
    between: 1,
    outcomes: [
      found(10, { fixed: { fail2ban: { delayMs: 0, alerts: 4 } } }),
      found(20, { fallen: 2, fallenTold: 1 }),
      found(90, { names: ['login-spike'], isRightlyNamed: false, alerts: 2 }),
      outcome({}),
    ],
  }),
  result({ isLogin: false, falseAlerts: { timeouts: 1 } }),
]);

describe('the summary', () => {
  it('gives recall, quantiles of those found, alerts and right names per trouble and size', () => {
    expect(summary.rows).toHaveLength(1);
    expect(summary.rows[0]).toMatchObject({
      incidents: 4,
      recall: 0.75,
      medianSeconds: 20,
      p95Seconds: 90,
      alertsPerIncident: 4 / 3,
      rightName: 2 / 3,
      fallen: 2,
      fallenTold: 1,
    });
  });

  it('gives false alerts a month of 30 days with their upper bounds', () => {
    expect(summary.sources).toMatchObject({ months: 5, alerts: 2, perMonth: 0.4, byName: { 'login-spike': 2 } });
    expect(summary.sources?.bound).toBeCloseTo(6.296 / 5, 3);
    expect(summary.functions).toMatchObject({ months: 5, alerts: 1 });
  });

  it('puts the fixed rules beside the judge', () => {
    const [judge, fail2ban] = summary.compared;
    expect(judge).toMatchObject({ recall: 0.75, alertsPerIncident: 4 / 3 });
    expect(fail2ban).toMatchObject({ rule: 'fail2ban', recall: 0.25, alertsPerIncident: 4 });
    expect(fail2ban!.falseAlerts.perMonth).toBe(6);
  });

  it('is rendered whole', () => {
    const text = renderSummary(summary);
    for (const part of ['75.0%', '66.7%', '1/2', '1.259 (95 %)', 'login-spike 2', 'fail2ban', '5th try']) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ['functions alone', summarize([result({ isLogin: false })])],
    ['logins alone, where no attack was found', summarize([result({ outcomes: [outcome({})] })])],
  ])('says nothing of what was not lived through: %s', (_, part) => {
    expect(JSON.parse(JSON.stringify(part))).toEqual(part); // no NaN, which would be null there
    expect(renderSummary(part)).not.toContain('NaN');
    expect([part.sources === undefined, part.compared.length > 0]).toEqual(
      part.functions === undefined ? [false, true] : [true, false],
    );
  });
});
