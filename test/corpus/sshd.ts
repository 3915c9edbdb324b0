/** Reads a real log of sshd and holds each line against the events that were derived from it, and the others against none. */
import { readJsonObject } from '../../core/log/json';
import { parseMessage } from '../../core/log/parse';
import type { Verdict } from './judge';

export interface SshdEvent {
  readonly line: number;
  readonly outcome: string;
  readonly user: string;
  readonly ip: string;
}

export function readSshdEvent(text: string): SshdEvent {
  const row = readJsonObject(text);
  if (typeof row?.['line'] !== 'number') throw new Error('an event must have the number of its line');
  return { line: row['line'], outcome: String(row['outcome']), user: String(row['user']), ip: String(row['ip']) };
}

/** `events` are those of this line: several, where it says that a message was repeated. */
export function judgeSshd(text: string, events: readonly SshdEvent[]): Verdict {
  const parsed = parseMessage(text, { format: 'sshd' });
  const login = parsed.kind === 'login' ? parsed.login : undefined;
  const [event] = events;
  if (login === undefined)
    return event === undefined ? 'exact' : { wrong: `not read, though it is a ${event.outcome}` };
  if (event === undefined) return { wrong: `read as a ${login.outcome}, though it is none` };
  const seen = `${login.times ?? 1} × ${login.outcome} of "${login.account ?? ''}" from ${login.address}`;
  const wanted = `${events.length} × ${event.outcome} of "${event.user}" from ${event.ip}`;
  return seen === wanted ? 'exact' : { wrong: `${seen}, not ${wanted}` };
}
