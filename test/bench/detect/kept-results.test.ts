/** What was found of a series is found again by the same code for the same job, and by no other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Job } from '../../../bench/detect/jobs';
import { createKeptResults } from '../../../bench/detect/kept-results';
import type { SeriesResult } from '../../../bench/detect/run-series';

const job: Job = {
  of: 'function',
  index: 3,
  seed: 1,
  options: { seeds: 1, family: 'tuned', isJson: false, troubles: ['gone-silent'], isQuick: false, isGate: false },
};
const result: SeriesResult = {
  isLogin: false,
  honestDays: 30,
  falseAlerts: { 'gone-silent': 1 },
  between: 0,
  fixedFalse: {},
  outcomes: [],
};

describe('kept results', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const bundle = (code: string): string => {
    const file = join(folder, `${code}.mjs`);
    writeFileSync(file, code);
    return pathToFileURL(file).href;
  };
  const kept = createKeptResults(join(folder, 'kept'), bundle('one'));
  kept.keep(job, result);

  it.each<[string, Job, string, SeriesResult | undefined]>([
    ['the same job', job, 'one', result],
    ['… printed otherwise', { ...job, options: { ...job.options, isJson: true } }, 'one', result],
    ['another series', { ...job, index: 4 }, 'one', undefined],
    ['another world', { ...job, seed: 2 }, 'one', undefined],
    ['the held-out family', { ...job, options: { ...job.options, family: 'held-out' } }, 'one', undefined],
    ['judged by other code', job, 'two', undefined],
  ])('%s', (_, asked, code, expected) => {
    expect(createKeptResults(join(folder, 'kept'), bundle(code)).read(asked)).toEqual(expected);
  });

  it('are none without a folder', () => {
    const none = createKeptResults(undefined, bundle('one'));
    none.keep(job, result);
    expect(none.read(job)).toBeUndefined();
  });
});
