/** Makes an hour of calls of a function that runs in ten streams, some of which print forged REPORTs, as deliveries that are really read. */
import { observe } from '../../../core/observe';
import { sumParts, type Bucket } from '../../../core/state/bucket';
import { MINUTE_MS } from '../../../core/state/minute';
import { delivery, report } from '../deliveries';
import { createNoise } from './made-hours';

export interface Forgery {
  readonly durationMs: number;
  /** Of all lines, 0 to 1. */
  readonly share: number;
  readonly streams: number;
}

const STREAMS = 10;

/** @param spread the standard deviation of the logarithm of what calls take */
export function makeHour(
  startMinute: number,
  callsPerStream: number,
  spread: number,
  seed: number,
  forgery?: Forgery,
): Bucket[] {
  const noise = createNoise(seed);
  let request = 0;
  const line = (durationMs: number): string => report((request += 1), durationMs);
  const forged = forgery ? (STREAMS * callsPerStream * forgery.share) / (1 - forgery.share) / forgery.streams : 0;
  return Array.from({ length: 60 }, (_, index) => {
    const minute = startMinute + index;
    const parts = Array.from({ length: STREAMS }, (_unused, stream) => {
      const lines = Array.from({ length: callsPerStream }, () => line(250 * Math.exp(spread * noise())));
      if (stream < (forgery?.streams ?? 0))
        for (let more = 0; more < Math.round(forged); more += 1) lines.push(line(forgery!.durationMs));
      const name = `2026/11/20/[$LATEST]${stream.toString(16).repeat(32)}`;
      const atMs = minute * MINUTE_MS;
      const { functions } = observe(
        delivery(
          '/aws/lambda/checkout',
          lines.map((text) => [atMs, text]),
          name,
        ),
        0,
        Infinity,
      );
      return { counters: functions[0]!.counters, sketches: new Map<string, Set<number>>() };
    });
    return { minute, ...sumParts(parts) };
  });
}
