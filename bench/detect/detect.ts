/** `npm run bench:detect`: plants troubles in months of honest traffic and prints what the judge makes of both. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { goalsOf } from './goals';
import { PLANTED } from './incident';
import { daysOf, planJobs, runJob, type Job } from './jobs';
import { createKeptResults, type KeptResults } from './kept-results';
import { readOptions, USAGE } from './options';
import { renderSummary } from './render';
import type { SeriesResult } from './run-series';
import { summarize } from './summary';

type FromWorker = { readonly kind: 'day' } | { readonly kind: 'done'; readonly result: SeriesResult };

const BAR = 40;
/** Where there is no terminal, a line each time so much more is done. */
const TOLD_SHARE = 0.05;
/** Tells a process that it is one of the workers. */
const WORK = '--work';
/** A minute's buckets outlive the default of 16 MB, and are collected as old ones: a tenth of the time. */
const ROOM_FOR_YOUNG = '--max-semi-space-size=64';

async function run(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${USAGE}\n`);
    return 2;
  }
  const startedMs = performance.now();
  const jobs = planJobs(options);
  const results = await runAll(jobs, createKeptResults(options.keep, import.meta.url), createBar(jobs));
  const summary = summarize(results);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  const goals = goalsOf(summary);
  const text = options.isJson
    ? JSON.stringify({ options, seconds, planted: PLANTED, ...summary, goals })
    : `${renderSummary(summary)}\n\n${seconds} s, traffic: ${options.family}, seeds: ${options.seeds}`;
  process.stdout.write(`${text}\n`);
  return options.isGate && goals.some(({ isReached }) => !isReached) ? 1 : 0;
}

/** Results in the order of the jobs, however the cores shared them. */
async function runAll(
  jobs: readonly Job[],
  kept: KeptResults,
  tellDay: (days?: number) => void,
): Promise<SeriesResult[]> {
  const results: SeriesResult[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    const worker = fork(fileURLToPath(import.meta.url), [WORK], { execArgv: [ROOM_FOR_YOUNG] });
    while (next < jobs.length) {
      const at = next;
      next += 1;
      const job = jobs[at]!;
      const known = kept.read(job);
      if (known !== undefined) tellDay(daysOf(job));
      results[at] = known ?? (await runOn(worker, job, tellDay));
      kept.keep(job, results[at]);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, take));
  return results;
}

function runOn(worker: ChildProcess, job: Job, tellDay: () => void): Promise<SeriesResult> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.on('exit', (code) => reject(new Error(`${job.of} ${job.index} failed with ${code}`)));
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'day') tellDay();
      else resolve(message.result);
    });
    worker.send(job);
  });
}

/** The troubled weeks come on top of the days that are known, so the bar may stand at its end for a while. */
function createBar(jobs: readonly Job[]): (days?: number) => void {
  const all = jobs.reduce((sum, job) => sum + daysOf(job), 0);
  let days = 0;
  let told = 0;
  return (more = 1) => {
    days += more;
    const share = Math.min(1, days / all);
    if (!process.stderr.isTTY && share >= told + TOLD_SHARE) {
      told = share;
      process.stderr.write(`${Math.floor(share * 100)} % after ${Math.round(performance.now() / 1000)} s\n`);
    }
    if (!process.stderr.isTTY || days % 20 !== 0) return;
    const full = Math.round(share * BAR);
    const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
    process.stderr.write(`\r${bar} ${Math.floor(share * 100)} % ${share === 1 ? '\r\u001b[K' : ''}`);
  };
}

function work(): void {
  process.on('message', (job: Job) => {
    void runJob(job, () => process.send?.({ kind: 'day' })).then((result) => process.send?.({ kind: 'done', result }));
  });
}

if (process.argv.includes(WORK)) work();
else void run().then((exitCode) => (process.exitCode = exitCode));
