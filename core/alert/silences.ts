/** The silences of a stack: those that people made, kept in the table, and those that stand in its code. */
import type { Silence } from './silence';

/** As it is kept, with who ended it before its time. */
export interface KeptSilence extends Silence {
  readonly endedBy?: string;
}

export interface SilenceStore {
  /** Also those that ended lately. */
  list(): Promise<readonly KeptSilence[]>;
  put(silence: Silence): Promise<void>;
  /** False where no such silence lasts beyond `nowMs`. */
  end(id: string, by: string, nowMs: number): Promise<boolean>;
}

/** Less than from one sweep to the next: each reads anew, so that a new silence holds within a minute, as is promised. */
const KEEP_MS = 30_000;

/** Reads them at most twice a minute, and only when somebody asks: a look that finds nothing costs no read. */
export function createSilences(
  store: Pick<SilenceStore, 'list'>,
  inCode: readonly Silence[],
  now: () => number,
): () => Promise<readonly Silence[]> {
  let readAtMs = -Infinity;
  let known: Promise<readonly Silence[]> | undefined;
  return () => {
    const ageMs = now() - readAtMs;
    if (known === undefined || ageMs >= KEEP_MS || ageMs < 0) {
      readAtMs = now();
      const read = store.list().then((listed) => [...inCode, ...listed]);
      read.catch(() => (known = undefined)); // asked for again by the next
      known = read;
    }
    return known;
  };
}
