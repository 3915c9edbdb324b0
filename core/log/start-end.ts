/** Reads `START RequestId: … Version: …` and `END RequestId: …`, the brackets around one call. */
import type { End, Refused, Start } from './parsed';
import { refused } from './refused';
import { isRequestId } from './request-id';
import { isSpace, Scanner } from './scanner';

/** Undefined where the line is some other text that begins with the same word. */
export function readStartEnd(text: string, word: 'START' | 'END'): Start | End | Refused | undefined {
  const scan = new Scanner(text, word.length);
  if (!scan.skipSpace() || !scan.skip('RequestId:')) return undefined;
  scan.skipSpace();
  const requestId = scan.word(64);
  if (!isRequestId(requestId)) return refused(`${word} without a request id`);
  skipBlanks(scan);
  let version: string | undefined;
  if (scan.skip('Version:')) {
    scan.skipSpace();
    const written = scan.word(64);
    // A number, or an abridged word in docs: the alphabet of a request id.
    if (written !== '' && written !== '$LATEST' && !isRequestId(written))
      return refused(`${word} with a version that is none`);
    version = written || undefined;
    skipBlanks(scan);
  }
  if (!scan.isAtEnd && text.charCodeAt(scan.at) !== LINE_FEED) return refused(`${word} with more text after it`);
  return word === 'START' ? { kind: 'start', requestId, version } : { kind: 'end', requestId };
}

const LINE_FEED = 0x0a;

/** What follows a line feed belongs to another line, glued on by whoever saved the log. */
function skipBlanks(scan: Scanner): void {
  while (isSpace(scan.text.charCodeAt(scan.at)) && scan.text.charCodeAt(scan.at) !== LINE_FEED) scan.at += 1;
}
