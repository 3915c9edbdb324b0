/** Tells a request that never left from one whose answer was lost: what the second asked for may have been done. */
import { isObject } from '../core/log/json';
import { sdkErrorName } from './sdk-error';

const TIMED_OUT = new Set(['TimeoutError', 'AbortError']);
/** Of Node's sockets and of its `fetch`: the connection ended while it was in use. */
const ENDED = /^(ECONNRESET|EPIPE|UND_ERR_(SOCKET|HEADERS_TIMEOUT|BODY_TIMEOUT|ABORTED))$/;

export function isAnswerLost(error: unknown): boolean {
  if (TIMED_OUT.has(sdkErrorName(error))) return true;
  return [error, isObject(error) ? error['cause'] : undefined].some(
    (each) => isObject(each) && typeof each['code'] === 'string' && ENDED.test(each['code']),
  );
}
