/**
 * Packs levels with how sure each is, four letters each, so that a week of hours fits into 8 KB. A level is the
 * logarithm of a figure in steps of 0.02 %: finer than the slowest learning moves it. Zero is zero.
 */

export interface Level {
  /** ln(1 + figure ÷ unit); 0 where nothing was seen yet. */
  readonly at: number;
  /** How many observations agree on it, 0 (none was made) to MOST_SURE. */
  readonly sureness: number;
}

export const MOST_SURE = 7;
export const NO_LEVEL: Level = { at: 0, sureness: 0 };

const STEP = 0.0002;
const LETTERS = 4;
const MOST_STEPS = Math.floor((36 ** LETTERS - 1) / (MOST_SURE + 1));

export const levelAt = (figure: number, unit: number): number => Math.log1p(figure / unit);

export const figureAt = (level: number, unit: number): number => Math.expm1(level) * unit;

export function packLevels(levels: readonly Level[]): string {
  let text = '';
  for (const level of levels) text += packLevel(level);
  return text;
}

function packLevel({ at, sureness }: Level): string {
  const steps = Math.min(MOST_STEPS - 1, Math.max(0, Math.round(at / STEP)));
  return (steps * (MOST_SURE + 1) + sureness).toString(36).padStart(LETTERS, '0');
}

/** `count` levels from the `first` on; no level where the text is shorter. */
export function unpackLevels(text: string, first: number, count: number): Level[] {
  const levels: Level[] = [];
  for (let index = first; levels.length < count; index += 1) levels.push(unpackLevel(text, index));
  return levels;
}

/** One of them. */
export function unpackLevel(text: string, index: number): Level {
  const from = index * LETTERS;
  let packed = 0;
  for (let at = from; at < from + LETTERS; at += 1) packed = packed * 36 + digitOf(text.charCodeAt(at));
  if (!(packed > 0)) return NO_LEVEL;
  return { at: Math.floor(packed / (MOST_SURE + 1)) * STEP, sureness: packed % (MOST_SURE + 1) };
}

/** NaN for what is no digit, and behind the text's end. */
const digitOf = (code: number): number => DIGITS[code] ?? Number.NaN;

const DIGITS: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  Number.parseInt(String.fromCharCode(code), 36),
);

export const unpackAll = (text: string): Level[] => unpackLevels(text, 0, text.length / LETTERS);

/** The text with these levels in the place of those from the `first` on. */
export const replaceLevels = (text: string, first: number, levels: readonly Level[]): string =>
  text.slice(0, first * LETTERS).padEnd(first * LETTERS, '0') +
  packLevels(levels) +
  text.slice((first + levels.length) * LETTERS);
