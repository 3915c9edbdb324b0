/** Reads a message as it came in the delivery, still escaped: three lines of four need no more to be counted. */
import { MAX_TEXT_LENGTH } from './limits';
import type { LoginSource } from '../login/login-source';
import { mayHoldLogin } from '../login/read-login';
import { readUsualLogin } from '../login/usual-login';
import type { RawMessage } from './batch';
import type { Piece } from './bytes';
import { holdsAt, wordOf, type Word } from './words';
import type { App, Parsed } from './parsed';
import { readUsualEvent } from './usual-events';
import { readUsualEnd, readUsualReport, readUsualStart } from './usual-lines';

/**
 * Undefined where the message must be parsed whole. A line that holds nothing that is counted (no platform event, no login,
 * no failure) is passed over as `app` without its fields; what it was taken for matters to the tally alone. Words are looked
 * for as they stand (in a declared login source, none is passed over): CloudWatch escapes quotes, backslashes and control characters, and no letter.
 */
export function parseRaw(raw: RawMessage, source: LoginSource | undefined): Parsed | undefined {
  if (raw.to - raw.from > MAX_TEXT_LENGTH) return undefined;
  switch (raw.piece.octets[raw.from]) {
    case OPEN_BRACE:
      return (
        readUsualEvent(raw) ?? (source === undefined && isIdleJson(raw) ? PASSED_OVER : readUsualLogin(raw, source))
      );
    case 0x52: // R
      return readUsualReport(raw);
    case 0x53: // S
      return readUsualStart(raw);
    case 0x45: // E
      return readUsualEnd(raw);
    case 0x32: // 2
      return source === undefined && isIdleText(raw) ? PASSED_OVER : undefined;
    default:
      return undefined;
  }
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** It says nothing that is counted. */
export const PASSED_OVER: App = { kind: 'app' };

/** The platform's events begin with one of their three keys; every runtime's report of a failure has an error type. */
function isIdleJson({ piece, from, to }: RawMessage): boolean {
  const { octets, latin1 } = piece;
  if (!holdsAt(piece, FIRST_KEY, from) || octets[to - 1] !== CLOSE_BRACE) return false;
  const keyAt = from + FIRST_KEY.length;
  if (holdsAt(piece, TIME, keyAt) || holdsAt(piece, TYPE, keyAt) || holdsAt(piece, RECORD, keyAt)) return false;
  const text = latin1.slice(from, to);
  if (mayHoldLogin(text)) return false;
  // Only what readAppJson takes for an application's line may be passed over as one; some runtimes tell a failure in words.
  const levelAt = text.indexOf(LEVEL);
  if (levelAt === -1 || text.charCodeAt(levelAt + LEVEL.length + 2) === CAPITAL_E) return false; // after an escaped quote
  return !/errorType/i.test(text);
}

const LEVEL = 'level\\":';
const CAPITAL_E = 0x45;

const FIRST_KEY = wordOf('{\\"');
const TIME = wordOf('time\\"');
const TYPE = wordOf('type\\"');
const RECORD = wordOf('record\\"');

/** `<time>\t<request id>\t<LEVEL>\t…` of a level below ERROR. */
function isIdleText({ piece, from, to }: RawMessage): boolean {
  const { octets, latin1 } = piece;
  if (!holdsAt(piece, TAB, from + TIME_END) || !holdsAt(piece, TAB, from + ID_END)) return false;
  const levelAt = from + ID_END + TAB.length;
  const level = levelIn(piece, levelAt);
  if (level === undefined || octets[levelAt + level.length] === OPEN_BRACE) return false;
  // No login is read from words without JSON but OWASP's.
  return nextUnderscore(piece, levelAt) >= to || !/authn_login_/i.test(latin1.slice(levelAt, to));
}

/** Most lines have none, and one search tells it of all lines up to the next: matching each would cost as much as cutting it. */
function nextUnderscore(piece: Piece, from: number): number {
  if (piece !== searched || from < searchedFrom || from > underscoreAt) {
    const at = piece.latin1.indexOf('_', from);
    searched = piece;
    searchedFrom = from;
    underscoreAt = at === -1 ? piece.latin1.length : at;
  }
  return underscoreAt;
}

let searched: Piece | undefined;
let searchedFrom = 0;
let underscoreAt = 0;

function levelIn(piece: Piece, at: number): Word | undefined {
  for (const level of LEVELS) if (holdsAt(piece, level, at)) return level;
  return undefined;
}

const TAB = wordOf('\\t');
const LEVELS = [wordOf('INFO\\t'), wordOf('WARN\\t'), wordOf('DEBUG\\t')];
const TIME_END = '2026-11-20T12:00:00.000Z'.length;
const ID_END = TIME_END + TAB.length + 36;
