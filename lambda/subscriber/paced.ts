/** Makes calls one after another, slower than the account's quota, and repeats those that CloudWatch turned away. */
import type { TryAgain } from '../../core/watch/ports';

export interface PacedWorld {
  readonly pause: (durationMs: number) => Promise<void>;
  readonly now: () => number;
  /** False when what is left of the time is too short to begin anything. */
  readonly hasTime: () => boolean;
}

/** CloudWatch Logs allows 5 calls a second of each of these actions in an account, for everybody in it (2026-11). */
const GAP_MS = 215;
/**
 * Waits 1, 2, 4, 8, 16, 16, 16, 16 s: over a minute of throttling, and for a permission made seconds ago that is not known
 * everywhere yet.
 */
const TRIES = 9;
const LONGEST_WAIT_MS = 16_000;

export type Paced = <Result extends { readonly kind: string }>(
  call: () => Promise<Result | TryAgain>,
) => Promise<Exclude<Result, TryAgain> | { readonly kind: 'failed'; readonly why: string }>;

export function createPaced({ pause, now, hasTime }: PacedWorld): Paced {
  let nextAtMs = -Infinity;
  return async (call) => {
    for (let tries = 1; ; tries += 1) {
      if (nextAtMs > now()) await pause(nextAtMs - now());
      nextAtMs = now() + GAP_MS;
      const result = await call();
      if (isAnswer(result)) return result;
      if (tries === TRIES || !hasTime()) return { kind: 'failed', why: isTryAgain(result) ? result.why : '' };
      await pause(Math.min(LONGEST_WAIT_MS, 500 * 2 ** tries));
    }
  };
}

const isTryAgain = (result: { readonly kind: string }): result is TryAgain => result.kind === 'try-again';

const isAnswer = <Result extends { readonly kind: string }>(
  result: Result | TryAgain,
): result is Exclude<Result, TryAgain> => !isTryAgain(result);
