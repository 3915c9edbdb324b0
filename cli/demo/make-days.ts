/** Makes the demo's log: two ordinary days to learn from, then one with four troubles, or with none. The same for a seed. */
import type { LogRow } from '../replay/read-file';
import { DEMO_FUNCTIONS, type DemoFunction } from './functions';
import { createAttacker, honestLogin } from './logins';
import { loginLine, ownLine, type DemoLogin } from './own-lines';
import { linesOfCall, type Call } from './platform-lines';
import { createRandom, type Random } from './random';
import { createStreams, type Streams } from './streams';
import { isWithin, OUT_OF_MEMORY, SLOW_CHECKOUT, STUFFING, TIMEOUTS, type PlantedEnd } from './troubles';

export interface DemoOptions {
  readonly seed: number;
  /** Leaves the troubles out. */
  readonly honest: boolean;
}

export const FIRST_DAY_MS = Date.parse('2026-11-17T00:00:00.000Z');
export const END_MS = Date.parse('2026-11-20T00:00:00.000Z');
const MINUTE_MS = 60_000;

/** In order of time. */
export function makeDays({ seed, honest }: DemoOptions): LogRow[] {
  const rows = DEMO_FUNCTIONS.flatMap((demo, at) => rowsOf(demo, createRandom(seed * 64 + at), honest));
  return rows
    .filter(({ timestampMs }) => timestampMs < END_MS)
    .toSorted((one, other) => one.timestampMs - other.timestampMs);
}

function rowsOf(demo: DemoFunction, random: Random, honest: boolean): LogRow[] {
  const rows: LogRow[] = [];
  const streams = createStreams(random);
  const attacker = createAttacker(random);
  for (let minuteMs = FIRST_DAY_MS; minuteMs < END_MS; minuteMs += MINUTE_MS) {
    for (const startMs of startsIn(minuteMs, demo.callsPerMinute * rhythm(minuteMs), random)) {
      addCall(rows, demo, honestCall(demo, startMs, random, honest), streams, random);
    }
    if (honest) continue;
    if (demo.isLogin && isWithin(minuteMs, STUFFING)) {
      for (const startMs of startsIn(minuteMs, STUFFING.triesPerMinute, random)) {
        addCall(rows, demo, usualCall(demo, startMs, random, attacker()), streams, random);
      }
    }
    for (const planted of [OUT_OF_MEMORY, TIMEOUTS]) {
      const call = plantedCall(planted, demo, minuteMs, random);
      if (call !== undefined) addCall(rows, demo, call, streams, random);
    }
  }
  return rows;
}

/** Quiet at four in the morning, busiest twelve hours later. */
const rhythm = (atMs: number): number => {
  const hour = (atMs / 3_600_000) % 24;
  return 0.65 - 0.35 * Math.cos(((hour - 4) / 24) * 2 * Math.PI);
};

/** Calls come by chance and on their own: a whole number around `expected`. */
function startsIn(minuteMs: number, expected: number, random: Random): number[] {
  const starts: number[] = [];
  for (let at = wait(expected, random); at < 1; at += wait(expected, random)) {
    starts.push(minuteMs + Math.floor(at * MINUTE_MS));
  }
  return starts;
}

const wait = (perMinute: number, random: Random): number => -Math.log(1 - random.next()) / perMinute;

function honestCall(demo: DemoFunction, startMs: number, random: Random, honest: boolean): Call {
  const isSlow = !honest && demo.name === SLOW_CHECKOUT.name && isWithin(startMs, SLOW_CHECKOUT);
  const login = demo.isLogin ? honestLogin(random) : undefined;
  return usualCall(isSlow ? { ...demo, medianMs: SLOW_CHECKOUT.medianMs } : demo, startMs, random, login);
}

function usualCall(demo: DemoFunction, startMs: number, random: Random, login: DemoLogin | undefined): Call {
  const requestId = random.uuid();
  const durationMs = random.around(demo.medianMs, demo.spread);
  const saidMs = startMs + Math.floor(durationMs * 0.6);
  return {
    requestId,
    startMs,
    durationMs,
    maxMemoryMb: Math.round(demo.usedMb * random.between(0.96, 1.04)),
    end: 'ok',
    says: [{ at: 0.6, message: login ? loginLine(login, saidMs) : ownLine(demo, requestId, saidMs) }],
  };
}

function plantedCall(planted: PlantedEnd, demo: DemoFunction, minuteMs: number, random: Random): Call | undefined {
  const minute = (minuteMs - planted.fromMs) / MINUTE_MS;
  if (demo.name !== planted.name || !isWithin(minuteMs, planted) || minute % planted.everyMinutes !== 0)
    return undefined;
  const at = minute / planted.everyMinutes;
  const startMs = minuteMs + random.below(20_000);
  return {
    ...usualCall(demo, startMs, random, undefined),
    durationMs: planted.durationMs + random.below(20),
    end: planted.ends[at % planted.ends.length] ?? planted.ends[0],
    ...(planted.ends[0] === 'timed-out' ? {} : { maxMemoryMb: demo.memoryMb }),
  };
}

function addCall(rows: LogRow[], demo: DemoFunction, call: Call, streams: Streams, random: Random): void {
  const { logStream, isNew } = streams.take(call);
  const cold: Call = isNew ? { ...call, initMs: random.around(demo.initMs, 0.1) } : call;
  for (const { atMs, message } of linesOfCall(cold, demo)) {
    rows.push({ kind: 'row', logGroup: `/aws/lambda/${demo.name}`, logStream, timestampMs: atMs, message });
  }
}
