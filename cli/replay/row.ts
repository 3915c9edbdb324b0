/** One row of a saved log as a form's reader gives it, or why there is none. */
export type Read = Row | UnreadableRow | ControlRow;

export interface Row {
  readonly kind: 'row';
  /** Undefined where the form does not carry it. */
  readonly logGroup: string | undefined;
  /** Empty where the form does not carry it. */
  readonly logStream: string;
  readonly timestampMs: number;
  readonly message: string;
  /** The event's id as CloudWatch gave it. */
  readonly id?: string | undefined;
}

export interface UnreadableRow {
  readonly kind: 'unreadable';
  /** Counted from 1. */
  readonly line: number;
  readonly why: string;
}

/** CloudWatch asking whether anyone is there: counted, nothing else. */
export interface ControlRow {
  readonly kind: 'control';
}

/** Reads one form. `push` takes the next piece of text, cut anywhere, and gives what it completes; `end` gives the rest. */
export interface RowReader {
  push(text: string): readonly Read[];
  end(): readonly Read[];
}
