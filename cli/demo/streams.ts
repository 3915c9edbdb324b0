/** Gives each call a log stream, as Lambda does: one per function instance, which takes one call at a time. */
import type { Call } from './platform-lines';
import type { Random } from './random';

export interface Streams {
  /** `isNew`: the call is a cold start. */
  take(call: Call): { readonly logStream: string; readonly isNew: boolean };
}

/** Lambda gives an instance up after a few hours. */
const LIVES_MS = 3 * 3_600_000;

interface Instance {
  readonly logStream: string;
  readonly bornMs: number;
  busyUntilMs: number;
}

export function createStreams(random: Random): Streams {
  let instances: Instance[] = [];
  return {
    take({ startMs, durationMs, end }) {
      instances = instances.filter(({ bornMs }) => startMs - bornMs < LIVES_MS);
      const free = instances.find(({ busyUntilMs }) => busyUntilMs <= startMs);
      const day = new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '/');
      const instance = free ?? { logStream: `${day}/[$LATEST]${random.hex(32)}`, bornMs: startMs, busyUntilMs: 0 };
      instance.busyUntilMs = startMs + Math.ceil(durationMs) + 1;
      if (free === undefined) instances.push(instance);
      // A call that was killed takes its instance with it.
      if (end !== 'ok') instances = instances.filter((each) => each !== instance);
      return { logStream: instance.logStream, isNew: free === undefined };
    },
  };
}
