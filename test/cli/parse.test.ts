/** What `vigil parse` prints, and how it reads files that are not as they should be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { parseFiles, type ParseOptions } from '../../cli/parse';
import { UnreadableFile } from '../../cli/read-text';

const folder = mkdtempSync(join(tmpdir(), 'vigil-parse-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function parsed(
  files: readonly string[],
  stdin?: AsyncIterable<Uint8Array | string>,
  options: ParseOptions = {},
): Promise<unknown[]> {
  let text = '';
  const out = new Writable({
    highWaterMark: 10,
    write(chunk, _encoding, done) {
      text += String(chunk);
      lastPrinted = text;
      setImmediate(done);
    },
  });
  try {
    await parseFiles(files, out, { stdin, ...options });
  } finally {
    lastPrinted = text;
  }
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}
let lastPrinted = '';

const report =
  'REPORT RequestId: a1\tDuration: 1.50 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\tInit Duration: 9.00 ms\t\n';
const row = (message: string): string =>
  JSON.stringify({ logGroup: '/aws/lambda/x', logStream: 's', timestamp: 1, message });

const start = 'START RequestId: a1 Version: 1\n';
const many = <Each>(each: Each): Each[] => Array.from({ length: 1000 }, () => each);
const at = (seconds: number, message: string): string =>
  JSON.stringify({ logGroup: '/aws/lambda/x', logStream: 's', timestamp: seconds * 1000, message });

async function* byteByByte(text: string) {
  for (const byte of Buffer.from(text)) yield Buffer.from([byte]);
}

describe('parseFiles', () => {
  it.each([
    [
      'a REPORT',
      report,
      { kind: 'report', requestId: 'a1', durationMs: 1.5, billedMs: 2, memoryMb: 128, maxMemoryMb: 60, initMs: 9 },
    ],
    [
      'INIT_REPORT',
      'INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: timeout',
      { kind: 'init', initMs: 9, phase: 'init', status: 'timeout' },
    ],
    ['INIT_START', 'INIT_START Runtime Version: nodejs:24.v9', { kind: 'init' }],
    ['RESTORE_REPORT', 'RESTORE_REPORT Restore Duration: 9.00 ms', { kind: 'restore', restoreMs: 9 }],
    ['START', 'START RequestId: a1 Version: 1', { kind: 'start', requestId: 'a1' }],
    ['an extension', 'EXTENSION\tName: x\tState: Ready\tEvents: []', { kind: 'extension' }],
    [
      'a time-out',
      '2026-10-01T10:00:00.000Z a1 Task timed out after 3.00 seconds\n\n',
      { kind: 'failure', requestId: 'a1', durationMs: 3000, status: 'timeout', reason: 'timeout' },
    ],
    [
      'a login',
      '{"event":"authn_login_fail:bob","source_ip":"::FFFF:192.0.2.1","reason":"unknown user"}',
      {
        kind: 'login',
        outcome: 'failure',
        reason: 'USER_DOES_NOT_EXIST',
        user: 'bob',
        isKnownAccount: false,
        address: '192.0.2.1',
        format: 'owasp',
        isDeclared: false,
      },
    ],
    ['a refused line', 'REPORT RequestId: <id>', { kind: 'refused', why: 'REPORT without a request id' }],
    ['a long line', 'x'.repeat(1_200_000), { kind: 'other', truncated: true }],
  ])('prints %s', async (_, message, expected) => {
    expect(await parsed([file('row.ndjson', `${row(message)}\n`)])).toEqual([{ line: 1, ...expected }]);
  });

  it('takes a line that is no row for a message, and so an application’s own JSON that has one', async () => {
    const own = JSON.stringify({
      timestamp: '2026-10-01T10:00:00.000Z',
      level: 'INFO',
      requestId: 'a1',
      message: report,
    });
    const lines = ['END RequestId: a1', own, '', JSON.stringify({ message: 'END RequestId: a2' }), '{"message":1}'];
    expect(await parsed([file('plain.log', lines.join('\r\n'))])).toEqual([
      { line: 1, kind: 'end', requestId: 'a1' },
      { line: 2, kind: 'app', requestId: 'a1', level: 'INFO', message: report },
      { line: 3, kind: 'other' },
      { line: 4, kind: 'end', requestId: 'a2' },
      { line: 5, kind: 'app' },
    ]);
  });

  it.each([
    ['a second REPORT', [start, report, report], [undefined, undefined, /second REPORT/]],
    ['a REPORT before its START', [report, start, report], [/before its own START/, undefined, undefined]],
    [
      'a REPORT far before its START',
      [report, ...many('words'), start, report],
      [/before its own START/, ...many(undefined), undefined, undefined],
    ],
    ['the REPORT of a retry', [at(0, start), at(0, report), at(61, report)], [undefined, undefined, undefined]],
    ['REPORTs of two streams', [row(report), row(report).replace('"s"', '"t"')], [undefined, undefined]],
  ])('says whether to believe %s', async (_, lines, whys) => {
    const rows = await parsed([file('suspect.log', lines.map((line) => line.trimEnd()).join('\n'))]);
    expect(rows).toEqual(
      whys.map((why) =>
        why === undefined
          ? expect.not.objectContaining({ suspect: true })
          : expect.objectContaining({ suspect: true, why: expect.stringMatching(why) }),
      ),
    );
  });

  it('prints a row before the next has come, but for a REPORT that may still turn out to be forged', async () => {
    const printed: number[] = [];
    async function* input() {
      for (const piece of [`${start}${report}`, at(0, report), at(49, 'x'), at(51, 'x')]) {
        yield `${piece.trimEnd()}\n`;
        await new Promise((done) => setTimeout(done, 30));
        printed.push(lastPrinted.split('\n').length - 1);
      }
    }
    await parsed(['-'], input());
    expect(printed).toEqual([2, 2, 2, 5]);
    expect(lastPrinted.split('\n')).toHaveLength(6);
  });

  it('reads logins as their sources say, by log group or by the one that is named for all lines', async () => {
    const sourceOf = (logGroup: string) =>
      logGroup === '/aws/lambda/x' ? ({ format: 'api-gateway', routes: ['POST /login'] } as const) : undefined;
    const access = '{"httpMethod":"POST","resourcePath":"/login","status":"401","ip":"203.0.113.7"}';
    const expected = {
      kind: 'login',
      outcome: 'failure',
      address: '203.0.113.7',
      format: 'api-gateway',
      isDeclared: true,
    };
    const path = file('access.log', `${row(access)}\n${access}\n`);
    expect(await parsed([path], undefined, { sourceOf })).toEqual([{ line: 1, ...expected }, expect.anything()]);
    expect(await parsed([path], undefined, { sourceOf, logGroup: '/aws/lambda/x' })).toEqual([
      { line: 1, ...expected },
      { line: 2, ...expected },
    ]);
  });

  it('reads gzip whatever the file is called, and a last line without an end', async () => {
    const path = file('plain.txt', gzipSync('END RequestId: a1\nEND RequestId: é'));
    expect(await parsed([path])).toMatchObject([{ kind: 'end' }, { line: 2, kind: 'refused' }]);
  });

  it('reads standard input in pieces that cut lines and letters, and tells several files apart', async () => {
    const path = file('one.log', 'END RequestId: a3\n');
    expect(await parsed(['-', path], byteByByte('END RequestId: a1\n{"level":"é"}'))).toEqual([
      { file: '-', line: 1, kind: 'end', requestId: 'a1' },
      { file: '-', line: 2, kind: 'app', level: 'é' },
      { file: path, line: 1, kind: 'end', requestId: 'a3' },
    ]);
  });

  it('prints nothing for an empty file', async () => {
    expect(await parsed([file('empty', '')])).toEqual([]);
  });

  it.each([
    ['a missing file', () => join(folder, 'nowhere.log'), /nowhere\.log: no such file; give the path/],
    ['a directory', () => folder, /: is a directory; give the files in it/],
    ['damaged gzip', () => file('bad.gz', Buffer.from([0x1f, 0x8b, 9, 9, 9])), /bad\.gz: damaged gzip data/],
  ])('says what is wrong with %s', async (_, path, message) => {
    await expect(parsed([path()])).rejects.toThrow(message);
    await expect(parsed([path()])).rejects.toThrow(UnreadableFile);
  });

  it('prints what came before the place where a file is cut', async () => {
    const noise = Array.from(
      { length: 20_000 },
      (_, index) => `END RequestId: a${(index * 2_654_435_761) % 4_294_967_291}`,
    ).join('\n');
    const zipped = gzipSync(noise);
    const path = file('cut.gz', zipped.subarray(0, zipped.length - 1_000));
    await expect(parsed([path])).rejects.toThrow(/ends too early/);
    expect(lastPrinted.split('\n').length).toBeGreaterThan(1_000);
  });
});
