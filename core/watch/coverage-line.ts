/** Says in one line what is watched and what is not: for the daily digest. */
import { countOf, formatCount, formatTime } from '../alert/figures';
import type { Coverage, Some } from './coverage';
import type { Gaps } from './gaps';

/** Older than three runs: the subscriber itself does not come round any more. */
const STALE_MS = 20 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const NAMES = 2;

/** Such as `41 of 43 functions watched. 1 blocked: slots held by datadog, newrelic. 1 never logged.` */
export function renderCoverageLine(coverage: Coverage | undefined, gaps: Gaps | undefined, nowMs: number): string {
  if (coverage === undefined) return 'What is watched is not known: the subscriber has not run yet.';
  return [
    watchedSentence(coverage),
    ...staleSentence(coverage, nowMs),
    ...blindSentences(coverage),
    ...gapSentences(gaps, nowMs),
  ].join(' ');
}

function watchedSentence({ functions, functionsWatched, groups, groupsWatched }: Coverage): string {
  const ofGroups = `${formatCount(groupsWatched)} of ${countOf(groups, 'log group', 'log groups')} watched`;
  if (functions === 0) return `${ofGroups}.`;
  const ofFunctions = `${formatCount(functionsWatched)} of ${countOf(functions, 'function', 'functions')}`;
  return groups === functions && groupsWatched === functionsWatched
    ? `${ofFunctions} watched.`
    : `${ofFunctions}, ${ofGroups}.`;
}

const staleSentence = ({ atMs }: Coverage, nowMs: number): string[] =>
  nowMs - atMs > STALE_MS ? [`That was at ${formatTime(atMs)}; the subscriber has not finished a run since.`] : [];

function blindSentences(coverage: Coverage): string[] {
  const { blocked, neverLogged, hidden, missing, unfit, failed, troubles } = coverage;
  const holders = [...new Set(blocked.first.flatMap(({ by }) => by))];
  return [
    ...(blocked.total > 0
      ? [`${formatCount(blocked.total)} blocked: slots held by ${holders.slice(0, 4).join(', ') || 'others'}.`]
      : []),
    ...told(neverLogged, 'never logged', (name) => name),
    ...told(hidden, 'with a log level that hides reports', (name) => name),
    ...told(missing, 'not there yet', (name) => name),
    ...told(unfit, 'of a class that takes no filters', ({ logGroup }) => logGroup),
    ...told(failed, 'failed', ({ logGroup }) => logGroup),
    ...troubles.map((trouble) => `Trouble: ${trouble}.`),
  ];
}

function told<Item>({ total, first }: Some<Item>, words: string, nameOf: (item: Item) => string): string[] {
  if (total === 0) return [];
  const names = first.slice(0, NAMES).map(nameOf).join(', ');
  return [`${formatCount(total)} ${words}: ${names}${total > NAMES ? ' and more' : ''}.`];
}

function gapSentences(gaps: Gaps | undefined, nowMs: number): string[] {
  if (gaps === undefined) return [];
  const lately = gaps.calls.filter(({ fromMs }) => nowMs - fromMs < DAY_MS);
  const mended = lately.reduce((sum, { counted, countedAfter }) => sum + Math.max(0, countedAfter - counted), 0);
  const open = lately.filter(({ lost }) => lost > 0);
  const lost = open.reduce((sum, gap) => sum + gap.lost, 0);
  const errors = gaps.deliveries
    .filter(({ toMs }) => nowMs - toMs < DAY_MS)
    .reduce((sum, each) => sum + each.errors, 0);
  return [
    ...(errors > 0 ? [`${countOf(errors, 'delivery', 'deliveries')} given up by CloudWatch.`] : []),
    ...(mended > 0 ? [`${countOf(mended, 'call', 'calls')} that did not reach Vigil read back from the log.`] : []),
    ...(lost > 0
      ? [
          `${countOf(lost, 'call', 'calls')} told by no line of a log, of ${countOf(new Set(open.map(({ functionName }) => functionName)).size, 'function', 'functions')}.`,
        ]
      : []),
  ];
}
