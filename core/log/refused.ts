/** Says why a line that begins like a platform line is none; `why` never quotes the line. */
import type { Refused } from './parsed';

export function refused(why: string): Refused {
  return { kind: 'refused', why };
}
