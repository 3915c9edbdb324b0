/** That a line read where it stands in a delivery says the same as one that was parsed whole. */
import * as fc from 'fast-check';
import { bytesOf } from '../../../adapters/bytes';
import { decodeEnvelope } from '../../../core/log/decode';
import { parseMessage } from '../../../core/log/parse';
import { parseRaw } from '../../../core/log/parse-raw';
import type { LoginSource } from '../../../core/login/login-source';
import { observe } from '../../../core/observe';

const head = {
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: '/aws/lambda/pay',
  logStream: '2026/10/01/[$LATEST]0123456789abcdef0123456789abcdef',
};

function batchOf(messages: readonly string[], gap = '') {
  const logEvents = messages.map((message, index) => ({ id: String(index), timestamp: 60_000 + index, message }));
  const text = JSON.stringify({ ...head, logEvents }).replace('"logEvents":', `"logEvents":${gap}`);
  const decoded = decodeEnvelope(bytesOf(Buffer.from(text)));
  if (decoded.kind !== 'batch') throw new Error(decoded.kind);
  return decoded.batch;
}

const quick = (message: string, source?: LoginSource) => parseRaw(batchOf([message]).events[0]!.raw!, source);

const id = '0b7b1f9e-5f0e-4c7a-9a51-0123456789ab';
const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('bob', 'é', '203.0.113.7', '2001:db8::1', 'wrong password', '"', '\\', '\n', '\ud800', ''),
  fc.constantFrom('authn_login_fail:bob', 'authn_login_success', 'AUTHN_LOGIN_FAIL:zoë', 'authn_login_lock:bob'),
);
const KEYS =
  'event source_ip client_ip description reason useragent user_agent userid user level type requestId message datetime __proto__ time errorType'.split(
    ' ',
  );
const key = fc.constantFrom(...KEYS);
const value = fc.oneof(word, fc.nat(), fc.double(), fc.boolean(), fc.constantFrom(null, {}, [], { name: 'bob' }));
const pairs = fc.array(fc.tuple(key, fc.oneof({ weight: 8, arbitrary: word }, value)), { maxLength: 8 });
const login = fc
  .tuple(word, pairs, fc.constantFrom('', '\n', ' ', '}'))
  .map(([event, more, end]) => objectOf([['event', event], ...more]) + end);
const REPORT = `REPORT RequestId: ${id}\tDuration: 1.25 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n`;
const line = fc.oneof(
  login,
  word,
  fc.constantFrom(REPORT, `START RequestId: ${id} Version: $LATEST\n`, `END RequestId: ${id}\n`),
  word.map((words) => `2026-10-01T10:00:00.000Z\t${id}\tINFO\t${words}\n`),
);

/** Duplicate keys too, which no object of JavaScript can hold. */
const objectOf = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([name, of]) => `${JSON.stringify(name)}:${JSON.stringify(of)}`).join(',')}}`;

describe('parseRaw', () => {
  it.each<[string, string, LoginSource | undefined]>([
    ['an OWASP login', '{"event":"authn_login_fail:bob","source_ip":"203.0.113.7","level":"WARN"}', undefined],
    ['one with numbers and words', '{"a":1,"b":true,"event":"authn_login_success:zoë","c":null}\n', undefined],
    [
      'one of a declared source',
      '{"event":"authn_login_fail:bob","client_ip":"1.2.3.4, 5.6.7.8"}',
      { format: 'owasp', trustedHops: 1 },
    ],
    ['a REPORT', REPORT, undefined],
    ['an END', `END RequestId: ${id}\n`, undefined],
  ])('reads %s as the whole message is read', (_, message, source) => {
    expect(quick(message, source)).toEqual(parseMessage(message, source));
    expect(quick(message, source)?.kind).not.toBe('app');
  });

  it('tells ids apart that differ in one letter, wherever it stands', () => {
    for (let at = 0; at < id.length; at += 1) {
      const other = `${id.slice(0, at)}f${id.slice(at + 1)}`;
      const ids = [id, other, id].map((each) => quick(`END RequestId: ${each}\n`));
      // Without one of its hyphens it is not of the usual make, and the general reader's.
      const read = [id, ...(id[at] === '-' ? [undefined] : [other]), id];
      expect(ids).toEqual(read.map((requestId) => requestId && { kind: 'end', requestId }));
      expect(quick(`END RequestId: ${id.slice(0, at)}g${id.slice(at + 1)}\n`)).toBeUndefined();
    }
  });

  it('takes nothing but hexadecimal digits for those of an id, wherever they stand', () => {
    for (let at = 0; at < id.length; at += 1) {
      const letters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
      const read = letters.filter((letter) => letter !== '"' && letter !== '\\' && isRead(at, letter)).join('');
      expect(read).toBe(id[at] === '-' ? '-' : '0123456789abcdef');
    }
    function isRead(at: number, letter: string): boolean {
      return quick(`END RequestId: ${id.slice(0, at)}${letter}${id.slice(at + 1)}\n`) !== undefined;
    }
  });

  it('takes no word for another that differs in one letter', () => {
    for (let at = 0; at < REPORT.length; at += 1) {
      const forged = `${REPORT.slice(0, at)}?${REPORT.slice(at + 1)}`;
      expect(quick(forged)).toBeUndefined();
    }
  });

  it.each<[string, LoginSource | undefined]>([
    ['of a source that settings do not know', undefined],
    ['of a declared one', { format: 'owasp' }],
    ['of one that is declared otherwise', { format: 'powertools' }],
  ])('says of any login %s what parseMessage says, or nothing', (_, source) => {
    fc.assert(
      fc.property(login, (message) => {
        const seen = quick(message, source);
        if (seen?.kind !== 'app') expect([undefined, parseMessage(message, source)]).toContainEqual(seen);
        else expect(['app', 'other']).toContain(parseMessage(message, source).kind);
      }),
      { seed: 31, numRuns: 1000 },
    );
  });

  it('takes no field for that of the line before, however alike the two lines are', () => {
    const name = fc.constantFrom('event', 'evenr', 'user', 'userid', 'a');
    const fields = fc.array(fc.tuple(name, word), { minLength: 1, maxLength: 5 });
    const change = fc.tuple(
      fc.nat(4),
      fc.constantFrom('event', 'event2', 'use', 'user'),
      fc.constantFrom(1, 'x', null),
    );
    fc.assert(
      fc.property(fields, change, (before, [at, other, of]) => {
        const after = before.map((field, index) => (index === at % before.length ? ([other, of] as const) : field));
        const texts = [before, after, before].map((each) => objectOf([['event', 'authn_login_fail:bob'], ...each]));
        for (const [index, { raw }] of batchOf(texts).events.entries()) {
          const seen = parseRaw(raw!, { format: 'owasp' });
          expect([undefined, parseMessage(texts[index]!, { format: 'owasp' })]).toContainEqual(seen);
        }
      }),
      { seed: 33, numRuns: 500 },
    );
  });

  it('leads to the same counts as parsing the delivery', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (messages) => {
        const [cut, parsed] = [observe(batchOf(messages), 0, 2), observe(batchOf(messages, ' '), 0, 2)];
        expect(cut.functions).toEqual(parsed.functions);
        expect(cut.logins).toEqual(parsed.logins);
      }),
      { seed: 32, numRuns: 500 },
    );
  });
});
