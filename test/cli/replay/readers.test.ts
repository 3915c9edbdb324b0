import * as fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { Read, RowReader } from '../../../cli/replay/row';
import { readerOf, sniffForm, type Form } from '../../../cli/replay/sniff';

function readAll(reader: RowReader, pieces: readonly string[]): Read[] {
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const read = (form: Form, text: string): Read[] => readAll(readerOf[form](), [text]);
const faults = (reads: readonly Read[]) => reads.flatMap((each) => (each.kind === 'unreadable' ? [each] : []));
const messages = (reads: readonly Read[]) => reads.flatMap((each) => (each.kind === 'row' ? [each.message] : []));

const AT = 1_763_560_000_000;
const row = (message: string) => JSON.stringify({ logGroup: '/aws/lambda/a', logStream: 's', timestamp: AT, message });
const event = (message: string, timestamp: unknown = AT) => ({
  logStreamName: 's',
  timestamp,
  message,
  eventId: `e${message}`,
});
const payload = (messages: readonly string[]) =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '1',
    logGroup: '/aws/lambda/a',
    logStream: 's',
    subscriptionFilters: [],
    logEvents: messages.map((message, at) => ({ id: `${at}`, timestamp: AT, message })),
  });
const wrapped = (text: string) => JSON.stringify({ awslogs: { data: gzipSync(text).toString('base64') } });

const ODD = 'has "quotes", {braces}, [brackets], a \\ and\n"events":[{ a second line — ünïcode 😀';

const TEXTS: Record<Form, string> = {
  ndjson: `${row('one')}\n\n${row(ODD)}\r\n${row('three')}`,
  'filter-log-events': `${JSON.stringify({ events: [event('one'), event(ODD)], searchedLogStreams: [{ a: '}' }] }, undefined, 4)}\n${JSON.stringify({ nextToken: 'events', events: [event('three')] })}\n`,
  's3-export': `2025-11-19T13:46:40.000Z one\n2025-11-19T13:46:40.000Z ${ODD}\n2025-11-19T13:46:40.000Z three\n`,
  payloads: `${payload(['one', ODD])}\n${wrapped(payload(['three']))}\n`,
};

