/** Renders what is usual for one function or login source as a table for people. */
import { countOf, formatCount, formatMs, formatShare } from '../../core/alert/figures';
import { plainText } from '../../core/alert/plain-text';
import type { TimelineStyle } from '../../core/alert/timeline';
import { placeNameOf } from '../../core/alert/words';
import { wrap } from '../../core/alert/wrap';
import { driftOf } from '../../core/baseline/day-ring';
import type { FigureName } from '../../core/baseline/figures';
import type { Hour } from '../../core/baseline/hour';
import { learningOf } from '../../core/baseline/learning';
import { usualCalls, usualLogins } from '../../core/baseline/usual';
import { usualHour } from '../../core/baseline/usual-by-hour';
import { formatUsd } from '../../core/alert/figures';
import { hourWords } from './hour-words';
import type { Known } from './known';
import { weekCost } from './week-cost';

const COLUMNS = 80;
const LABEL = 20;
const FIGURE = 12;
const BETWEEN = 22;

type Row = readonly [label: string, usual: string, between?: string, restsOn?: string];

/** What each figure is called, and how it is written; `billedMbMs` is in the cost. */
const FIGURES: readonly (readonly [name: FigureName, label: string, write: (figure: number) => string])[] = [
  ['calls', 'calls an hour', formatCount],
  ['failures', 'failures an hour', formatCount],
  ['coldStarts', 'cold starts an hour', formatCount],
  ['medianMs', 'duration p50', formatMs],
  ['p95Ms', 'duration p95', formatMs],
  ['p99Ms', 'duration p99', formatMs],
  ['initMs', 'init', formatMs],
  ['memoryMb', 'memory used, p95', (figure) => `${formatCount(figure)} MB`],
  ['billedMs', 'billed an hour', formatMs],
  ['attempts', 'logins an hour', formatCount],
  ['failedLogins', 'failed an hour', formatCount],
  ['unknownAccountShare', 'on no account', formatShare],
];

export function renderUsual(known: Known, hour: Hour, style: TimelineStyle): string {
  const { series, profile } = known;
  const learning = learningOf(profile);
  const rows = [...hourRows(known, hour), ...latelyRows(known), ...costRows(known), ...restRows(known)];
  const head: Row = ['', 'usual', 'half the hours within', 'rests on'];
  return [
    `${style.bold(placeNameOf(series))}, ${hourWords(hour)}${learning === undefined ? '' : ` · ${style.yellow(learning)}`}`,
    ...(profile === undefined ? [] : [style.dim(lineOf(head))]),
    ...rows.map(lineOf),
    ...[...notes(known)].flatMap((note) => labelled(note)),
  ].join('\n');
}

const lineOf = ([label, usual, between = '', restsOn = '']: Row): string =>
  `  ${label.padEnd(LABEL)}${usual.padEnd(FIGURE)}${between === '' && restsOn === '' ? '' : `${between.padEnd(BETWEEN)}  ${restsOn}`}`.trimEnd();

function labelled([label, text]: readonly [string, string]): string[] {
  const [first = '', ...rest] = wrap(text, COLUMNS - LABEL - 2);
  return [`  ${label.padEnd(LABEL)}${first}`, ...rest.map((line) => `  ${' '.repeat(LABEL)}${line}`)];
}

function hourRows({ profile }: Known, hour: Hour): Row[] {
  if (profile === undefined) return [];
  const usual = usualHour(profile, hour);
  return FIGURES.flatMap(([name, label, write]): Row[] => {
    const figure = usual[name];
    if (figure === undefined) return [];
    const [low, high] = [write(figure.low), write(figure.high)];
    return [[label, write(figure.usual), low === high ? '' : `${low} to ${high}`, figure.restsOn]];
  });
}

/** Where nothing is known by the hour yet, what was folded lately. */
function latelyRows({ recent, profile }: Known): Row[] {
  if (profile !== undefined || recent === undefined) return [];
  if (recent.kind === 'function') {
    const usual = usualCalls(recent);
    if (usual === undefined) return [];
    return [
      ['duration p50', formatMs(usual.medianMs), '± 5 %', 'lately'],
      ['duration p95', formatMs(usual.p95Ms), '± 5 %', 'lately'],
      ['duration p99', formatMs(usual.p99Ms), '± 5 %', 'lately'],
    ];
  }
  const usual = usualLogins(recent);
  if (usual === undefined) return [];
  return [
    ['failed a minute', usual.failuresPerMinute.toPrecision(2), '', 'lately'],
    ['share that fails', formatShare(usual.failureShare), '', 'lately'],
  ];
}

function costRows({ series, profile, pricedBy }: Known): Row[] {
  const cost = series.kind === 'function' && profile !== undefined ? weekCost(profile, pricedBy) : undefined;
  if (cost === undefined) return [];
  return [
    ['cost, 1,000 calls', formatUsd(cost.usdPerThousandCalls)],
    ['cost, a month', formatUsd(cost.usdPerMonth), `${formatCount(cost.calls)} calls a week`],
  ];
}

function restRows({ recent }: Known): Row[] {
  return recent?.kind === 'function' ? [['calls seen', formatCount(recent.calls)]] : [];
}

function* notes({ series, recent, profile, pricedBy }: Known): Generator<readonly [string, string]> {
  const minutes = countOf(recent?.minutes ?? 0, 'minute', 'minutes');
  yield [
    'rests on',
    profile === undefined
      ? `${minutes} with ${series.kind === 'function' ? 'calls' : 'logins'}; no hour is known yet`
      : `${countOf(profile.hours, 'hour', 'hours')} in ${countOf(profile.days, 'day', 'days')}, ${minutes} lately`,
  ];
  const drift = profile && driftOf(profile);
  if (drift !== undefined && Math.abs(drift.ratio - 1) > 0.1)
    yield ['drifts', `${formatMs(drift.from)} four weeks ago, ${formatMs(drift.to)} in the last week`];
  const version = profile?.versions.at(-1);
  if (version !== undefined)
    yield ['version', `${plainText(version.version, 20)} since ${hourWords(version.sinceHour)}`];
  const adopted = profile?.adopted.at(-1);
  if (adopted !== undefined)
    yield ['new level', `${formatMs(adopted.fromMs)} became ${formatMs(adopted.toMs)}, ${hourWords(adopted.hour)}`];
  const cost = series.kind === 'function' && profile !== undefined ? weekCost(profile, pricedBy) : undefined;
  if (cost !== undefined) yield ['cost assumes', cost.assumed.join('; ')];
}
