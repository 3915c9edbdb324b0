import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { saveForm } from '../../cli/demo/save-forms';
import type { Form } from '../../cli/replay/sniff';
import { vigil } from '../../cli/vigil';
import { captureTerminal } from './capture-terminal';
import { smallDay } from './small-day';

jest.setTimeout(120_000);
const folder = mkdtempSync(join(tmpdir(), 'vigil-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const terminal = captureTerminal();
  const code = await vigil(args, terminal);
  return { code, outs: terminal.outs, errs: terminal.errs.join('\n') };
}

function save(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const at = (minute: number) => Date.parse('2026-11-19T10:00:00Z') + minute * 60_000;
const row = (minute: number, message = 'hello', logGroup: string | undefined = '/aws/lambda/a') =>
  `${JSON.stringify({ logGroup, logStream: 's', timestamp: at(minute), message })}\n`;
const TIMED_OUT =
  'REPORT RequestId: 00000000-0000-4000-8000-000000000001\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\tStatus: timeout\n';

const quiet = save('quiet.ndjson', row(0));
const troubled = save('troubled.ndjson', row(0, TIMED_OUT));
const bare = save('bare.ndjson', row(0, 'hello', ''));
const plain = save('plain.txt', 'no log at all\n');

it.each<[string, string[], number, RegExp]>([
  ['no trouble', ['replay', quiet], 0, /^$/],
  ['trouble without --fail-on', ['replay', troubled], 0, /^$/],
  ['trouble as bad as asked for', ['replay', troubled, '--fail-on', 'warning'], 1, /^$/],
  ['trouble worse than asked for', ['replay', troubled, '--fail-on', 'info'], 1, /^$/],
  ['trouble less bad than asked for', ['replay', troubled, '--fail-on', 'critical'], 0, /^$/],
  ['no trouble with --fail-on', ['replay', quiet, '--fail-on', 'info'], 0, /^$/],
  ['no command', [], 2, /Usage: vigil/],
  ['an unknown command', ['watch'], 2, /^vigil: unknown command 'watch'/],
  ['an unknown option', ['replay', quiet, '--colour'], 2, /^vigil: unknown option '--colour'/],
  ['an unknown severity', ['replay', quiet, '--fail-on', 'bad'], 2, /Allowed are info, warning, critical/],
  ['no file', ['replay'], 2, /^vigil: missing required argument 'file'/],
  ['a missing file', ['replay', join(folder, 'nowhere')], 2, /^vigil: .*nowhere: no such file; give the path/],
  ['a missing file beside a good one', ['replay', quiet, join(folder, 'nowhere')], 2, /nowhere: no such file/],
  ['a directory', ['replay', folder], 2, /is a directory; give the files in it/],
  ['a directory to parse', ['parse', folder], 2, /is a directory; give the files in it/],
  ['one file twice', ['replay', quiet, quiet], 2, /quiet\.ndjson is given twice/],
  ['plain lines', ['replay', plain], 2, /plain\.txt: in none of the forms .* "vigil parse"/],
  ['rows without a log group', ['replay', bare], 2, /bare\.ndjson: .* add --log-group .*bare\.ndjson=/],
  ['rows whose log group is named', ['replay', bare, '--log-group', '/aws/lambda/b'], 0, /^$/],
  ['rows whose log group is named by file', ['replay', bare, '--log-group', `${bare}=/aws/lambda/b`], 0, /^$/],
  [
    'a log group for another file',
    ['replay', bare, '--log-group', `x=/aws/lambda/b`],
    2,
    /x=… names a file that is not/,
  ],
  [
    'no name of a log group',
    ['replay', bare, '--log-group', 'my group'],
    2,
    /such as \/aws\/lambda\/checkout, got "my group"/,
  ],
  ['a seed that is none', ['demo', '--seed', 'x'], 2, /whole number/],
  ['a form that is none', ['demo', '--form', 'xml'], 2, /Allowed choices are ndjson/],
])('ends well with %s', async (_, args, code, errs) => {
  const found = await run(...args);
  expect(found.code).toBe(code);
  expect(found.errs).toMatch(errs);
  expect(found.errs).not.toMatch(/\n\s+at /); // no stack trace
});

it('tells of rows it cannot read with file and line, ten at most, and of the count', async () => {
  const broken = save('broken.ndjson', row(0) + 'nonsense\n'.repeat(12) + row(1) + row(2).slice(0, 20));
  const { code, outs, errs } = await run('replay', broken);
  expect(code).toBe(0);
  expect(errs.split('\n')).toEqual([
    ...Array.from({ length: 10 }, (_, at) => `${broken}:${at + 2}: row not read: not a whole JSON object`),
    '3 more rows not read',
  ]);
  expect(outs.join('\n')).toMatch(/2, 13 unreadable/);
});

it('prints with --json one object a line, the tally last and nothing else', async () => {
  const { outs } = await run('replay', troubled, '--json');
  const objects = outs.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(objects.map(({ type }) => type)).toEqual(['alert', 'tally']);
  expect(objects[0]).toMatchObject({ change: 'open', kind: 'timeouts', severity: 'warning', subject: 'a' });
  expect(objects[1]).toMatchObject({ rows: 1, unreadable: 0, functions: ['a'], logGroups: ['/aws/lambda/a'] });
});

const call = (minute: number, nth = 0) =>
  row(minute, TIMED_OUT.replace('\tStatus: timeout', '').replace('0001', String(minute * 10 + nth).padStart(4, '0')));
const LOGIN = '{"event":"authn_login_fail:alice","source_ip":"203.0.113.7"}';

it.each<[string, string, string[]]>([
  [
    'a function called once',
    call(0),
    [
      'Nothing found, but too little was known of 1 of 1 functions to judge how long its calls take.',
      'period    2026-11-19 10:00 to 2026-11-19 10:00 UTC (1 minute)',
      'learning  a: known from 0 of 60 minutes, learning 0 of 7 days',
      'silence   learning 0 of 7 days: until then 1 function may go silent unnoticed',
    ],
  ],
  [
    'a function called for three days, but seldom',
    Array.from({ length: 300 }, (_, at) => call(at * 14)).join(''),
    [
      'Nothing found, but too little was known of 1 of 1 functions to judge how long its calls take.',
      '(2 days 21 hours)',
      'seldom    a: called too seldom to judge how long its calls take',
    ],
  ],
  [
    'a function called in minutes enough, but not often enough',
    Array.from({ length: 80 }, (_, at) => call(at) + (at % 2 ? call(at, 1) : '')).join(''),
    ['Nothing found, but too little was known of 1 of 1 functions to judge how long its calls take.', ' of 200 calls'],
  ],
  [
    'a login source seen once',
    row(0, LOGIN, '/ecs/web'),
    ['Nothing found, but too little was known of 1 of 1 login sources to notice a small attack.'],
  ],
  [
    'a function known well',
    Array.from({ length: 120 }, (_, at) => call(at) + call(at, 1)).join(''),
    ['Nothing found.\n', '(2 hours)'],
  ],
])('says when it found nothing, and what it could not judge: %s', async (name, rows, says) => {
  const { outs } = await run('replay', save(`${name.slice(0, 30)}.ndjson`, rows));
  for (const each of says) expect(outs.join('\n')).toContain(each);
  if (says[0] === 'Nothing found.\n') expect(outs.join('\n')).not.toMatch(/known from|seldom/);
});

it.each([
  [['help'], /^Usage: vigil \[options\] \[command\]/],
  [['help', 'replay'], /^Usage: vigil replay/],
])('prints help for %s', async (args, usage) => {
  const { code, outs, errs } = await run(...args);
  expect({ code, errs }).toEqual({ code: 0, errs: '' });
  expect(outs.join('\n')).toMatch(usage);
});

it('prints what it parsed, a line for each line, with --json as without', async () => {
  const file = save('three.log', 'one\ntwo\nthree\n');
  const { code, outs } = await run('parse', file);
  expect(code).toBe(0);
  expect(outs.join('\n').split('\n')).toEqual([1, 2, 3].map((line) => JSON.stringify({ line, kind: 'other' })));
  expect(await run('parse', '--json', file)).toMatchObject({ code: 0, outs });
});

it('prints what it parsed before a file that it cannot read', async () => {
  const { code, outs, errs } = await run('parse', plain, join(folder, 'nowhere'));
  expect(code).toBe(2);
  expect(outs).toEqual([JSON.stringify({ file: plain, line: 1, kind: 'other' })]);
  expect(errs).toMatch(/^vigil: .*nowhere: no such file/);
});

const saved = (form: Form, name: string, zip = false) => {
  const text = saveForm(form, smallDay().slice(0, 50))[0]?.text ?? '';
  return save(name, zip ? gzipSync(text) : text);
};

it.each<[string, string, RegExp]>([
  [
    'the output of filter-log-events',
    saved('filter-log-events', 'events.json'),
    /^\S+events\.json looks like the output of aws logs filter-log-events: parse reads NDJSON rows or plain lines; replay reads this form$/,
  ],
  ['the same gzipped', saved('filter-log-events', 'events.json.gz', true), /looks like the output of aws logs/],
  ['subscription payloads', saved('payloads', 'sent.payloads'), /sent\.payloads looks like subscription payloads: /],
  ['NDJSON rows', saved('ndjson', 'rows.ndjson'), /^$/],
  ['an S3 export, which plain lines can look like', saved('s3-export', 'export.log'), /^$/],
  ["an application's own JSON lines", save('own.log', '{"level":"INFO","events":[1]}\n{"messageType":"x"}\n'), /^$/],
  ['plain lines', plain, /^$/],
])('says of a file to parse what replay would read: %s', async (_, file, errs) => {
  const found = await run('parse', file);
  expect(found.code).toBe(0);
  expect(found.errs).toMatch(errs);
});

it('asks after the log group where nothing that Vigil knows was seen', async () => {
  const { outs } = await run('replay', save('other.ndjson', row(0, 'hello', '/ecs/web')));
  expect(outs.join('\n')).toMatch(/no Lambda function and no login was seen; is \/ecs\/web the right log group/);
});

it('finds the same in one day in each of the four forms, plain and gzipped, byte for byte', async () => {
  const rows = smallDay();
  const found: Record<string, string[]> = {};
  for (const form of ['ndjson', 'filter-log-events', 's3-export', 'payloads'] satisfies Form[]) {
    for (const zip of [false, true]) {
      const args = saveForm(form, rows).flatMap(({ logGroup, name, text }) => {
        const path = save(`${form}-${zip}-${name}`, zip ? gzipSync(text) : text);
        return logGroup === '' ? [path] : [path, '--log-group', `${path}=${logGroup}`];
      });
      const { code, outs, errs } = await run('replay', '--json', ...args);
      expect({ code, errs }).toEqual({ code: 0, errs: '' });
      found[`${form} ${zip}`] = outs.slice(0, -1);
      expect(JSON.parse(outs.at(-1) ?? '')).toMatchObject({ rows: rows.length, unreadable: 0, late: 0, repeated: 0 });
    }
  }
  const first = found['ndjson false'] ?? [];
  expect(first.length).toBeGreaterThanOrEqual(4);
  for (const lines of Object.values(found)) expect(lines).toEqual(first);
});
