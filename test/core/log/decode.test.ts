/** What a subscription's payload is turned into, and that one bad event loses no other. */
import * as fc from 'fast-check';
import { bytesOf } from '../../../adapters/bytes';
import { decodeEnvelope as decodeBytes } from '../../../core/log/decode';

const decodeEnvelope = (text: string) => decodeBytes(bytesOf(Buffer.from(text)));

const envelope = (changes: object): string =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '111122223333',
    logGroup: '/aws/lambda/checkout',
    logStream: '2026/10/01/[$LATEST]0123456789abcdef0123456789abcdef',
    subscriptionFilters: ['vigil'],
    logEvents: [{ id: '3'.repeat(56), timestamp: 1_790_000_000_000, message: 'hello' }],
    ...changes,
  });

describe('decodeEnvelope', () => {
  it('gives the batch as sent', () => {
    expect(decodeEnvelope(envelope({}))).toMatchObject({
      kind: 'batch',
      batch: {
        owner: '111122223333',
        logGroup: '/aws/lambda/checkout',
        logStream: '2026/10/01/[$LATEST]0123456789abcdef0123456789abcdef',
        subscriptionFilters: ['vigil'],
        events: [{ id: '3'.repeat(56), timestampMs: 1_790_000_000_000, message: 'hello' }],
      },
    });
  });

  it('reads each head anew where it is not the last one, whichever part differs', () => {
    const last = { subscriptionFilters: ['vigil'], logEvents: [{ id: '1', timestamp: 1, message: 'x' }] };
    const after = (owner: string, later: object) => {
      const text = envelope({ owner, ...last }).slice(0, -1);
      return decodeEnvelope(`${text},${JSON.stringify(later).slice(1)}`);
    };
    const owners = ['1', '1', '2', '2', '1'].map((owner, turn) => after(owner, { logGroup: `/of/${turn % 2}` }));
    expect(owners).toMatchObject(
      [
        ['1', '/of/0'],
        ['1', '/of/1'],
        ['2', '/of/0'],
        ['2', '/of/1'],
        ['1', '/of/0'],
      ].map(([owner, logGroup]) => ({ kind: 'batch', batch: { owner, logGroup } })),
    );
    expect(decodeEnvelope('{"messageType":,"logEvents":[{"id":"1","timestamp":1,"message":"x"}]}').kind).toBe(
      'unreadable',
    );
  });

  it.each([
    ['a control message', envelope({ messageType: 'CONTROL_MESSAGE', logGroup: '', logEvents: [] }), 'control'],
    ['no events', envelope({ logEvents: [] }), 'batch'],
    ['text that is not JSON', 'secret words', 'unreadable'],
    ['a list', '[]', 'unreadable'],
    ['null', 'null', 'unreadable'],
    ['an unknown message type', envelope({ messageType: 'NEWS' }), 'unreadable'],
    ['no message type', envelope({ messageType: undefined }), 'unreadable'],
    ['no log group', envelope({ logGroup: undefined }), 'unreadable'],
    ['a log stream that is no text', envelope({ logStream: 1 }), 'unreadable'],
    ['events that are no list', envelope({ logEvents: {} }), 'unreadable'],
  ])('knows %s', (_, text, kind) => {
    expect(decodeEnvelope(text).kind).toBe(kind);
  });

  it('names what is wrong and never quotes the payload', () => {
    expect(decodeEnvelope('{"password":"hunter2"')).toEqual({
      kind: 'unreadable',
      why: 'the payload is not JSON (21 bytes)',
    });
    expect(decodeEnvelope(envelope({ messageType: 'NEWS' }))).toEqual({
      kind: 'unreadable',
      why: 'messageType must be DATA_MESSAGE or CONTROL_MESSAGE, got "NEWS"',
    });
  });

  it('leaves out and counts what is no event', () => {
    const good = { id: 'a', timestamp: 5, message: 'm' };
    const logEvents = [
      null,
      good,
      {},
      { ...good, timestamp: '5' },
      { ...good, timestamp: 1.5 },
      { ...good, message: 7 },
      good,
    ];
    const decoded = decodeEnvelope(envelope({ logEvents }));
    const event = { id: 'a', timestampMs: 5, message: 'm' };
    expect(decoded).toMatchObject({ batch: { events: [event, event], unreadableEvents: 5 } });
  });

  it('gives an event without an id one of its own', () => {
    const logEvents = [
      { timestamp: 5, message: 'm' },
      { timestamp: 5, message: 'm' },
      { id: '', timestamp: 6, message: 'm' },
    ];
    const decoded = decodeEnvelope(envelope({ logEvents, logGroup: 'g', logStream: 's' }));
    expect(decoded).toMatchObject({
      batch: { events: [{ id: '1:g:1:s:5:0' }, { id: '1:g:1:s:5:1' }, { id: '1:g:1:s:6:0' }] },
    });
  });

  it('gives the same events, cut out of the bytes or parsed', () => {
    const message = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.json(),
      fc.constantFrom('"},{"id":"', ',"', '\\', '\\"', '"}]', 'END RequestId: a1\n', '\\n', 'é\n', '\ud800'),
    );
    const event = fc.record({ id: fc.stringMatching(/^[0-9]{1,56}$/), timestamp: fc.nat(2 ** 40), message });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), fc.boolean(), (logEvents, isLast) => {
        const rest = isLast ? { policyLevel: 'ACCOUNT_LEVEL_POLICY' } : {};
        const text = envelope({ logEvents, ...rest });
        const cut = decodeEnvelope(text);
        const parsed = decodeEnvelope(text.replace('"logEvents":', '"logEvents": '));
        const eventsOf = (decoded: typeof cut) =>
          decoded.kind === 'batch'
            ? decoded.batch.events.map(({ id, timestampMs, message: m }) => [id, timestampMs, m])
            : [];
        expect(eventsOf(cut)).toEqual(eventsOf(parsed));
        expect(cut.kind === 'batch' && cut.batch.events[0]?.raw !== undefined).toBe(true);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('gives the same events however they lie across the pieces in which a delivery is read', () => {
    const length = fc.oneof(fc.nat(200), fc.integer({ min: 30_000, max: 34_000 }), fc.nat(150_000));
    const message = fc.tuple(length, fc.constantFrom('x', '"', '\n', 'é', '\\', '"},{"id":"7'));
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), (messages) => {
        const logEvents = messages.map(([size, letters], index) => ({
          id: String(index),
          timestamp: index,
          message: `${letters.repeat(size / letters.length)}"`,
        }));
        const decoded = decodeEnvelope(envelope({ logEvents }));
        const events = decoded.kind === 'batch' ? decoded.batch.events : [];
        expect(events.every(({ raw }) => raw !== undefined)).toBe(true);
        expect(events.map(({ id, timestampMs, message: m }) => ({ id, timestamp: timestampMs, message: m }))).toEqual(
          logEvents,
        );
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  it('reads a timestamp of any length, and none with another letter in it', () => {
    const withTime = (timestamp: string) =>
      decodeEnvelope(envelope({ logEvents: [event] }).replace('"timestamp":5', `"timestamp":${timestamp}`));
    const event = { id: 'a', timestamp: 5, message: 'm' };
    for (let digits = 1; digits <= 15; digits += 1) {
      const timestamp = '987654321098765'.slice(0, digits);
      expect(withTime(timestamp)).toMatchObject({ batch: { events: [{ timestampMs: Number(timestamp) }] } });
      for (const wrong of ['/', ':', 'a', '\x00'])
        expect(withTime(timestamp.slice(0, -1) + wrong)).toMatchObject({ kind: 'unreadable' });
    }
  });

  it.each([
    ['a key after the message', { id: 'a', timestamp: 5, message: 'm', extractedFields: { id: 'x' } }],
    ['a key after the message with quotes in it', { id: 'a', timestamp: 5, message: '"m"', z: 'b' }],
    ['another order', { timestamp: 5, id: 'a', message: 'm' }],
  ])('parses the whole where an event has %s', (_, odd) => {
    const usual = { id: 'b', timestamp: 6, message: 'n' };
    for (const logEvents of [
      [odd, usual],
      [usual, odd],
    ]) {
      const decoded = decodeEnvelope(envelope({ logEvents }));
      expect(decoded).toMatchObject({ batch: { events: logEvents.map(({ id, message }) => ({ id, message })) } });
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.anything().map((logEvents) => envelope({ logEvents: [logEvents] })),
        ),
        (text) => {
          expect(['batch', 'control', 'unreadable']).toContain(decodeEnvelope(text).kind);
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });
});
