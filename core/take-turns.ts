/** Where a run begins in its list of work, so that what fails at the front of it never bars the rest. */

/** The golden section: whatever the list's length, later runs begin in the widest gap that earlier ones left. */
const STEP = 0.618_033_988_749_895;
const TURN_MS = 60_000;

/** The same items from another place on, for each minute another. */
export function takeTurns<Item>(items: readonly Item[], nowMs: number): Item[] {
  const turn = Math.floor(nowMs / TURN_MS);
  const start = Math.floor(((turn * STEP) % 1) * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}
