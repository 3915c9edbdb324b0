/** One delivery of CloudWatch Logs: some events of one log stream, as its subscription sent them. */
import type { Piece } from './bytes';

export interface LogBatch {
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly subscriptionFilters: readonly string[];
  readonly events: readonly LogEvent[];
  /** How many entries of the delivery were no events (no time, no text) and are left out of `events`. */
  readonly unreadableEvents?: number;
}

export interface LogEvent {
  /** The event's id as CloudWatch gave it, or one made of stream, time and ordinal where a saved log has none. */
  readonly id: string;
  readonly timestampMs: number;
  readonly message: string;
  /** Where the message stands in its delivery, if that was cut into events without being parsed. */
  readonly raw?: RawMessage;
}

/** A message between its quotes, escaped as in JSON. */
export interface RawMessage {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

export type Decoded =
  | { readonly kind: 'batch'; readonly batch: LogBatch }
  | { readonly kind: 'control' } // CloudWatch asking whether anyone is there
  | { readonly kind: 'unreadable'; readonly why: string };
