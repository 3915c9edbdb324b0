/**
 * `VIGIL_DATA=DIR npm run bench:crowdsec`: replays the brute-force logs of sshd and ConsoleLogin from CrowdSec's own tests, each
 * alone and from nothing learned, and lists who was found at the presets; fails where `sensitive` misses an expected source.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import type { Alert } from '../../core/alert/alert';
import { checkDetectors } from '../../core/detect/detector-settings';
import type { Preset } from '../../core/detect/login-attack-rule';
import { readJsonObject } from '../../core/log/json';
import type { Ordered } from '../../cli/replay/order-rows';
import type { LogRow } from '../../cli/replay/read-file';
import { replay } from '../../cli/replay/replay';

interface Case {
  readonly test: string;
  readonly log: string;
  readonly expected: readonly string[];
}

const BRUTE_FORCE = /^(?:ssh|sshd)-(?:.+-)?bf$|^aws-bf$/;
const PRESETS: readonly Preset[] = ['sensitive', 'default'];
/** The lines of syslog name no year. */
const YEAR = 2025;

async function main(): Promise<number> {
  const folder = join(process.env['VIGIL_DATA'] ?? '', 'logins/crowdsec_hub_tests');
  if (!existsSync(join(folder, 'index.jsonl'))) {
    say('SKIPPED crowdsec: VIGIL_DATA names no folder with logins/crowdsec_hub_tests');
    return 0;
  }
  let missed = 0;
  for (const { test, log, expected } of readCases(join(folder, 'index.jsonl'))) {
    const rows = readRows(join(folder, log), test);
    for (const preset of PRESETS) {
      const alerts = await replayRows(rows, preset);
      const told = new Map(alerts.flatMap(({ addresses }) => addresses.map((each) => [each.address, each] as const)));
      const lost = expected.filter((address) => !told.has(address));
      const more = [...told.keys()].filter((address) => !expected.includes(address));
      if (preset === 'sensitive') missed += lost.length;
      const shapes = new Set(alerts.map(({ evidence }) => ('shape' in evidence ? evidence.shape : evidence.kind)));
      say(
        `${test.padEnd(24)}${preset.padEnd(10)}${String(expected.length - lost.length).padStart(2)} of ${expected.length} expected` +
          `, ${more.length} more, ${alerts.filter(({ change }) => change === 'open').length} opened` +
          `  ${[...shapes].join(', ')}${lost.length > 0 ? `  not found: ${lost.join(' ')}` : ''}${more.length > 0 ? `  also: ${more.join(' ')}` : ''}`,
      );
    }
  }
  if (missed > 0) say(`FAILED crowdsec: ${missed} expected sources were not found at sensitive`);
  return missed > 0 ? 1 : 0;
}

const readCases = (file: string): Case[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const row = readJsonObject(line);
      if (row === undefined || !BRUTE_FORCE.test(String(row['test']))) return [];
      const sources = row['expected_sources'];
      const expected = Array.isArray(sources) ? sources.map(String) : [];
      return [{ test: String(row['test']), log: String(row['log']), expected }];
    });

const readRows = (file: string, logGroup: string): LogRow[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((message) => message.trim() !== '')
    .map((message) => ({ kind: 'row' as const, logGroup, logStream: 'host', timestampMs: timeOf(message), message }))
    .toSorted((one, other) => one.timestampMs - other.timestampMs);

function timeOf(line: string): number {
  const eventTime = readJsonObject(line)?.['eventTime'];
  return Date.parse(typeof eventTime === 'string' ? eventTime : `${line.slice(0, 6)} ${YEAR} ${line.slice(7, 15)} UTC`);
}

async function replayRows(rows: readonly LogRow[], preset: Preset): Promise<Alert[]> {
  const { rules } = checkDetectors({ 'login-attack': { preset } });
  const world = { memory: createMemory(), hasher: createHasher('crowdsec'), rules };
  const alerts: Alert[] = [];
  for await (const alert of replay(inOrder(rows), world)) alerts.push(alert);
  return alerts;
}

async function* inOrder(rows: readonly LogRow[]): AsyncGenerator<Ordered> {
  yield { rows, late: 0, repeated: 0 };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(): Promise<void> {
  process.exitCode = await main();
}

void run();
