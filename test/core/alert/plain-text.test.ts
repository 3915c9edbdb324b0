import * as fc from 'fast-check';
import { asciiText, cutText, defang, escapeSlack, plainText, withoutMentions } from '../../../core/alert/plain-text';
import { hostileText } from './any-alert';

describe('plainText', () => {
  it.each([
    ['leaves a name as it is', 'checkout-v2_eu', 'checkout-v2_eu'],
    ['leaves letters of any script', 'überweisung 支払い', 'überweisung 支払い'],
    ['makes one line of many', 'a\r\nBcc: b\u2028c\u0085d', 'a Bcc: b c d'],
    ['takes out escape codes', '\u001b[31mred\u0007', '[31mred'],
    ['takes out C1 controls', 'a\u009b31mb', 'a 31mb'],
    ['takes out bidi overrides', 'user\u202egpj.exe\u2069', 'usergpj.exe'],
    ['takes out zero-widths and byte order marks', 'pay\u200bpal\u2060\ufeff', 'paypal'],
    ['takes out tags and fillers', 'a\u{e0041}b\u3164c', 'abc'],
    ['takes out lone surrogates', 'a\ud800b\udc00', 'ab'],
    ['is empty when nothing visible is left', '\u200b\n\u202e', ''],
  ])('%s', (_, text, safe) => expect(plainText(text)).toBe(safe));

  it('gives one visible line within its length, twice the same, whatever comes', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, maxLength) => {
        const safe = plainText(text, maxLength);
        expect(safe.length).toBeLessThanOrEqual(maxLength);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(plainText(safe, maxLength)).toBe(safe);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('looks at a bounded part of an endless text', () => {
    const startedMs = performance.now();
    expect(plainText('\u200b '.repeat(2_000_000), 100)).toBe('');
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});

describe('cutText', () => {
  it.each([
    ['leaves what fits', 'abc', 3, 'abc'],
    ['marks the cut', 'abcdef', 4, 'abc…'],
    ['does not split an accent from its letter', 'abe\u0301f', 4, 'ab…'],
    ['does not split a pair', 'ab😀cd', 4, 'ab…'],
    [
      'splits a grapheme that is longer than all the room, between code points',
      `a${'\u0301'.repeat(40)}`,
      4,
      'a\u0301\u0301…',
    ],
  ])('%s', (_, text, maxLength, cut) => expect(cutText(text, maxLength)).toBe(cut));
});

describe('defang', () => {
  it.each([
    ['breaks a link', 'see https://evil.example/x', 'see hxxps[://]evil[.]example/x'],
    ['breaks a bare domain', 'www.evil.example', 'www[.]evil[.]example'],
    ['breaks a domain with another full stop', 'evil\u3002example', 'evil[.]example'],
    ['breaks what opens a mail', 'mailto:a@b', 'mailto[:]a@b'],
    ['leaves IPv4 addresses ready to be copied', '203.0.113.7', '203.0.113.7'],
    ['leaves IPv6 addresses', '2001:db8::7', '2001:db8::7'],
    ['leaves numbers and sentences', 'took 2.5 s. Then more', 'took 2.5 s. Then more'],
    ['leaves log groups without dots', '/aws/lambda/login', '/aws/lambda/login'],
  ])('%s', (_, text, safe) => expect(defang(text)).toBe(safe));
});

describe('escapeSlack', () => {
  it.each([
    ['escapes the three signs once', '<a> & <b>', '&lt;a&gt; &amp; &lt;b&gt;'],
    ['escapes what looks escaped already', '&lt;!channel&gt;', '&amp;lt;!channel&amp;gt;'],
    ['takes the meaning from mentions', 'hi @channel @HERE @everyone', 'hi (at)channel (at)HERE (at)everyone'],
    ['opens no quote', '> > a > b', '› a &gt; b'],
    ['opens no code', '`rm`', "'rm'"],
    ['leaves other addresses', 'a@example', 'a@example'],
  ])('%s', (_, text, safe) => expect(escapeSlack(text)).toBe(safe));

  it('leaves no mention in any text', () => {
    fc.assert(
      fc.property(hostileText, (text) =>
        expect(withoutMentions(plainText(text))).not.toMatch(/@(channel|here|everyone)/iu),
      ),
      { seed: 7 },
    );
  });
});

describe('asciiText', () => {
  it.each([
    ['drops accents', 'Überweisung', 20, 'Uberweisung'],
    ['marks what has no form', 'pay 支', 20, 'pay ?'],
    ['cuts with dots', 'abcdefgh', 6, 'abc...'],
  ])('%s', (_, text, maxLength, ascii) => expect(asciiText(text, maxLength)).toBe(ascii));
});
