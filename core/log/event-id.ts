/** Names the events of a saved log that carry no id: by stream, time, and the ordinal among equal times of that stream. */
export type EventIds = (logGroup: string, logStream: string, timestampMs: number) => string;

/** The same rows in the same order get the same ids; no two rows share one. Holds one counter per stream and time. */
export function createEventIds(): EventIds {
  const groups = new Map<string, Map<string, Map<number, number>>>();
  return (logGroup, logStream, timestampMs) => {
    const times = entryOf(entryOf(groups, logGroup), logStream);
    const ordinal = times.get(timestampMs) ?? 0;
    times.set(timestampMs, ordinal + 1);
    // Lengths first, because any character may stand in a name: no two streams can spell the same id.
    return `${logGroup.length}:${logGroup}:${logStream.length}:${logStream}:${timestampMs}:${ordinal}`;
  };
}

function entryOf<Key, Inner, Value>(outer: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const fresh = new Map<Inner, Value>();
  outer.set(key, fresh);
  return fresh;
}
