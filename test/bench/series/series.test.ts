import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeSeries } from '../../core/detect/surprise/made-series';

const ROOT = join(__dirname, '../../..');
const ROWS = 4000;
const TROUBLE = [3000, 3060] as const;

const timeOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');

function csvOf(rows: number, trouble?: readonly [number, number]): string {
  const lines = madeSeries(ROWS, trouble).slice(0, rows);
  return `timestamp,value\n${lines.map(({ value, atMs }) => `${timeOf(atMs)},${value.toFixed(2)}\n`).join('')}`;
}

describe('npm run bench:series', () => {
  let folder = '';
  const bench = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'bench/series.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigil-series-'));
    put('whole/group/calm.csv', csvOf(ROWS));
    put('whole/group/wild.csv', csvOf(ROWS, TROUBLE));
    put('cut/group/wild.csv', csvOf(3010, TROUBLE));
    put('bad/group/good.csv', csvOf(50));
    put('bad/group/broken.csv', 'timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,Infinity\n');
    const [first, last] = [TROUBLE[0], TROUBLE[1] - 1].map((row) => timeOf(madeSeries(ROWS)[row]!.atMs));
    put('whole/windows.json', JSON.stringify({ 'group/calm.csv': [], 'group/wild.csv': [[first, last]] }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('scores every row from the first, and the benchmark’s figures beside the controls', () => {
    const { stdout, stderr, status } = bench(join(folder, 'whole'), join(folder, 'out'));
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toMatch(/^group\/wild\.csv +4000 +0 +\d+ +\d+$/m);
    const [, judge] = /^this judge, 2 series +(\S+)/m.exec(stdout) ?? [];
    expect(Number(judge)).toBeGreaterThan(90);
    expect(stdout).toMatch(/^control: say nothing +0\.0 +0\.0 +0\.0$/m);
    const written = readFileSync(join(folder, 'out/group/wild.csv'), 'utf8').trimEnd().split('\n');
    const came = csvOf(ROWS, TROUBLE).trimEnd().split('\n');
    expect(written[0]).toBe('timestamp,value,anomaly_score');
    expect(written.slice(1).map((line) => line.slice(0, line.lastIndexOf(',')))).toEqual(came.slice(1));
    expect(written.slice(1).every((line) => /,(0|1|0\.\d{1,6})$/.test(line))).toBe(true);
  });

  it('writes the same for a piece as for the whole', () => {
    expect(bench(join(folder, 'cut'), join(folder, 'out-cut')).stdout).toContain('no score');
    const whole = readFileSync(join(folder, 'out/group/wild.csv'), 'utf8');
    expect(whole.startsWith(readFileSync(join(folder, 'out-cut/group/wild.csv'), 'utf8'))).toBe(true);
  });

  it('tells a bad file with its line and scores the others', () => {
    const { stderr, stdout, status } = bench(join(folder, 'bad'), join(folder, 'out-bad'));
    expect(status).toBe(1);
    expect(stderr).toContain(
      join('group', 'broken.csv') + ', line 3, must have a finite number as value, got "Infinity"',
    );
    expect(stdout).toMatch(/^group\/good\.csv +50/m);
  });

  it('writes a series that has no windows, and leaves it out of the score', () => {
    put('odd/windows.json', JSON.stringify({ 'group/wild.csv': [] }));
    put('odd/group/calm.csv', csvOf(50));
    const { stderr, stdout, status } = bench(join(folder, 'odd'), join(folder, 'out-odd'));
    expect(status).toBe(1);
    expect(stderr).toContain('has no entry among the windows; it is written, and left out of the score');
    expect(stdout).toContain('no score: none of these series has a labelled window');
    expect(readFileSync(join(folder, 'out-odd/group/calm.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(51);
  });

  it.each([
    ['nothing', [], 'use: npm run bench:series'],
    ['a folder without series', ['test/fixtures', 'x'], 'has no series'],
    ['windows that are not there', ['WHOLE', 'OUT', '--windows', 'no.json'], 'there is no file no.json'],
    ['windows that are a folder', ['WHOLE', 'OUT', '--windows', 'test'], 'there is no file test'],
    ['an option that it does not know', ['WHOLE', 'OUT', '--foo'], "Unknown option '--foo'"],
    ['OUT that is a file', ['WHOLE', 'package.json'], 'package.json is a file'],
    ['OUT among the series', ['WHOLE', 'WHOLE/out'], 'OUT must lie outside'],
  ])('refuses %s', (_, args, why) => {
    const named = args.map((arg) => arg.replace('WHOLE', join(folder, 'whole')).replace(/^OUT/, join(folder, 'out')));
    const { stderr, status } = bench(...named);
    expect(status).toBe(2);
    expect(stderr).toContain(why);
  });
});
