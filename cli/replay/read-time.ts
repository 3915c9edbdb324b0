/** Reads the time of a saved row: whole milliseconds since 1970, or a sentence saying why it is none. */
const SECONDS_BELOW = 1e11; // as milliseconds, March 1973: nobody's Lambda log
const MICROSECONDS_FROM = 4_102_444_800_000; // as milliseconds, the year 2100

export function readTime(value: unknown): number | string {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    return `timestamp must be milliseconds since 1970, got ${(JSON.stringify(value) ?? 'nothing').slice(0, 40)}`;
  }
  if (value < SECONDS_BELOW) return `timestamp ${value} looks like seconds; give milliseconds since 1970`;
  if (value >= MICROSECONDS_FROM) return `timestamp ${value} looks like a smaller unit; give milliseconds since 1970`;
  return Math.floor(value);
}
