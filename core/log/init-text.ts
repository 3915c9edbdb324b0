/** Reads `INIT_START Runtime Version: …` and `INIT_REPORT Init Duration: … Phase: … Status: …`; neither has a request id. */
import { readFields } from './fields';
import type { Init, Refused } from './parsed';
import { refused } from './refused';
import { Scanner } from './scanner';

/** Undefined where the line is some other text that begins with INIT_. */
export function readInitText(text: string): Init | Refused | undefined {
  const scan = new Scanner(text, 0);
  if (!scan.skip('INIT_START') && !scan.skip('INIT_REPORT')) return undefined;
  const fields = readFields(scan);
  if (typeof fields === 'string') return refused(`INIT: ${fields}`);
  const { initMs, phase, status, errorType, runtimeVersion } = fields;
  return { kind: 'init', initMs, phase, status, errorType, runtimeVersion };
}
