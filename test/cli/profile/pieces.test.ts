import fc from 'fast-check';
import { nearestNames } from '../../../cli/nearest-names';
import { formatUsd } from '../../../core/alert/figures';
import { renderHeat } from '../../../cli/profile/heat-chart';
import { hourWords } from '../../../cli/profile/hour-words';
import { hourOf } from '../../../core/baseline/hour';
import { minuteOf } from '../../../core/state/minute';

it.each([
  [0, '$0'],
  [0.0000021, '$0.0000021'],
  [0.00234, '$0.0023'],
  [0.999, '$1.00'],
  [0.11, '$0.11'],
  [12.4, '$12.40'],
  [1234567.8, '$1,234,567.80'],
  [Number.NaN, 'an unknown sum'],
])('writes %d dollars as %s', (usd, words) => {
  expect(formatUsd(usd)).toBe(words);
});

it.each([
  ['2026-11-20T14:05:00Z', 'Friday 14:00 to 15:00 UTC'],
  ['2026-11-22T23:59:00Z', 'Sunday 23:00 to 00:00 UTC'],
  ['2026-11-23T00:00:00Z', 'Monday 00:00 to 01:00 UTC'],
])('calls the hour of %s %s', (at, words) => {
  expect(hourWords(hourOf(minuteOf(Date.parse(at))))).toBe(words);
});

describe('the nearest names', () => {
  const names = ['checkout', 'checkout-worker', 'login', 'thumbnails'];
  it.each([
    ['chekout', ['checkout']],
    ['CHECKOUT', ['checkout', 'checkout-worker']],
    ['thumbnail', ['thumbnails']],
    ['logni', ['login']],
    ['zebra', []],
    ['', []],
  ])('of %j are %j', (wanted, near) => {
    expect(nearestNames(wanted, names)).toEqual(near);
  });
});

describe('the hours of the week as shades', () => {
  const words = { title: 'function f: calls an hour', figureOf: String };
  const hour = (usual: number) => ({ usual, low: usual, high: usual, restsOn: 'hour of week' as const });
  const week = (usualAt: (hour: number) => number | undefined) =>
    Array.from({ length: 168 }, (_, at) => {
      const usual = usualAt(at);
      return usual === undefined ? undefined : hour(usual);
    });

  it('has a line a day and a shade an hour, darkest where there is most', () => {
    const lines = renderHeat(
      week((at) => (at === 30 ? 100 : at % 24 === 3 ? undefined : 0)),
      words,
    ).split('\n');
    expect(lines.slice(2, 9).map((line) => line.slice(0, 3))).toEqual('Mon Tue Wed Thu Fri Sat Sun'.split(' '));
    const [monday, tuesday] = [lines[2]!.slice(5).match(/.{2,3}/gu)!, lines[3]!.slice(5).match(/.{2,3}/gu)!];
    expect(monday).toHaveLength(24);
    expect(tuesday[6]?.trim()).toBe('██'); // the 30th hour is Tuesday, six o'clock
    expect(tuesday[5]?.trim()).toBe('··');
    expect(monday[3]?.trim()).toBe('');
    expect(lines[1]!.indexOf('06')).toBe(5 + 6 * 3);
    expect(lines.at(-2)).toContain('██ from 80');
    expect(lines.at(-1)).toBe('161 of 168 hours are known by themselves, the others by hour of day');
  });

  it('fits into 80 columns, holds no escape code, and has nine lines, whatever is known', () =>
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 168, maxLength: 168 }),
        (usual) => {
          const text = renderHeat(
            week((at) => usual[at] ?? undefined),
            { ...words, figureOf: (value) => String(Math.round(value)) },
          );
          const lines = text.split('\n');
          const isBounded = lines.every((line) => line.length <= 80 && !line.includes('\u001b'));
          expect(isBounded).toBe(true);
          expect(lines.length).toBeLessThanOrEqual(11);
        },
      ),
      { seed: 7, numRuns: 50 },
    ));

  it.each([
    ['nothing', () => undefined, 'no hour is known yet'],
    ['the same at all hours', () => 7, '▒▒ 7 all week'],
  ])('says where %s is known', (_, usualAt, said) => {
    expect(renderHeat(week(usualAt), words)).toContain(said);
  });
});
