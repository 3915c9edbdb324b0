/** Shows what is told of what is watched, and of what is not. */
import { MOST_NAMED, summarizeCoverage } from '../../../core/watch/coverage';
import { renderCoverageLine } from '../../../core/watch/coverage-line';
import { mergeGaps, type Gap, type Gaps } from '../../../core/watch/gaps';
import type { FunctionSeen, WatchedGroup, WatchState } from '../../../core/watch/ports';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const HOUR_MS = 3_600_000;
const group = (logGroup: string, state: WatchState, more: Partial<WatchedGroup> = {}): WatchedGroup => ({
  logGroup,
  state,
  atMs: 0,
  ...more,
});
const fn = (name: string, more: Partial<FunctionSeen> = {}): FunctionSeen => ({
  name,
  logGroup: `/aws/lambda/${name}`,
  configuration: {},
  hidesReports: false,
  ...more,
});
const gap = (more: Partial<Gap> = {}): Gap => ({
  functionName: 'checkout',
  fromMs: NOW - 9 * HOUR_MS,
  counted: 90,
  countedAfter: 100,
  lost: 0,
  ...more,
});
const gapsOf = (...calls: Gap[]): Gaps => ({ atMs: NOW, throughMs: NOW, calls, deliveries: [] });

const GROUPS = [
  group('/aws/lambda/a', 'watched'),
  group('/aws/lambda/b', 'full', { holders: ['datadog', 'newrelic'] }),
  group('/aws/lambda/c', 'missing'),
  group('/shop/all', 'watched'),
  group('/ecs/login', 'missing'),
  group('/rare', 'unfit', { why: 'class' }),
];
const FUNCTIONS = [
  fn('a'),
  fn('b'),
  fn('c'),
  fn('d', { logGroup: '/shop/all', hidesReports: true }),
  fn('e', { logGroup: '/shop/all' }),
  fn('unasked'),
  fn('Vigil-Analyzer-1', { logGroup: '/vigil/Vigil/analyzer' }),
];

it('counts functions by their log groups, and names what is not seen', () => {
  expect(summarizeCoverage({ groups: GROUPS, functions: FUNCTIONS, troubles: [] }, NOW)).toMatchObject({
    groups: 6,
    groupsWatched: 2,
    functions: 5,
    functionsWatched: 3,
    otherFunctions: 1,
    blocked: { total: 1, first: [{ logGroup: '/aws/lambda/b', by: ['datadog', 'newrelic'] }] },
    neverLogged: { total: 1, first: ['c'] },
    hidden: { total: 1, first: ['d'] },
    missing: { total: 1, first: ['/ecs/login'] },
    unfit: { total: 1, first: [{ logGroup: '/rare', why: 'class' }] },
  });
});

it('stays small, however much there is', () => {
  const groups = Array.from({ length: 10_000 }, (_, index) => group(`/x/${index}`, 'missing'));
  const { missing } = summarizeCoverage({ groups, functions: [], troubles: [] }, NOW);
  expect([missing.total, missing.first.length]).toEqual([10_000, MOST_NAMED]);
});

it.each<[string, Parameters<typeof summarizeCoverage>[0], Gaps | undefined, string]>([
  ['all well', { groups: [GROUPS[0]!], functions: [fn('a')], troubles: [] }, undefined, '1 of 1 function watched.'],
  [
    'log groups alone',
    { groups: [group('/ecs/login', 'watched')], functions: [], troubles: [] },
    undefined,
    '1 of 1 log group watched.',
  ],
  [
    'every blind spot',
    { groups: GROUPS, functions: FUNCTIONS, troubles: ['functions could not be listed'] },
    undefined,
    '3 of 5 functions, 2 of 6 log groups watched. 1 blocked: slots held by datadog, newrelic. 1 never logged: c. ' +
      '1 with a log level that hides reports: d. 1 not there yet: /ecs/login. 1 of a class that takes no filters: /rare. ' +
      'Trouble: functions could not be listed.',
  ],
  [
    'gaps of the last day',
    { groups: [GROUPS[0]!], functions: [fn('a')], troubles: [] },
    {
      ...gapsOf(
        gap(),
        gap({ fromMs: NOW - 8 * HOUR_MS, countedAfter: 90, lost: 4 }),
        gap({ fromMs: NOW - 30 * HOUR_MS, lost: 9 }),
      ),
      deliveries: [{ logGroup: '/a', fromMs: NOW - HOUR_MS, toMs: NOW, errors: 380 }],
    },
    '1 of 1 function watched. 380 deliveries given up by CloudWatch. 10 calls that did not reach Vigil read back from the log. ' +
      '4 calls told by no line of a log, of 1 function.',
  ],
])('says in a line: %s', (_, outcome, gaps, line) => {
  expect(renderCoverageLine(summarizeCoverage(outcome, NOW), gaps, NOW)).toBe(line);
});

it('says when the subscriber has not come round any more, or not yet', () => {
  const coverage = summarizeCoverage({ groups: [], functions: [], troubles: [] }, NOW - HOUR_MS);
  expect(renderCoverageLine(coverage, undefined, NOW)).toContain('the subscriber has not finished a run since');
  expect(renderCoverageLine(undefined, undefined, NOW)).toContain('the subscriber has not run yet');
});

it('keeps the gaps of two days, each hour of a function once, the newest first', () => {
  const before = gapsOf(gap({ fromMs: NOW - 50 * HOUR_MS }), gap({ lost: 7 }), gap({ functionName: 'login' }));
  const merged = mergeGaps(before, { ...gapsOf(gap(), gap({ fromMs: NOW - HOUR_MS })), atMs: NOW });
  expect(merged.calls.map(({ functionName, fromMs, lost }) => [functionName, (NOW - fromMs) / HOUR_MS, lost])).toEqual([
    ['checkout', 1, 0],
    ['checkout', 9, 0],
    ['login', 9, 0],
  ]);
});
