/** Renders all functions and login sources that are known, a line each. */
import { countOf, formatCount, formatMs } from '../../core/alert/figures';
import { cutText } from '../../core/alert/plain-text';
import type { TimelineStyle } from '../../core/alert/timeline';
import { shortNameOf } from '../../core/alert/words';
import type { FigureName } from '../../core/baseline/figures';
import type { Hour } from '../../core/baseline/hour';
import { learningOf } from '../../core/baseline/learning';
import { usualCalls } from '../../core/baseline/usual';
import { usualHour } from '../../core/baseline/usual-by-hour';
import { formatUsd } from '../../core/alert/figures';
import { hourWords } from './hour-words';
import type { Known } from './known';
import { weekCost } from './week-cost';

const NAME = 20;
const FIGURE = 9;

export function renderList(all: readonly Known[], hour: Hour, style: TimelineStyle): string {
  const functions = all.filter(({ series }) => series.kind === 'function');
  const sources = all.filter(({ series }) => series.kind === 'login-source');
  return [
    `${style.bold(whatIsKnown(functions.length, sources.length))}, ${hourWords(hour)}`,
    ...(functions.length === 0 ? [] : [style.dim(columns('function', ['calls/h', 'p50', 'p95', 'a month', '']))]),
    ...functions.map((known) => columns(shortNameOf(known.series), callColumns(known, hour))),
    ...(sources.length === 0 ? [] : [style.dim(columns('login source', ['logins/h', 'failed', '', '', '']))]),
    ...sources.map((known) => columns(shortNameOf(known.series), loginColumns(known, hour))),
  ].join('\n');
}

const whatIsKnown = (functions: number, sources: number): string =>
  `${countOf(functions, 'function', 'functions')}, ${countOf(sources, 'login source', 'login sources')}`;

const columns = (name: string, [a = '', b = '', c = '', d = '', status = '']: readonly string[]): string =>
  `  ${cutText(name, NAME).padEnd(NAME)}${[a, b, c, d].map((each) => each.padStart(FIGURE)).join('')}  ${status}`.trimEnd();

function callColumns({ profile, recent, pricedBy }: Known, hour: Hour): string[] {
  const usual = profile && usualHour(profile, hour);
  const lately = recent?.kind === 'function' ? usualCalls(recent) : undefined;
  const cost = profile && weekCost(profile, pricedBy);
  return [
    written(usual?.calls?.usual, formatCount),
    written(usual?.medianMs?.usual ?? lately?.medianMs, formatMs),
    written(usual?.p95Ms?.usual ?? lately?.p95Ms, formatMs),
    written(cost?.usdPerMonth, formatUsd),
    statusOf(profile),
  ];
}

function loginColumns({ profile }: Known, hour: Hour): string[] {
  const usual = profile && usualHour(profile, hour);
  const figure = (name: FigureName) => written(usual?.[name]?.usual, formatCount);
  return [figure('attempts'), figure('failedLogins'), '', '', statusOf(profile)];
}

const written = (figure: number | undefined, write: (figure: number) => string): string =>
  figure === undefined ? '–' : write(figure);

const statusOf = (profile: Known['profile']): string =>
  learningOf(profile) ?? `knows ${countOf(profile?.days ?? 0, 'day', 'days')}`;
