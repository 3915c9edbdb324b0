/** Makes up deliveries of which each event can be told apart in the counts: a duration cell, or a counter, of its own. */
import { cellOf } from '../../core/baseline/log-histogram';
import type { LogBatch } from '../../core/log/batch';
import { durationCell } from '../../core/state/counters';
import { MINUTE_MS, minuteOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { ACCOUNT, goodLogin, report } from '../core/deliveries';
import type { Chance } from './chance';

export const START_MS = Date.parse('2026-11-20T14:00:00Z');

/** One line of a log, and where it must be found in the counts. */
export interface MadeEvent {
  readonly id: string;
  readonly series: Series;
  readonly minute: Minute;
  readonly slot: Slot;
}

/** How one event is told apart from the others of its bucket. */
export type Slot =
  | { readonly kind: 'cell'; readonly counter: string; readonly durationUs: number }
  | { readonly kind: 'login'; readonly outcome: 'success' | 'failure' | 'unknown account' };

export interface MadeBatch {
  readonly batch: LogBatch;
  readonly events: readonly MadeEvent[];
}

/** Pairs of minutes that a run writes to, beside the late and the early ones. */
const PAIRS = 5;
/** How full a function's minute may get: about so many of its places are taken. */
const FILLED = 0.8;
/** Durations that lie two cells apart: as many calls of one function and minute can be told apart. */
const DURATIONS = Array.from({ length: 80 }, (_, index) => Number((0.16 * 1.21 ** index).toFixed(2)));
const OUTCOMES = ['success', 'failure', 'unknown account'] as const;
/** Share of batches whose log is 14 days old, or two hours ahead: legal, and counted. */
const LATE = 0.02;
const EARLY = 0.02;
/** Older than the horizon: told, not counted. */
const TOO_OLD = 0.01;

export interface MadeLoad {
  readonly batches: readonly MadeBatch[];
  readonly late: number;
  readonly early: number;
  readonly tooOld: ReadonlySet<string>;
}

/** Each batch touches four items: two minutes of a busy function, and two of a log group in which people log in. */
export function makeLoad(count: number, chance: Chance): MadeLoad {
  const taken = new Map<string, number>();
  const tooOld = new Set<string>();
  let late = 0;
  let early = 0;
  const take = (name: string, places: number): number => {
    const next = taken.get(name) ?? 0;
    taken.set(name, next + 1);
    if (next >= places) throw new Error(`the made-up load has no place left in ${name}`);
    return next;
  };
  const functions = Math.ceil(count / (PAIRS * DURATIONS.length * FILLED));
  const batches = Array.from({ length: count }, (_, index): MadeBatch => {
    const age = chance.share('age', index);
    const shiftMs =
      age < LATE
        ? -14 * 24 * 60 * MINUTE_MS
        : age < LATE + EARLY
          ? 100 * MINUTE_MS
          : age < LATE + EARLY + TOO_OLD
            ? -36 * 24 * 60 * MINUTE_MS
            : 0;
    if (age < LATE) late += 1;
    else if (age < LATE + EARLY) early += 1;
    const first = minuteOf(START_MS + shiftMs) + (index % PAIRS) * 2;
    const fn: Series = { kind: 'function', name: `busy-${Math.floor(index / PAIRS) % functions}` };
    const source: Series = {
      kind: 'login-source',
      name: `/aws/lambda/entrance-${Math.floor(index / (PAIRS * OUTCOMES.length))}`,
    };
    const events: MadeEvent[] = [];
    const lines: LogBatch['events'][number][] = [];
    for (const minute of [first, first + 1]) {
      const durationMs = DURATIONS[take(`${fn.name} ${minute}`, DURATIONS.length)]!;
      const outcome = OUTCOMES[take(`${source.name} ${minute}`, OUTCOMES.length)]!;
      const counter = durationCell(cellOf(durationMs));
      const made: readonly [Series, Slot, string][] = [
        [
          fn,
          { kind: 'cell', counter, durationUs: Math.round(durationMs * 1000) },
          report(2 * index + (minute - first), durationMs),
        ],
        [source, { kind: 'login', outcome }, loginLine(outcome, index)],
      ];
      for (const [series, slot, message] of made) {
        const id = `${index}-${events.length}`.padStart(56, '0');
        events.push({ id, series, minute, slot });
        lines.push({ id, timestampMs: minute * MINUTE_MS + chance.whole(MINUTE_MS, 'at', id), message });
        if (age >= LATE + EARLY && shiftMs !== 0) tooOld.add(id);
      }
    }
    const logStream = `2026/11/20/${fn.name}[$LATEST]${index.toString(16).padStart(32, '0')}`;
    return {
      batch: { owner: ACCOUNT, logGroup: source.name, logStream, subscriptionFilters: ['vigil'], events: lines },
      events,
    };
  });
  return { batches, late, early, tooOld };
}

function loginLine(outcome: (typeof OUTCOMES)[number], index: number): string {
  const address = `198.51.100.${index % 200}`;
  if (outcome === 'success') return goodLogin(`person${index}`, address);
  const description = outcome === 'unknown account' ? 'user does not exist' : 'wrong password';
  return JSON.stringify({ event: `authn_login_fail:person${index}`, source_ip: address, description });
}
