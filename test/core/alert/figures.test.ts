import {
  countOf,
  formatCount,
  formatMs,
  formatShare,
  formatSpan,
  formatTime,
  timesOf,
} from '../../../core/alert/figures';

it.each([
  [0.4, 'less than 1 ms'],
  [1.25, '1.3 ms'],
  [250, '250 ms'],
  [254, '250 ms'],
  [996, '1 s'],
  [2512, '2.5 s'],
  [3000, '3 s'],
  [31_400, '31 s'],
  [59_700, '1 min'],
  [125_000, '2 min 5 s'],
  [900_000, '15 min'],
  [Number.NaN, 'an unknown time'],
])('writes %d ms as %s', (ms, text) => expect(formatMs(ms)).toBe(text));

it.each([
  [0, '0'],
  [999, '999'],
  [1204, '1,204'],
  [1_000_000, '1,000,000'],
  [1.6, '2'],
])('writes %d as %s', (count, text) => expect(formatCount(count)).toBe(text));

it.each([
  [0, '0 %'],
  [0.004, 'less than 1 %'],
  [0.06, '6 %'],
  [0.97, '97 %'],
  [0.999, 'more than 99 %'],
  [1, '100 %'],
])('writes the share %d as %s', (share, text) => expect(formatShare(share)).toBe(text));

it.each([
  [0, '1 minute'],
  [600_000, '10 minutes'],
  [3_600_000, '1 hour'],
  [11_400_000, '3 hours 10 minutes'],
  [90_000_000, '1 day 1 hour'],
])('writes a span of %d ms as %s', (ms, text) => expect(formatSpan(ms)).toBe(text));

it('counts in the singular and the plural', () => {
  expect([countOf(1, 'call', 'calls'), countOf(0, 'call', 'calls'), countOf(1204, 'call', 'calls')]).toEqual([
    '1 call',
    '0 calls',
    '1,204 calls',
  ]);
  expect([timesOf(1), timesOf(7)]).toEqual(['once', '7 times']);
});

it('writes times in UTC', () => expect(formatTime(Date.UTC(2026, 10, 20, 14, 5, 59))).toBe('2026-11-20 14:05'));
