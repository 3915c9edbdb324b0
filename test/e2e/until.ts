/** Waits until something is so, asking again and again. */
export const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

/** What was seen last: so, or the time was over. */
export async function watch<T>(
  withinMs: number,
  probe: () => Promise<T>,
  isSo: (seen: T) => boolean,
  everyMs = 300,
): Promise<T> {
  const deadlineMs = Date.now() + withinMs;
  for (;;) {
    const seen = await probe();
    if (isSo(seen) || Date.now() > deadlineMs) return seen;
    await pause(everyMs);
  }
}

/** Throws where it does not come to be so, with what was seen last. */
export async function until<T>(
  what: string,
  withinMs: number,
  probe: () => Promise<T>,
  isSo: (seen: T) => boolean,
  everyMs = 300,
): Promise<T> {
  const seen = await watch(withinMs, probe, isSo, everyMs);
  if (isSo(seen)) return seen;
  throw new Error(`waited ${withinMs / 1000} s for ${what}; last seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
}
