/** Cuts a delivery into its events without parsing it: JSON.parse of the whole is more than half of what reading costs. */
import type { Bytes, Piece } from './bytes';
import { readJsonObject, type JsonObject } from './json';
import { holdsAt, wordOf } from './words';
import { RawEvent } from './raw-event';

export interface Walked {
  /** All keys of the delivery but `logEvents`. */
  readonly head: JsonObject;
  readonly events: readonly RawEvent[];
}

/**
 * Reads the one layout that CloudWatch writes: no white space, `{"id":"…","timestamp":…,"message":"…"}`. Undefined for any
 * other, which JSON.parse then reads. No text inside a message can look like a mark between events, for its quotes are
 * escaped there and the marks' are not.
 */
export function walkEnvelope(bytes: Bytes): Walked | undefined {
  let piece = bytes.cut(0, Math.min(PIECE_BYTES, bytes.length));
  const open = piece.latin1.indexOf(FIRST);
  if (open === -1) return undefined;
  const start = piece.latin1.slice(0, open);
  const events: RawEvent[] = [];
  /** Of the piece in the delivery, and of the next event in the piece. */
  let from = 0;
  let at = open + FIRST.length;
  for (let size = PIECE_BYTES; from + piece.octets.length < bytes.length;) {
    const close = piece.latin1.lastIndexOf(BETWEEN);
    if (close <= at)
      size *= 2; // an event longer than a piece
    else if (!readEvents(piece, at, close, events)) return undefined;
    else {
      at = close + BETWEEN.length;
      size = PIECE_BYTES;
    }
    from += at;
    at = 0;
    piece = bytes.cut(from, Math.min(from + size, bytes.length));
  }
  const close = piece.latin1.lastIndexOf(LAST);
  if (close <= at || !readEvents(piece, at, close, events)) return undefined;
  const head = readHead(start, piece.latin1.slice(close + LAST.length));
  return head && { head, events };
}

/** A container reads mostly one function's logs, so that the head of a delivery is often the last one's. */
function readHead(start: string, end: string): JsonObject | undefined {
  if (start === lastStart && end === lastEnd) return lastHead;
  lastHead = readJsonObject(`${start}"logEvents":[]${end}`);
  lastStart = start;
  lastEnd = end;
  return lastHead;
}

let lastStart: string | undefined;
let lastEnd: string | undefined;
let lastHead: JsonObject | undefined;

/** Fits where V8 makes what is soon forgotten, together with all else that a delivery of the usual size needs. */
const PIECE_BYTES = 32 * 1024;
const FIRST = '"logEvents":[{"id":"';
const BETWEEN = '"},{"id":"';
const LAST = '"}]';

/** All events from the first one's id to the last one's closing quote; false where one of them has another layout. */
function readEvents(piece: Piece, from: number, close: number, events: RawEvent[]): boolean {
  for (let at = from; at < close;) {
    const event = readEvent(piece, at, close);
    if (event === undefined) return false;
    events.push(event);
    at = event.to + BETWEEN.length;
  }
  return true;
}

/** `3141…","timestamp":1790000000000,"message":"…"`. */
function readEvent(piece: Piece, from: number, close: number): RawEvent | undefined {
  const { octets, latin1 } = piece;
  const idEnd = latin1.indexOf('"', from);
  if (idEnd === from || !holdsAt(piece, AFTER_ID, idEnd)) return undefined;
  const timeAt = idEnd + AFTER_ID.length;
  let at = timeAt;
  let timestampMs = 0;
  for (let four = fourDigits(piece, at); four >= 0 && at - timeAt < MAX_DIGITS; four = fourDigits(piece, at)) {
    timestampMs = timestampMs * 10_000 + four;
    at += 4;
  }
  for (let code = octets[at] ?? 0; code >= ZERO && code <= NINE; code = octets[at] ?? 0) {
    timestampMs = timestampMs * 10 + (code - ZERO);
    at += 1;
  }
  if (at === timeAt || at - timeAt > MAX_DIGITS || !holdsAt(piece, AFTER_TIME, at)) return undefined;
  const messageAt = at + AFTER_TIME.length;
  const end = messageEnd(piece, messageAt, close);
  return end === -1 ? undefined : new RawEvent(timestampMs, piece, from, idEnd, messageAt, end);
}

/** The number that four bytes spell; -1 where one of them is no digit. */
function fourDigits({ octets, view }: Piece, at: number): number {
  if (at + 4 > octets.length) return -1;
  const digits = view.getInt32(at, true) ^ ZEROS;
  // Adding six carries into the upper half of a byte from ten on.
  if (((digits | (digits + SIXES)) & UPPER_HALVES) !== 0) return -1;
  return (digits & 15) * 1000 + ((digits >> 8) & 15) * 100 + ((digits >> 16) & 15) * 10 + (digits >> 24);
}

const ZEROS = 0x30303030;
const SIXES = 0x06060606;
const UPPER_HALVES = 0xf0f0f0f0 | 0;

const AFTER_ID = wordOf('","timestamp":');
const AFTER_TIME = wordOf(',"message":"');
const MAX_DIGITS = 15;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Where the message's closing quote stands; -1 where something else follows it than the next event or the end. In JSON every
 * second word is in quotes, so a key of the delivery's own is looked for instead: inside a message its quote is escaped.
 */
function messageEnd(piece: Piece, from: number, close: number): number {
  const { octets, latin1 } = piece;
  const quote = octets[from] === OPEN_BRACE ? -1 : latin1.indexOf('"', from);
  if (quote !== -1 && octets[quote - 1] !== BACKSLASH)
    return quote === close || (quote < close && holdsAt(piece, MARK_WORD, quote + 1)) ? quote : -1;
  const key = latin1.indexOf(',"', from);
  const usual = key - 1 - ID_DIGITS - BETWEEN.length;
  if (usual >= from && usual < close && holdsAt(piece, BETWEEN_WORD, usual)) return usual;
  const mark = latin1.indexOf(MARK, from);
  const end = mark === -1 || mark > close ? close : mark - 1;
  return octets[end] === QUOTE && (key === -1 || key > end) ? end : -1;
}

/** BETWEEN without the quote before it: a search for a rarer first letter is faster. */
const MARK = '},{"id":"';
const MARK_WORD = wordOf(MARK);
const BETWEEN_WORD = wordOf(BETWEEN);
/** Of the ids that CloudWatch gives, so that a message ends so far before the next event's time. */
const ID_DIGITS = 56;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
