/** Shows what becomes of deliveries that are whole, and of those that are not. */
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { inflate } from '../../adapters/inflate';

const pack = (text: string | Buffer) => gzipSync(text).toString('base64');
const whole = pack('{"messageType":"CONTROL_MESSAGE"} ünï'.repeat(50));
const MEBIBYTE = 1024 * 1024;

describe('inflate', () => {
  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inflated = inflate(pack(text));
        const whole = inflated.kind === 'bytes' ? inflated.cut(0, inflated.length) : undefined;
        expect(whole?.latin1).toBe(Buffer.from(text).toString('latin1'));
        expect(Buffer.from(whole?.octets ?? []).toString()).toBe(Buffer.from(text).toString());
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  it('takes 32 MiB and not a byte more', () => {
    const most = inflate(pack(Buffer.alloc(32 * MEBIBYTE, 'a')));
    expect(most.kind === 'bytes' && most.length).toBe(32 * MEBIBYTE);
    expect(inflate(pack(Buffer.alloc(32 * MEBIBYTE + 1, 'a')))).toEqual({
      kind: 'unreadable',
      why: 'the payload inflates to more than 32 MiB',
    });
  });

  it('stops a bomb of a thousandfold before it is whole', () => {
    const bomb = pack(Buffer.alloc(128 * MEBIBYTE));
    expect(bomb.length).toBeLessThan(MEBIBYTE / 4);
    const heldBytes = process.memoryUsage().arrayBuffers;
    expect(inflate(bomb)).toEqual({ kind: 'unreadable', why: 'the payload inflates to more than 32 MiB' });
    expect(process.memoryUsage().arrayBuffers - heldBytes).toBeLessThan(64 * MEBIBYTE);
  });

  it.each([
    ['nothing', '', 'the payload is not base64'],
    ['plain text', 'REPORT RequestId: 1', 'the payload is not base64'],
    ['base64 with a foreign character', `${whole.slice(0, 20)}!${whole.slice(21)}`, 'the payload is not base64'],
    ['base64 that lost a character', whole.slice(0, -1), 'the payload is not base64'],
    ['padding in the middle', `${whole.slice(0, 8)}====${whole.slice(8)}`, 'the payload is not base64'],
    ['base64 of text', Buffer.from('{"awslogs":1}').toString('base64'), 'the payload is not gzip'],
    ['one byte', 'Hw==', 'the payload is not gzip'],
    ['a gzip header alone', Buffer.from([0x1f, 0x8b, 8, 0]).toString('base64'), 'the gzip in the payload is cut off'],
    ['a gzip that is cut off', cut(whole), 'the gzip in the payload is cut off'],
    ['a gzip with a wrong check sum', damaged(whole), 'the gzip in the payload is damaged'],
  ])('names %s', (_, data, why) => {
    expect(inflate(data)).toEqual({ kind: 'unreadable', why });
  });
});

function cut(data: string): string {
  const bytes = Buffer.from(data, 'base64');
  return bytes.subarray(0, bytes.length - 12).toString('base64');
}

function damaged(data: string): string {
  const bytes = Buffer.from(data, 'base64');
  bytes.writeUInt32LE((bytes.readUInt32LE(bytes.length - 8) ^ 1) >>> 0, bytes.length - 8);
  return bytes.toString('base64');
}
