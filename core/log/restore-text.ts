/** Reads SnapStart's `RESTORE_START Runtime Version: …` and `RESTORE_REPORT Restore Duration: … Status: …`. */
import { readFields } from './fields';
import type { Refused, Restore } from './parsed';
import { refused } from './refused';
import { Scanner } from './scanner';

/** Undefined where the line is some other text that begins with RESTORE_. */
export function readRestoreText(text: string): Restore | Refused | undefined {
  const scan = new Scanner(text, 0);
  if (!scan.skip('RESTORE_START') && !scan.skip('RESTORE_REPORT')) return undefined;
  const fields = readFields(scan);
  if (typeof fields === 'string') return refused(`RESTORE: ${fields}`);
  const { restoreMs, status, errorType, runtimeVersion } = fields;
  return { kind: 'restore', restoreMs, status, errorType, runtimeVersion };
}
