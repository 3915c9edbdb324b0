/** Renders the summary for people: a table of what was planted, what was said in honest months, and the fixed rules beside it. */
import { FIXED_RULES } from './fixed-rules';
import { functionGoals, loginGoals, type Goal } from './goals';
import { LOGIN_TROUBLES, PLANTED } from './incident';
import type { Sees } from './login-try';
import type { Compared, FalseAlerts, Row, Summary } from './summary';

export function renderSummary(summary: Summary): string {
  const { rows, halfBlind, sources, functions, between, compared } = summary;
  const hasLogins = sources !== undefined;
  const headings = ['trouble', 'size', 'n', 'recall', 'p50 s', 'p95 s', 'alerts', 'named', 'fallen told'];
  return [
    'Planted: the time is counted from the event at which a perfect judge could know (k).',
    row(...headings, ...(hasLogins ? FIXED_RULES : [])),
    ...rows.map((each) => incidentRow(each, hasLogins)),
    ...halfBlind.flatMap(({ sees, rows: own }) => [
      '',
      `The same where lines ${BLIND[sees]}:`,
      ...own.map((each) => incidentRow({ ...each, rightName: Number.NaN }, hasLogins)),
    ]),
    '',
    ...[...new Set(rows.map(({ trouble }) => trouble))].map(
      (trouble) => `  ${trouble}: ${PLANTED[trouble].what}; k = ${PLANTED[trouble].k}`,
    ),
    '',
    'Said in honest months, after four weeks of learning:',
    ...(sources === undefined ? [] : [`  login sources  ${falseText(sources, 'source-month')}`]),
    ...(functions === undefined ? [] : [`  functions      ${falseText(functions, 'function-month')}`]),
    `  between the incidents of troubled weeks: ${between}`,
    ...section(
      'All attacks and sizes on login sources, beside the fixed rules of others on the same days:',
      compared.map(comparedText),
    ),
    ...section('What logins must reach:', loginGoals(summary).map(goalText)),
    ...section('What functions must reach:', functionGoals(summary).map(goalText)),
  ].join('\n');
}

const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines];

const comparedText = ({ rule, recall, alertsPerIncident, falseAlerts }: Compared): string =>
  `  ${rule.padEnd(17)} recall ${percent(recall).padStart(6)}, ${alertsPerIncident.toFixed(1)} alerts an incident, ` +
  perMonthText(falseAlerts, 'source-month');

const goalText = ({ what, reached, isReached }: Goal): string =>
  `  ${isReached ? 'reached' : 'MISSED '}  ${what}: ${reached}`;

/** What cannot be known there, and so is not asked for. */
const BLIND: Readonly<Record<Sees, string>> = {
  address: 'name addresses only, so that shapes cannot be told apart nor who fell',
  account: 'name accounts only, so that nobody can say from where, nor who fell',
  both: 'name both',
};

const isOfLogins = ({ trouble }: Row): boolean => LOGIN_TROUBLES.some((each) => each === trouble);

const incidentRow = (each: Row, hasLogins: boolean): string =>
  row(
    each.trouble,
    `${each.size}×`,
    String(each.incidents),
    percent(each.recall),
    seconds(each.medianSeconds),
    seconds(each.p95Seconds),
    each.alertsPerIncident.toFixed(2),
    percent(each.rightName),
    each.fallen === 0 ? '–' : `${each.fallenTold}/${each.fallen}`,
    // They read logins alone.
    ...(hasLogins
      ? FIXED_RULES.map((rule) => percent(isOfLogins(each) ? (each.fixedRecall[rule] ?? 0) : Number.NaN))
      : []),
  );

const WIDTHS = [20, 5, 5, 7, 7, 7, 7, 6, 12, 9, 17, 17, 8];

const row = (...cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]!) : cell.padStart(WIDTHS[index]!))).join(' ');

function falseText(falseAlerts: FalseAlerts, unit: string): string {
  const { months, alerts, byName } = falseAlerts;
  const names = Object.entries(byName).map(([name, count]) => `${name} ${count}`);
  const told = names.length > 0 ? ` (${names.join(', ')})` : '';
  return `${alerts} alerts in ${months} ${unit}s: ${perMonthText(falseAlerts, unit)}${told}`;
}

const perMonthText = ({ perMonth, bound }: FalseAlerts, unit: string): string =>
  `${perMonth.toFixed(3)} false alerts a ${unit}, at most ${bound.toFixed(3)} (95 %)`;

const percent = (share: number): string =>
  Number.isNaN(share) ? '–' : `${(share * 100).toFixed(share === 1 ? 0 : 1)}%`;

const seconds = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(0));
