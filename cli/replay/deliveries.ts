/** Gathers rows into deliveries as CloudWatch would send them: each of one log stream's events, in the rows' order. */
import type { LogBatch, LogEvent } from '../../core/log/batch';
import { createEventIds } from '../../core/log/event-id';
import type { LogRow } from './read-file';

export interface Deliveries {
  readonly size: number;
  add(row: LogRow, isLate: boolean): void;
  /** What was gathered, of all log groups or of these; begins anew with them. */
  take(logGroups?: ReadonlySet<string>): LogBatch[];
  /** Call when time has moved on to another minute: ids made for rows without one need not be remembered any more. */
  forgetIds(): void;
}

export function createDeliveries(): Deliveries {
  const lateIds = createEventIds();
  let ids = createEventIds();
  let batches = new Map<string, Map<string, LogBatch & { readonly events: LogEvent[] }>>();
  let size = 0;
  const eventsOf = ({ logGroup, logStream }: LogRow): LogEvent[] => {
    let byStream = batches.get(logGroup);
    if (byStream === undefined) batches.set(logGroup, (byStream = new Map()));
    let batch = byStream.get(logStream);
    if (batch === undefined) {
      batch = { owner: '', logGroup, logStream, subscriptionFilters: [], events: [] };
      byStream.set(logStream, batch);
    }
    return batch.events;
  };
  return {
    get size() {
      return size;
    },
    add(row, isLate) {
      const { logGroup, logStream, timestampMs, message } = row;
      // Marked, for the ids of that minute are forgotten and must not be made twice.
      const made = () =>
        isLate ? `late ${lateIds(logGroup, logStream, timestampMs)}` : ids(logGroup, logStream, timestampMs);
      eventsOf(row).push({ id: row.id ?? made(), timestampMs, message });
      size += 1;
    },
    take(logGroups) {
      const isTaken = (logGroup: string): boolean => logGroups?.has(logGroup) ?? true;
      const taken = [...batches]
        .filter(([logGroup]) => isTaken(logGroup))
        .flatMap(([, byStream]) => [...byStream.values()]);
      batches = new Map([...batches].filter(([logGroup]) => !isTaken(logGroup)));
      size -= taken.reduce((sum, { events }) => sum + events.length, 0);
      return taken;
    },
    forgetIds: () => void (ids = createEventIds()),
  };
}
