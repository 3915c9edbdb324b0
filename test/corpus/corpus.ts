/** Scores the parser on a corpus of log lines: `VIGIL_DATA=DIR npm run corpus`; fails where a line is misread. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLines } from '../../cli/read-lines';
import { parseMessage } from '../../core/log/parse';
import type { Parsed } from '../../core/log/parsed';
import { judgeHostile, judgeRow, type Verdict } from './judge';
import { judgePanther } from './panther';
import { readHostileRow, readRow, type Row } from './row';
import { judgeSshd, readSshdEvent, type SshdEvent } from './sshd';

/** A mistake in any other kind is shown and does not fail the run. */
const MUST_BE_EXACT = new Set([
  'report',
  'json-report',
  'init',
  'start',
  'end',
  'malformed',
  'hostile',
  'panther',
  'sshd',
]);
const SHOWN = 5;

interface Score {
  rows: number;
  exact: number;
  refused: number;
  readonly wrong: string[];
}

const scores = new Map<string, Score>();

async function main(): Promise<number> {
  const folder = process.env['VIGIL_DATA'];
  if (folder === undefined || folder === '') return skip('VIGIL_DATA is not set');
  const lines = join(folder, 'lambda-lines.ndjson');
  const hostile = join(folder, 'lambda-lines-hostile.ndjson');
  if (!existsSync(lines) || !existsSync(hostile))
    return skip(`${folder} has no lambda-lines.ndjson and lambda-lines-hostile.ndjson`);
  for await (const { line, text } of readLines(lines)) {
    const row: Row = readRow(text);
    const parsed = parseMessage(row.message);
    note(row.kind, line, row.message, parsed, judgeRow(row, parsed));
  }
  for await (const { line, text } of readLines(hostile)) {
    const row = readHostileRow(text);
    const parsed = parseMessage(row.message);
    note('hostile', line, row.message, parsed, judgeHostile(row, parsed));
  }
  await scorePanther(join(folder, 'logins/panther_analysis_tests/events.jsonl'));
  await scoreSshd(join(folder, 'logins/elastic_examples_sshd'));
  return print();
}

async function scorePanther(file: string): Promise<void> {
  if (!existsSync(file)) return void skip(`there is no ${file}`);
  let unlabelled = 0;
  for await (const { line, text } of readLines(file)) {
    const verdict = judgePanther(text);
    if (verdict === undefined) unlabelled += 1;
    else note('panther', line, text, { kind: 'other' }, verdict);
  }
  say(`panther: ${unlabelled} more events say nothing of a login and were read without a throw`);
}

async function scoreSshd(folder: string): Promise<void> {
  if (!existsSync(folder)) return void skip(`there is no ${folder}`);
  const events = new Map<number, SshdEvent[]>();
  for await (const { text } of readLines(join(folder, 'events.jsonl'))) {
    const event = readSshdEvent(text);
    events.set(event.line, [...(events.get(event.line) ?? []), event]);
  }
  for await (const { line, text } of readLines(join(folder, 'auth.log'))) {
    note('sshd', line, text, { kind: 'other' }, judgeSshd(text, events.get(line) ?? []));
    events.delete(line);
  }
  for (const line of events.keys()) note('sshd', line, '', { kind: 'other' }, { wrong: 'no such line' });
}

function skip(why: string): number {
  say(`SKIPPED corpus: ${why}`);
  return 0;
}

function note(kind: string, line: number, message: string, parsed: Parsed, verdict: Verdict): void {
  const score = scores.get(kind) ?? { rows: 0, exact: 0, refused: 0, wrong: [] };
  scores.set(kind, score);
  score.rows += 1;
  if (verdict === 'exact') score.exact += 1;
  else if (verdict === 'refused') score.refused += 1;
  else
    score.wrong.push(
      `line ${line}: ${verdict.wrong}\n      ${JSON.stringify(message.slice(0, 160))}\n      ${JSON.stringify(parsed)}`,
    );
}

function print(): number {
  say('kind            rows  exact  refused  wrong');
  for (const [kind, { rows, exact, refused, wrong }] of scores) {
    const columns = [rows, exact, refused, wrong.length].map((count, index) =>
      String(count).padStart([6, 7, 9, 7][index] ?? 0),
    );
    say(`${kind.padEnd(14)}${columns.join('')}`);
    for (const words of wrong.slice(0, SHOWN)) say(`    ${words}`);
  }
  say('Refused: a placeholder or a broken line, where no value is better than a wrong one.');
  say('Not scored: X-Ray ids, segment, sampled, tenant: Vigil does not read them.');
  const failed = [...scores].filter(([kind, { wrong }]) => MUST_BE_EXACT.has(kind) && wrong.length > 0);
  for (const [kind] of failed) say(`FAILED corpus: every row of kind ${kind} must be right`);
  return failed.length > 0 ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(): Promise<void> {
  process.exitCode = await main();
}

void run();
