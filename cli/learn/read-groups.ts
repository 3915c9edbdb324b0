/** Reads the log groups one after another into the checkpoint, each from where it was left. */
import type { ReadPage } from '../../adapters/log-events';
import type { Checkpoint } from './checkpoint';
import { createEventCounter, type CountWorld, type EventCounter } from './count-events';
import { createSpanReader, type Pace } from './read-span';
import { createSpans } from './spans';

export interface ReadGroupsWorld extends CountWorld {
  readonly readPage: ReadPage;
  readonly pace: Pace;
  readonly checkpoint: Checkpoint;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly logGroup: string;
  /** Of all log groups' time, 0 to 1. */
  readonly share: number;
  /** The same, when this run began. */
  readonly shareAtStart: number;
  readonly events: number;
  /** Set when the log group is through. */
  readonly isDone: boolean;
}

export interface GroupsRead {
  readonly events: number;
  readonly unreadable: readonly { readonly logGroup: string; readonly why: string }[];
}

export async function readGroups(
  logGroups: readonly string[],
  toMs: number,
  { readPage, pace, checkpoint, onProgress, ...counting }: ReadGroupsWorld,
): Promise<GroupsRead> {
  const readSpan = createSpanReader(readPage, pace);
  const { fromMs } = checkpoint.plan;
  const lengthMs = Math.max(1, toMs - fromMs);
  const begun = new Map<string, number>();
  for (const logGroup of logGroups) begun.set(logGroup, (await checkpoint.readTo(logGroup)) ?? fromMs);
  const shareOf = (doneMs: number): number => doneMs / (lengthMs * logGroups.length);
  let doneMs = [...begun.values()].reduce((sum, atMs) => sum + Math.min(atMs, toMs) - fromMs, 0);
  const shareAtStart = shareOf(doneMs);
  let events = 0;
  const unreadable: { logGroup: string; why: string }[] = [];
  for (const logGroup of logGroups) {
    const startMs = begun.get(logGroup) ?? fromMs;
    const spans = createSpans(startMs, toMs);
    const tell = (isDone: boolean) => onProgress({ logGroup, share: shareOf(doneMs), shareAtStart, events, isDone });
    for (let span = spans.next(); span !== undefined; span = spans.next()) {
      let counter: EventCounter | undefined;
      const read = await readSpan(logGroup, span, () => {
        const fresh = (counter = createEventCounter(logGroup, counting));
        return (page) => fresh.take(page);
      });
      if (read.kind === 'unreadable') {
        unreadable.push({ logGroup, why: read.why });
        doneMs += toMs - span.fromMs;
        break;
      }
      await checkpoint.append(logGroup, (await counter?.finish()) ?? [], span.toMs);
      spans.took(read.pages);
      events += read.events;
      doneMs += span.toMs - span.fromMs;
      tell(false);
    }
    tell(true);
  }
  return { events, unreadable };
}
