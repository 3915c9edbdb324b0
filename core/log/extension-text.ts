/** Reads `EXTENSION\tName: …\tState: …` and the subscriptions `TELEMETRY\tName: …` and `LOGS\tName: …`. */
import { readFields } from './fields';
import type { Extension, Platform, Refused } from './parsed';
import { refused } from './refused';
import { Scanner } from './scanner';

/** Undefined where the line is some other text that begins with the same word. */
export function readExtensionText(
  text: string,
  word: 'EXTENSION' | 'TELEMETRY' | 'LOGS',
): Extension | Platform | Refused | undefined {
  const scan = new Scanner(text, word.length);
  if (!scan.skipSpace() || !text.startsWith('Name:', scan.at)) return undefined;
  scan.at = word.length;
  const fields = readFields(scan);
  if (typeof fields === 'string') return refused(`${word}: ${fields}`);
  if (word !== 'EXTENSION') return { kind: 'platform', event: word };
  return { kind: 'extension', name: fields.name, state: fields.state, errorType: fields.errorType };
}
