/** Which payloads an invocation holds, and that one bad record loses no other. */
import * as fc from 'fast-check';
import { readPayloads } from '../../../core/log/payload';

const record = (data: unknown): object => ({ eventSource: 'aws:kinesis', kinesis: { data, sequenceNumber: '1' } });
const unreadable = { kind: 'unreadable', why: expect.any(String) };

describe('readPayloads', () => {
  it.each([
    ["a subscription's event", { awslogs: { data: 'H4sI' } }, [{ kind: 'data', data: 'H4sI' }]],
    [
      'Kinesis records, in order',
      { Records: [record('a'), record('b')] },
      [
        { kind: 'data', data: 'a' },
        { kind: 'data', data: 'b' },
      ],
    ],
    ['no records', { Records: [] }, []],
    [
      'a bad record among good ones',
      { Records: [record('a'), null, record(1), {}, record('b')] },
      [{ kind: 'data', data: 'a' }, unreadable, unreadable, unreadable, { kind: 'data', data: 'b' }],
    ],
    [
      'records of another service',
      { Records: [{ eventSource: 'aws:sqs', body: 'x' }] },
      [{ kind: 'unreadable', why: 'a record must come from aws:kinesis, got "aws:sqs"' }],
    ],
    ['an empty text', { awslogs: { data: '' } }, [unreadable]],
    ['something else', { detail: {} }, [unreadable]],
    ['nothing', undefined, [unreadable]],
  ])('finds %s', (_, event, payloads) => {
    expect(readPayloads(event)).toEqual(payloads);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (event) => expect(Array.isArray(readPayloads(event))).toBe(true)),
      { seed: 5 },
    );
  });
});
