/** Shows what `vigil coverage` prints, and when it exits with 1. */
import { tellCoverageOf } from '../../cli/coverage';
import { summarizeCoverage, type Coverage } from '../../core/watch/coverage';
import type { Gaps } from '../../core/watch/gaps';
import type { WatchedGroup } from '../../core/watch/ports';
import { captureTerminal } from './capture-terminal';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const WATCHED: WatchedGroup = { logGroup: '/aws/lambda/a', state: 'watched', atMs: 0 };
const FULL: WatchedGroup = { logGroup: '/aws/lambda/b', state: 'full', atMs: 0, holders: ['datadog', 'newrelic'] };
const fn = (name: string) => ({ name, logGroup: `/aws/lambda/${name}`, configuration: {}, hidesReports: name === 'a' });

const coverageOf = (...groups: WatchedGroup[]): Coverage =>
  summarizeCoverage({ groups, functions: [fn('a'), fn('b')], troubles: [] }, NOW);
const GAPS: Gaps = {
  atMs: NOW,
  throughMs: NOW,
  calls: [{ functionName: 'a', fromMs: NOW - 9 * 3_600_000, counted: 5, countedAfter: 1_909, lost: 3 }],
  deliveries: [{ logGroup: '/aws/lambda/a', fromMs: NOW - 9 * 3_600_000, toMs: NOW - 8 * 3_600_000, errors: 380 }],
};

async function run(coverage: Coverage | undefined, gaps: Gaps | undefined, json = false) {
  const terminal = captureTerminal();
  const store = { read: async () => coverage, readGaps: async () => gaps };
  const exitCode = await tellCoverageOf(store, json, terminal, NOW, 'T');
  return { exitCode, printed: terminal.outs.join('\n') };
}

it('says who holds a slot, whose level hides reports, and what was lost; and exits with 1', async () => {
  const { exitCode, printed } = await run(coverageOf(WATCHED, FULL), GAPS);
  expect(exitCode).toBe(1);
  expect(printed).toMatch(/^1 of 2 functions watched\. 1 blocked: slots held by datadog, newrelic\./);
  expect(printed).toMatch(/blocked {9}\/aws\/lambda\/b +slots held by datadog, newrelic/);
  expect(printed).toMatch(/hides reports +a +its system log level is WARN/);
  expect(printed).toMatch(/gap +a +.*01:00.*: 1,904 calls read back, 3 calls told by no line/);
  expect(printed).toMatch(/not delivered +\/aws\/lambda\/a +.*: 380 deliveries given up/);
});

it('exits with 0 where all is watched, and prints JSON for programs', async () => {
  const whole = coverageOf(WATCHED);
  const { exitCode, printed } = await run(whole, undefined, true);
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toEqual({ coverage: whole });
});

it('says so where the subscriber has not run yet', async () => {
  await expect(run(undefined, undefined)).rejects.toThrow('T does not say what is watched yet');
});
