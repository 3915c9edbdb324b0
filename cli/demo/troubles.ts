/** The four troubles that the demo plants into its last day: where, when, and what they do. */
import type { Call } from './platform-lines';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PlantedEnd extends Stretch {
  readonly name: string;
  readonly everyMinutes: number;
  readonly ends: readonly [Call['end'], ...Call['end'][]];
  readonly durationMs: number;
}

const stretch = (from: string, to: string): Stretch => ({
  fromMs: Date.parse(`2026-11-19T${from}:00.000Z`),
  toMs: Date.parse(`2026-11-19T${to}:00.000Z`),
});

/** Leaked passwords are tried, two at most an account, from a couple of dozen addresses. */
export const STUFFING = {
  ...stretch('19:20', '20:20'),
  triesPerMinute: 9,
  addresses: 25,
  /** Most names on a leaked list have no account here. */
  unknownShare: 0.72,
  knownPasswordShare: 0.015,
};

/** A query has lost its index: ten times the usual 250 ms. */
export const SLOW_CHECKOUT = { ...stretch('10:40', '12:10'), name: 'checkout', medianMs: 2500 };

/** Someone uploads pictures that are too large; one function instance still logs in the old style. */
export const OUT_OF_MEMORY: PlantedEnd = {
  ...stretch('14:05', '14:40'),
  name: 'thumbnails',
  everyMinutes: 4,
  ends: ['out-of-memory', 'out-of-memory', 'killed', 'out-of-memory'],
  durationMs: 2300,
};

/** A tax service does not answer: calls run into their limit of 30 s. */
export const TIMEOUTS: PlantedEnd = {
  ...stretch('16:30', '17:10'),
  name: 'invoice',
  everyMinutes: 5,
  ends: ['timed-out'],
  durationMs: 30_030,
};

export const isWithin = (atMs: number, { fromMs, toMs }: Stretch): boolean => atMs >= fromMs && atMs < toMs;
