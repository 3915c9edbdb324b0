/** What no real platform line exceeds: a number beyond these was not written by Lambda (checked 2026-11). */
export interface Limit {
  readonly min: number;
  readonly max: number;
  /** Lambda prints it without a fraction, and what is counted from it must be summable without loss. */
  readonly isInteger: boolean;
}

/** A call may take 900 s; calls that timed out were seen to run 2.2 s over. */
export const CALL_MS: Limit = { min: 0, max: 910_000, isInteger: false };

/** Billed time also holds what an on-demand init (10 s) or a restore (10 s) took. */
export const BILLED_MS: Limit = { min: 0, max: 930_000, isInteger: true };

/** With provisioned concurrency an init may take as long as a call. */
export const INIT_MS: Limit = { min: 0, max: 910_000, isInteger: false };

/** Lambda sells 128 to 10,240 MB in steps of one; emulators print a little less. */
export const MEMORY_MB: Limit = { min: 100, max: 10_304, isInteger: true };

/** Healthy runs were seen one MB over their size. */
export const USED_MB: Limit = { min: 0, max: 10_304, isInteger: true };

export function isWithin(value: number, limit: Limit): boolean {
  return value >= limit.min && value <= limit.max && (!limit.isInteger || Number.isInteger(value));
}

/** Text longer than this, in UTF-16 units, is not looked into. */
export const MAX_TEXT_LENGTH = 64 * 1024;
/** JSON longer than this, in UTF-16 units, is not parsed. */
export const MAX_JSON_LENGTH = 256 * 1024;
