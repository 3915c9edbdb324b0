/** An event whose message is still as it stands in the delivery: escaped, in bytes. Most messages are never asked for. */
import type { LogEvent, RawMessage } from './batch';
import type { Piece } from './bytes';
import { readUtf8 } from './utf8';

/** Places in the delivery: cutting an id and a message out of it for each event would cost as much as finding them. */
export class RawEvent implements LogEvent, RawMessage {
  private known: string | undefined = undefined;

  constructor(
    readonly timestampMs: number,
    readonly piece: Piece,
    private readonly idFrom: number,
    private readonly idTo: number,
    readonly from: number,
    readonly to: number,
  ) {}

  get id(): string {
    return this.piece.latin1.slice(this.idFrom, this.idTo);
  }

  get raw(): RawMessage {
    return this;
  }

  get message(): string {
    this.known ??= this.readMessage();
    return this.known;
  }

  private readMessage(): string {
    const { latin1, isAscii } = this.piece;
    const raw = latin1.slice(this.from, this.to);
    return unescape(isAscii ? raw : readUtf8(raw));
  }
}

function unescape(text: string): string {
  const at = text.indexOf('\\');
  if (at === -1) return text;
  // Half of all lines have one escape, the line feed at their end.
  if (at === text.length - 2 && text.charAt(at + 1) === 'n') return `${text.slice(0, at)}\n`;
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? value : text;
  } catch {
    return text; // CloudWatch writes no such thing; the line stays as it came
  }
}
