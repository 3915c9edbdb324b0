/** The core follows a function's metrics hour by hour, and tells in a window what its past did not show. */
import { hourOf } from '../../../../core/baseline/hour';
import { emptyProfile, type Profile } from '../../../../core/baseline/profile';
import { cellOf } from '../../../../core/baseline/log-histogram';
import { readBase64, writeBase64 } from '../../../../core/detect/surprise/base64';
import { followMinutes, packFollowed, readFollowed } from '../../../../core/detect/surprise/follow';
import { encodeMetricState } from '../../../../core/detect/surprise/state-bytes';
import { METRICS } from '../../../../core/detect/surprise/metrics';
import { surpriseIn } from '../../../../core/detect/surprise-of-window';
import { windowOf } from '../../../../core/detect/window';
import { createRandom } from '../../../../cli/demo/random';
import { minuteOf, startOf } from '../../../../core/state/minute';
import type { Bucket } from '../../../../core/state/bucket';

const FROM = minuteOf(Date.UTC(2026, 1, 2));

const minute = (at: number, ms: number, calls = 10, errors = 0): Bucket => ({
  minute: at,
  counters: new Map([
    ['n', calls],
    ['er', errors],
    [`d${cellOf(ms)}`, calls - errors],
  ]),
  sketches: new Map(),
});

const random = createRandom(1);
const usualMinute = (at: number) => minute(at, random.around(200, 0.1), 8 + random.below(5));
const past = Array.from({ length: 1440 }, (_, at) => usualMinute(FROM + at));
const next = FROM + past.length;

function profileOf(buckets: readonly Bucket[]): Profile {
  const followed = readFollowed();
  followMinutes(followed, buckets);
  return { ...emptyProfile('function', hourOf(next) - 1), followed: packFollowed(followed) };
}
const known = profileOf(past);
const surprise = (buckets: readonly Bucket[], metric: (typeof METRICS)[number], profile: Profile | undefined = known) =>
  surpriseIn(windowOf(buckets, next + 9, 10), startOf(next + 5), metric, profile);
const calm = Array.from({ length: 5 }, (_, at) => usualMinute(next + at));
const then = (make: (at: number) => Bucket) => [...calm, ...Array.from({ length: 5 }, (_, at) => make(next + 5 + at))];

describe('what is followed', () => {
  it('goes on after it was stored as if it had not been', () => {
    const [inOne, inTwo] = [readFollowed(), readFollowed()];
    followMinutes(inOne, past);
    followMinutes(inTwo, past.slice(0, 700));
    const stored = readFollowed(packFollowed(inTwo));
    followMinutes(stored, past.slice(700));
    expect(packFollowed(stored)).toBe(packFollowed(inOne));
  });

  it('is begun anew where the text is none', () => {
    expect(packFollowed(readFollowed('?.!!.x'))).toBe(packFollowed(readFollowed()));
  });

  it('is written as it is read, byte for byte', () => {
    for (const metric of METRICS) {
      const bytes = encodeMetricState(readFollowed(known.followed)[metric]);
      expect(readBase64(writeBase64(bytes))).toEqual(bytes);
    }
    for (let length = 0; length < 8; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => 255 - 31 * at);
      expect(readBase64(writeBase64(bytes))).toEqual(bytes);
      expect(writeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64').replace(/=+$/, ''));
    }
  });

  it('takes at most 4 KB, whatever comes, so that a profile stays under its 16', () => {
    const wild = createRandom(2);
    const all = Array.from({ length: 20_000 }, (_, at) =>
      minute(FROM + at, Math.exp(wild.between(0, 10)), 1 + wild.below(1000), wild.below(2)),
    );
    expect(profileOf(all).followed!.length).toBeLessThan(4096);
  });
});

describe('the surprise of a window', () => {
  it('is small where all is as ever', () => {
    for (const metric of METRICS) expect(surprise(then(usualMinute), metric)).toBeLessThan(2.5);
  });

  it('is large where calls are three times as slow, and only for durations', () => {
    const slow = then((at) => minute(at, 600));
    expect(surprise(slow, 'duration')).toBeGreaterThan(3);
    expect(surprise(slow, 'calls')).toBeLessThan(2.5);
  });

  it('is large where a fifth of calls fail', () => {
    expect(
      surprise(
        then((at) => minute(at, 200, 10, 2)),
        'failed',
      ),
    ).toBeGreaterThan(3);
  });

  it('is large where calls are five times as many', () => {
    expect(
      surprise(
        then((at) => minute(at, 200, 50)),
        'calls',
      ),
    ).toBeGreaterThan(3);
  });

  it('is small for what comes every hour', () => {
    const hourly = profileOf(past.map((each) => (each.minute % 60 < 5 ? minute(each.minute, 600) : each)));
    expect(
      surprise(
        then((at) => minute(at, 600)),
        'duration',
        hourly,
      ),
    ).toBeLessThan(2.5);
  });

  it.each<[string, 'duration' | 'failed', (at: number) => Bucket, (at: number) => Bucket]>([
    [
      'three times as slow though single calls at night often are',
      'duration',
      (at) => minute(at, random.around(200, 0.8), 1),
      (at) => minute(at, 600, 25),
    ],
    [
      'failing in a fifth though single calls at night sometimes do',
      'failed',
      (at) => minute(at, 200, 1, random.next() < 0.05 ? 1 : 0),
      (at) => minute(at, 200, 25, 5),
    ],
  ])('is large where dozens of calls a minute are %s', (_, metric, atNight, bad) => {
    const isNight = (at: number) => at < next - 720;
    const byDay = (at: number) => minute(at, random.around(200, 0.1), 25);
    const days = profileOf(past.map((each) => (isNight(each.minute) ? atNight(each.minute) : byDay(each.minute))));
    const window = [...calm.map((each) => byDay(each.minute)), ...then(bad).slice(5)];
    expect(surprise(window, metric, days)).toBeGreaterThan(2.5);
  });

  it.each<[string, Profile | undefined]>([
    ['nothing was learned', undefined],
    ['nothing was followed yet', emptyProfile('function', hourOf(next) - 1)],
    ['too little was followed', profileOf(past.slice(0, 400))],
  ])('is unknown where %s', (_, profile) => {
    expect(surpriseIn(windowOf(then(usualMinute), next + 9, 10), startOf(next), 'duration', profile)).toBeUndefined();
  });
});
