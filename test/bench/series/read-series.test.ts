import { readSeries, readTimestamp } from '../../../bench/series/read-series';
import { readWindows, windowRows } from '../../../bench/series/read-windows';

const head = 'timestamp,value\n';

describe('a series as CSV', () => {
  it('keeps times and values as they came', () => {
    const read = readSeries(`${head}2014-04-01 00:05:00,1.50\r\n2014-04-01T00:10:00Z,-2e3\n`);
    expect(read).toEqual({
      kind: 'series',
      rows: [
        { timestamp: '2014-04-01 00:05:00', valueText: '1.50', atMs: Date.UTC(2014, 3, 1, 0, 5), value: 1.5 },
        { timestamp: '2014-04-01T00:10:00Z', valueText: '-2e3', atMs: Date.UTC(2014, 3, 1, 0, 10), value: -2000 },
      ],
    });
  });

  it.each(['', ' ', 'NaN', 'nan', 'NA', 'null'])('reads "%s" as no value', (text) => {
    const read = readSeries(`${head}2014-04-01 00:05:00,${text}\n`);
    expect(read.kind === 'series' && read.rows[0]?.value).toBeNaN();
  });

  it.each([
    ['nothing', '', 1, 'empty'],
    ['no header', '2014-04-01 00:05:00,1\n', 1, 'header "timestamp,value", got "2014-04-01 00:05:00,1"'],
    ['a column too many', `${head}2014-04-01 00:05:00,1,2\n`, 2, 'two fields'],
    ['one field', `${head}2014-04-01 00:05:00\n`, 2, 'two fields'],
    ['an empty line within', `${head}2014-04-01 00:05:00,1\n\n2014-04-01 00:05:00,1\n`, 3, 'two fields'],
    [
      'no time',
      `${head}2014-04-01 00:05:00,1\nyesterday,1\n`,
      3,
      'a time such as 2014-04-01 00:05:00, got "yesterday"',
    ],
    ['no such day', `${head}2014-13-01 00:05:00,1\n`, 2, 'a time'],
    ['a word', `${head}2014-04-01 00:05:00,many\n`, 2, 'finite number as value, got "many"; leave the field empty'],
    ['Infinity', `${head}2014-04-01 00:05:00,Infinity\n`, 2, 'finite number as value, got "Infinity"'],
    ['-inf', `${head}2014-04-01 00:05:00,-inf\n`, 2, 'finite number'],
    ['a number too large', `${head}2014-04-01 00:05:00,1e999\n`, 2, 'finite number'],
    ['hexadecimals', `${head}2014-04-01 00:05:00,0x10\n`, 2, 'finite number'],
  ])('tells the line and the cure of %s', (_, text, line, why) => {
    expect(readSeries(text)).toMatchObject({ kind: 'unreadable', line, why: expect.stringContaining(why) });
  });

  it('shows no more than the beginning of a long text', () => {
    const read = readSeries(`${head}2014-04-01 00:05:00,${'x'.repeat(100_000)}\n`);
    expect(read.kind === 'unreadable' && read.why.length).toBeLessThan(200);
  });
});

describe('labelled windows', () => {
  const read = readSeries(`${head}2014-04-01 00:00:00,1\n2014-04-01 00:05:00,1\n2014-04-01 00:10:00,1\n`);
  const rows = read.kind === 'series' ? read.rows : [];

  it('fit rows by their times', () => {
    const windows = readWindows('{"a/b.csv":[["2014-04-01 00:05:00.000000","2014-04-01 00:10:00.000000"]]}');
    expect(typeof windows !== 'string' && windowRows(rows, windows.get('a/b.csv')!)).toEqual([[1, 2]]);
    expect(readTimestamp('2014-04-01 00:05:00.000000')).toBe(rows[1]?.atMs);
  });

  it('that fit no row are told', () => {
    expect(windowRows(rows, [['2014-04-01 00:05:01', '2014-04-01 00:10:00']])).toContain('no rows at');
    expect(windowRows(rows, [['2014-04-01 00:10:00', '2014-04-01 00:05:00']])).toContain('no rows at');
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'must be an object'],
    ['{"a":1}', 'at "a"'],
    ['{"a":[["x"]]}', 'at "a"'],
    ['{"a":[[1,2]]}', 'at "a"'],
  ])('%s is told', (text, why) => expect(readWindows(text)).toContain(why));
});
