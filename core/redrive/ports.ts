/** What a redrive asks of the world. */
export interface FailedBatches {
  /** The oldest first, as far as the names tell; at most so many. */
  list(most: number): Promise<readonly FailedBatch[]>;
  /** Undefined where it is gone. */
  read(key: string): Promise<string | undefined>;
  remove(key: string): Promise<void>;
  /** Moves it to where no redrive looks by itself, and gives its new key. */
  setAside(key: string): Promise<string>;
}

export interface FailedBatch {
  readonly key: string;
  readonly storedAtMs: number;
}

/** Where people look for what no machine could mend. */
export interface DeadLetters {
  send(letter: DeadLetter): Promise<void>;
}

export interface DeadLetter {
  /** Where the payload lies now. */
  readonly key: string;
  /** In our own words; nothing of the payload. */
  readonly why: string;
}
