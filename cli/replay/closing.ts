/** Renders the closing lines of a replay for people: what was read, what was found, and what was too little known. */
import type { Severity } from '../../core/alert/alert';
import { countOf, formatCount } from '../../core/alert/figures';
import { plainText } from '../../core/alert/plain-text';
import { shortNameOf } from '../../core/alert/words';
import type { TimelineStyle } from '../../core/alert/timeline';
import { learningLine, littleKnownLines, seldomLine, whatWasNotJudged } from './not-judged';
import { periodOf, type FileTally, type Tally } from './tally';

const LABEL = 10;

export function renderClosing(tally: Tally, files: FileTally, tookMs: number, style: TimelineStyle): string {
  const line = (label: string, text: string): string => `  ${style.dim(label.padEnd(LABEL))}${text}`;
  const period = periodOf(tally);
  return [
    style.bold(headlineOf(tally)),
    line('rows', `${rowsOf(tally, files)}, in ${(tookMs / 1000).toFixed(1)} s`),
    ...(period === undefined ? [] : [line('period', period)]),
    line('watched', watchedOf(tally)),
    ...(tally.kinds.size === 0 ? [] : [line('events', kindsOf(tally))]),
    ...(tally.changes.open === 0 ? [] : [line('alerts', alertsOf(tally))]),
    ...tally.stillOpen.map(({ kind, subject }) =>
      line('', `still open where the log ends: ${kind} on ${shortNameOf(subject)}`),
    ),
    ...littleKnownLines(tally).map((text) => line('learning', text)),
    ...learningLine(tally).map((text) => line('silence', text)),
    ...seldomLine(tally).map((text) => line('seldom', text)),
    ...hintsOf(tally).map((text) => line('note', text)),
  ].join('\n');
}

function headlineOf(tally: Tally): string {
  const { changes, rows } = tally;
  if (changes.open > 0) return `${countOf(changes.open, 'alert', 'alerts')} opened.`;
  if (rows === 0) return 'There was nothing to read.';
  const notJudged = whatWasNotJudged(tally);
  return notJudged === undefined ? 'Nothing found.' : `Nothing found, but too little was known of ${notJudged}.`;
}

function rowsOf(tally: Tally, { unreadable, control }: FileTally): string {
  const asides = [
    [unreadable, 'unreadable'],
    [tally.late, 'late'],
    [tally.repeated, 'repeated'],
    [tally.outOfTime, 'out of time'],
    [control, 'control messages'],
  ] as const;
  const told = asides.filter(([count]) => count > 0).map(([count, name]) => `${formatCount(count)} ${name}`);
  return [formatCount(tally.rows), ...told].join(', ');
}

function watchedOf({ functions, loginSources, logGroups }: Tally): string {
  const parts = [
    countOf(functions.size, 'function', 'functions'),
    countOf(loginSources.size, 'login source', 'login sources'),
  ];
  return `${parts.join(', ')} in ${countOf(logGroups.size, 'log group', 'log groups')}`;
}

const kindsOf = ({ kinds }: Tally): string =>
  [...kinds]
    .toSorted(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .map(([kind, count]) => `${formatCount(count)} ${kind}`)
    .join(' · ');

function alertsOf({ changes, opened, stillOpen }: Tally): string {
  const severities: readonly Severity[] = ['critical', 'warning', 'info'];
  const bySeverity = severities
    .filter((each) => opened[each] > 0)
    .map((each) => `${formatCount(opened[each])} ${each}`);
  return [
    `${formatCount(changes.open)} opened (${bySeverity.join(', ')})`,
    `${formatCount(changes.update)} updated`,
    `${formatCount(changes.resolve)} resolved`,
    `${formatCount(stillOpen.length)} still open`,
  ].join(', ');
}

function hintsOf({ late, rows, functions, loginSources, logGroups }: Tally): string[] {
  const hints: string[] = [];
  if (late > 0) {
    hints.push(
      'late rows are counted in their own minute but judged late; give files apart, not joined, to merge them by time',
    );
  }
  if (rows > 0 && functions.size + loginSources.size === 0) {
    const [name = ''] = [...logGroups].toSorted();
    hints.push(
      `no Lambda function and no login was seen; is ${plainText(name, 80)} the right log group? Try "vigil parse"`,
    );
  }
  return hints;
}
