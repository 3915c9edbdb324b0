/** Renders what is watched and what is not as a table, for 100 columns. */
import { formatCount, formatTime } from '../../core/alert/figures';
import type { TimelineStyle } from '../../core/alert/timeline';
import type { Coverage, Some } from '../../core/watch/coverage';
import { renderCoverageLine } from '../../core/watch/coverage-line';
import type { Gaps } from '../../core/watch/gaps';

const LABEL = 16;
const NAME = 48;
const NAMES = 20;

/** Nothing that should be watched is not, and nothing was lost in the last two days. */
export const isWhole = (coverage: Coverage, gaps: Gaps | undefined): boolean =>
  coverage.groupsWatched === coverage.groups &&
  coverage.troubles.length === 0 &&
  !(gaps?.calls ?? []).some(({ lost }) => lost > 0);

export function renderCoverage(coverage: Coverage, gaps: Gaps | undefined, nowMs: number, style: TimelineStyle): string {
  const section = <Item>(label: string, { total, first }: Some<Item>, row: (item: Item) => string[]): string[] => {
    const rest = total - Math.min(first.length, NAMES);
    return [
      ...first.slice(0, NAMES).map((item) => rowOf(label, row(item), style)),
      ...(rest > 0 ? [rowOf('', [`and ${formatCount(rest)} more`], style)] : []),
    ];
  };
  return [
    style.bold(renderCoverageLine(coverage, gaps, nowMs)),
    '',
    ...coverage.troubles.map((trouble) => rowOf('trouble', [trouble], style)),
    ...section('blocked', coverage.blocked, ({ logGroup, by }) => [logGroup, `slots held by ${by.join(', ')}`]),
    ...section('never logged', coverage.neverLogged, (name) => [name]),
    ...section('hides reports', coverage.hidden, (name) => [name, 'its system log level is WARN: set INFO']),
    ...section('not there yet', coverage.missing, (name) => [name]),
    ...section('takes no filter', coverage.unfit, ({ logGroup, why }) => [logGroup, why]),
    ...section('failed', coverage.failed, ({ logGroup, why }) => [logGroup, why]),
    ...section('refused', coverage.refused, ({ logGroup, why }) => [logGroup, why]),
    ...gapRows(gaps, style),
    rowOf('asked for', [`${formatCount(coverage.otherFunctions)} other functions of the account are not to be watched`], style),
    rowOf('as of', [formatTime(coverage.atMs)], style),
  ].join('\n');
}

const rowOf = (label: string, [name = '', ...rest]: readonly string[], style: TimelineStyle): string =>
  `${style.dim(label.padEnd(LABEL))}${rest.length === 0 ? name : `${name.padEnd(NAME)} ${rest.join(' ')}`}`;

function gapRows(gaps: Gaps | undefined, style: TimelineStyle): string[] {
  const calls = (gaps?.calls ?? []).slice(0, NAMES).map(({ functionName, fromMs, counted, countedAfter, lost }) => {
    const mended = countedAfter - counted;
    const what = [
      ...(mended > 0 ? [`${formatCount(mended)} calls read back`] : []),
      ...(mended < 0 ? [`${formatCount(-mended)} calls counted too often, put right`] : []),
      ...(lost > 0 ? [`${formatCount(lost)} calls told by no line`] : []),
      ...(lost < 0 ? [`${formatCount(-lost)} calls more than Lambda made`] : []),
    ];
    return rowOf('gap', [functionName, `${formatTime(fromMs)}: ${what.join(', ')}`], style);
  });
  const deliveries = (gaps?.deliveries ?? [])
    .slice(0, NAMES)
    .map(({ logGroup, fromMs, errors }) =>
      rowOf('not delivered', [logGroup, `${formatTime(fromMs)}: ${formatCount(errors)} deliveries given up`], style),
    );
  return [...calls, ...deliveries];
}
