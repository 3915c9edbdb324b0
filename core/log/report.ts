/** Reads `REPORT RequestId: …`, the account of one call: old and new style, SnapStart, X-Ray, emulators, console copies. */
import { readFields } from './fields';
import type { Refused, Report } from './parsed';
import { refused } from './refused';
import { isRequestId } from './request-id';
import { Scanner } from './scanner';

/** Undefined where the line is some other text that begins with REPORT. */
export function readReport(text: string): Report | Refused | undefined {
  const scan = new Scanner(text, 'REPORT'.length);
  if (!scan.skipSpace() || !scan.skip('RequestId:')) return undefined;
  scan.skipSpace();
  const requestId = scan.word(64);
  if (!isRequestId(requestId)) return refused('REPORT without a request id');
  const fields = readFields(scan);
  if (typeof fields === 'string') return refused(`REPORT: ${fields}`);
  if (fields.durationMs === undefined && fields.status === undefined)
    return refused('REPORT with neither a duration nor a status');
  return {
    kind: 'report',
    requestId,
    durationMs: fields.durationMs,
    billedMs: fields.billedMs,
    memoryMb: fields.memoryMb,
    maxMemoryMb: fields.maxMemoryMb,
    initMs: fields.initMs,
    restoreMs: fields.restoreMs,
    billedRestoreMs: fields.billedRestoreMs,
    status: fields.status,
    errorType: fields.errorType,
  };
}
