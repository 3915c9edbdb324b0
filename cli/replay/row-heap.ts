/** Keeps rows so that the earliest is always at hand: by time, then log group, then arrival. */
import type { LogRow } from './read-file';

export interface RowHeap {
  readonly size: number;
  push(row: LogRow): void;
  peek(): LogRow | undefined;
  pop(): LogRow | undefined;
}

interface Entry {
  readonly row: LogRow;
  readonly arrival: number;
}

export function createRowHeap(): RowHeap {
  const heap: Entry[] = [];
  let arrivals = 0;
  return {
    get size() {
      return heap.length;
    },
    push(row) {
      heap.push({ row, arrival: (arrivals += 1) });
      rise(heap, heap.length - 1);
    },
    peek: () => heap[0]?.row,
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first?.row;
    },
  };
}

function isBefore(one: Entry, other: Entry): boolean {
  if (one.row.timestampMs !== other.row.timestampMs) return one.row.timestampMs < other.row.timestampMs;
  if (one.row.logGroup !== other.row.logGroup) return one.row.logGroup < other.row.logGroup;
  return one.arrival < other.arrival;
}

function rise(heap: Entry[], start: number): void {
  const entry = heap[start]!;
  let at = start;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(entry, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

function sink(heap: Entry[]): void {
  const entry = heap[0]!;
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
    if (!isBefore(heap[child]!, entry)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = entry;
}
