/**
 * Moves a level towards what an hour showed, so that no single hour moves a known level by more than 4.6 %: an hour that
 * agrees makes it surer, one that lies far off makes it less sure, and only when it is not sure any more is it given up.
 */
import { MOST_SURE, type Level } from './packed-levels';

/** The farthest that one observation moves a level that others agreed on, as a logarithm: 4.6 %. */
const MOST_MOVED = 0.045;
/** Differences up to this agree (a quarter), or up to three times the usual difference where that is more. */
export const NEAR = Math.log(1.25);
const TIMES_SPREAD = 3;
/** What many observations agreed on is moved by this share of the difference. */
const SLOWEST = 0.02;
/** A far observation moves the level of all hours by 1 %: six bad hours, by 6 %. */
const FAR_STEP = 0.01;

/** How far off still agrees. */
export const nearness = (spread: number): number => Math.max(NEAR, TIMES_SPREAD * spread);

/** A level of an hour of week or day is given up after three hours far off in a row: three weeks, three days. */
const SURE_OF_CELL = 4;

/**
 * The level of an hour of week or day.
 * @param otherwise the level that would be read without this one: tells which of two that disagree is the odd one
 */
export const learnLevel = (known: Level, seen: number, near: number, otherwise: number | undefined): Level =>
  learn(known, seen, near, SURE_OF_CELL, otherwise);

/** The level of all hours: once seven agreed never given up, for bad hours follow one another more easily than bad Mondays. */
export function learnOverall(known: Level, seen: number, near: number): Level {
  const { at, sureness } = known;
  if (sureness < MOST_SURE) return learn(known, seen, near, MOST_SURE, undefined);
  const difference = seen - at;
  const move = Math.abs(difference) > near ? Math.sign(difference) * FAR_STEP : within(difference * SLOWEST);
  return { at: at + move, sureness };
}

function learn(
  { at, sureness }: Level,
  seen: number,
  near: number,
  mostSure: number,
  otherwise: number | undefined,
): Level {
  if (sureness === 0) return { at: seen, sureness: 1 };
  const isFar = Math.abs(seen - at) > near;
  if (sureness === 1 && isFar) {
    const isOdd = otherwise !== undefined && Math.abs(seen - otherwise) > Math.abs(at - otherwise);
    return { at: isOdd ? at : seen, sureness: 1 };
  }
  if (sureness === 1) return { at: (at + seen) / 2, sureness: 2 };
  if (isFar) return { at: at + Math.sign(seen - at) * MOST_MOVED, sureness: sureness - 1 };
  return { at: at + within((seen - at) / (sureness + 1)), sureness: Math.min(mostSure, sureness + 1) };
}

const within = (move: number): number => Math.max(-MOST_MOVED, Math.min(MOST_MOVED, move));