describe.each(Object.keys(TEXTS) as Form[])('%s', (form) => {
  it('reads every row with its time and message', () => {
    const reads = read(form, TEXTS[form]);
    expect(messages(reads)).toEqual(['one', ODD, 'three']);
    expect(reads.map((each) => each.kind === 'row' && each.timestampMs)).toEqual([AT, AT, AT]);
  });

  it('is known by its content', () => expect(sniffForm(TEXTS[form])).toBe(form));

  it('reads the same however the text is cut', () => {
    const whole = read(form, TEXTS[form]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: TEXTS[form].length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((one, other) => one - other), TEXTS[form].length];
        const pieces = at.slice(1).map((to, index) => TEXTS[form].slice(at[index], to));
        expect(readAll(readerOf[form](), pieces)).toEqual(whole);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), fc.integer({ min: 0, max: 300 }), (noise, at) => {
        const text = TEXTS[form].slice(0, at) + noise + TEXTS[form].slice(at);
        expect(Array.isArray(read(form, text))).toBe(true);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

it.each<[string, Form, string, number, RegExp]>([
  ['a line that is no JSON', 'ndjson', `${row('a')}\nnonsense\n${row('b')}`, 2, /not a whole JSON object/],
  [
    'a line cut off by the end of the file',
    'ndjson',
    `${row('a')}\n${row('b')}\n${row('c').slice(0, 30)}`,
    3,
    /not a whole/,
  ],
  [
    'a time in seconds',
    'ndjson',
    `${row('a')}\n${row('b').replace(String(AT), '1763560000')}\n${row('b')}`,
    2,
    /seconds/,
  ],
  [
    'a time in microseconds',
    'ndjson',
    `${row('a')}\n${row('b').replace(String(AT), `${AT}000`)}\n${row('b')}`,
    2,
    /smaller unit/,
  ],
  ['a row without a message', 'ndjson', `${row('a')}\n{"timestamp":${AT}}\n${row('b')}`, 2, /message must be text/],
  ['a list', 'ndjson', `${row('a')}\n[1]\n${row('b')}`, 2, /not a JSON object/],
  [
    'an event without a time',
    'filter-log-events',
    `{"events": [\n${JSON.stringify(event('a'))},\n{"message":"x"},\n${JSON.stringify(event('b'))}]}`,
    3,
    /timestamp must be/,
  ],
  [
    'an event that is no JSON',
    'filter-log-events',
    `{"events": [\n${JSON.stringify(event('a'))},\n{oops},\n${JSON.stringify(event('b'))}]}`,
    3,
    /not JSON/,
  ],
  [
    'an event cut off by the end of the file',
    'filter-log-events',
    `{"events": [\n${JSON.stringify(event('a'))},\n${JSON.stringify(event('b'))},\n{"message":"x`,
    4,
    /ends within this event/,
  ],
  [
    'a page cut off between events',
    'filter-log-events',
    `{"events": [\n${JSON.stringify(event('a'))},\n${JSON.stringify(event('b'))},`,
    3,
    /ends before its JSON/,
  ],
  [
    'a line before any event',
    's3-export',
    'continued\n2026-11-19T10:00:00.000Z a\n2026-11-19T10:00:00.001Z b\n',
    1,
    /no event before/,
  ],
  [
    'a payload that is no gzip',
    'payloads',
    `${payload(['a'])}\n{"awslogs":{"data":"aGVsbG8="}}\n${payload(['b'])}`,
    2,
    /not gzip/,
  ],
  [
    'a payload without data',
    'payloads',
    `${payload(['a'])}\n{"awslogs":{}}\n${payload(['b'])}`,
    2,
    /awslogs\.data must be text/,
  ],
  [
    'a message type nobody knows',
    'payloads',
    `${payload(['a'])}\n{"messageType":"HELLO"}\n${payload(['b'])}`,
    2,
    /messageType must be/,
  ],
])('tells the line of %s and loses no other row', (_, form, text, line, why) => {
  const reads = read(form, text);
  expect(messages(reads)).toEqual(['a', 'b']);
  expect(faults(reads)).toEqual([{ kind: 'unreadable', line, why: expect.stringMatching(why) as string }]);
});

it('counts a control message and an empty delivery without a row', () => {
  const control = JSON.stringify({ messageType: 'CONTROL_MESSAGE', logEvents: [] });
  expect(read('payloads', `${control}\n${payload([])}\n`)).toEqual([{ kind: 'control' }]);
});

it('keeps the text of several lines together in an S3 export', () => {
  const text = '2026-11-19T10:00:00.000Z Traceback:\n  File "a.py"\n\nValueError\n2026-11-19T10:00:01Z next\n';
  expect(messages(read('s3-export', text))).toEqual(['Traceback:\n  File "a.py"\n\nValueError', 'next']);
});

it.each<[string, string, Form | undefined]>([
  ['nothing', '', undefined],
  ['plain lines', 'START RequestId: 1\nEND RequestId: 1\n', undefined],
  ['a list', '[{"message":"a"}]', undefined],
  ['a broken first line before good rows', `{oops\n${row('a')}`, 'ndjson'],
  ['a row whose message speaks of events', row('{"events":[]}'), 'ndjson'],
  ['a row whose message is a first key among others', '{"message":"\\"awslogs\\":","timestamp":1}', 'ndjson'],
  ['streams before events', '{\n "searchedLogStreams": [{"logStreamName":"s"}],\n "events": []}', 'filter-log-events'],
  ['a payload cut off by the end of the look', payload(['x'.repeat(200)]).slice(0, 100), 'payloads'],
])('tells the form of %s', (_, head, form) => expect(sniffForm(head)).toBe(form));
