/** That no line can make the reader throw, crawl or write to a prototype, and that both ways to read say the same. */
import { bytesOf } from '../../adapters/bytes';
import { decodeEnvelope } from '../../core/log/decode';
import { parseMessage } from '../../core/log/parse';
import { parseRaw } from '../../core/log/parse-raw';
import { growth, MOST_GROWTH } from './cpu-time';
import { GROWING, hostileLines } from './lines';

function eventsOf(messages: readonly string[]) {
  const logEvents = messages.map((message, index) => ({ id: String(index), timestamp: 60_000, message }));
  const head = { messageType: 'DATA_MESSAGE', owner: '1', logGroup: '/aws/lambda/x', logStream: 's' };
  const decoded = decodeEnvelope(bytesOf(Buffer.from(JSON.stringify({ ...head, logEvents }))));
  if (decoded.kind !== 'batch') throw new Error(decoded.kind);
  return decoded.batch.events;
}

describe('hostile lines', () => {
  it('never throw, and write nothing to a prototype', () => {
    for (const line of hostileLines(30_000, 7)) parseMessage(line);
    expect('polluted' in {}).toBe(false);
  });

  it('are read where they stand as they are read whole, and passed over only where nothing is counted', () => {
    const messages = [...hostileLines(20_000, 8)];
    for (const event of eventsOf(messages)) {
      const quick = event.raw && parseRaw(event.raw, undefined);
      if (quick === undefined) continue;
      const whole = parseMessage(event.message);
      if (quick.kind === 'app') {
        expect(['app', 'other']).toContain(whole.kind);
        expect('failure' in whole ? whole.failure : undefined).toBeUndefined();
      } else expect(quick).toEqual(whole);
    }
  });

  it('keep their messages through the walk over bytes', () => {
    const messages = [...hostileLines(5_000, 9)];
    expect(eventsOf(messages).map(({ message }) => message)).toEqual(messages);
  });

  it.each(GROWING)('take linear time on %s', (_, make) => {
    expect(growth(make, parseMessage)).toBeLessThan(MOST_GROWTH);
  });
});
