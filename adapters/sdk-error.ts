/** Says what an error of an AWS SDK client means for us: somebody was faster, try again, or it will never work. */
import { isObject } from '../core/log/json';

export type SdkErrorKind = 'conflict' | 'try-again' | 'give-up';

const CONFLICTS = new Set(['ConditionalCheckFailedException', 'TransactionConflictException']);

const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'TooManyRequestsException',
  'RequestTimeout',
  'RequestThrottled',
  'InternalServerError',
  'InternalError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'KMSThrottlingException',
  'TimeoutError',
  'AbortError',
  'NetworkingError',
]);

/** Codes of Node's sockets: none of them says anything about the request itself. */
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|UND_ERR_)/;

export function sdkErrorKind(error: unknown): SdkErrorKind {
  const name = sdkErrorName(error);
  if (CONFLICTS.has(name)) return 'conflict';
  if (PASSING.has(name)) return 'try-again';
  const status = metadataOf(error).httpStatusCode;
  if (status !== undefined) return status >= 500 || status === 429 ? 'try-again' : 'give-up';
  return NETWORK.test(codeOf(error)) ? 'try-again' : 'give-up';
}

/** The error's name alone: messages may quote requests. */
export const sdkErrorName = (error: unknown): string =>
  isObject(error) && typeof error['name'] === 'string' ? error['name'] : 'unknown error';

/** True where the SDK sent the request more than once: an earlier one may have been carried out and its reply lost. */
export const wasRetried = (error: unknown): boolean => (metadataOf(error).attempts ?? 1) > 1;

interface Metadata {
  readonly attempts?: number;
  readonly httpStatusCode?: number;
}

function metadataOf(error: unknown): Metadata {
  const metadata = isObject(error) ? error['$metadata'] : undefined;
  if (!isObject(metadata)) return {};
  const { attempts, httpStatusCode } = metadata;
  return {
    ...(typeof attempts === 'number' && { attempts }),
    ...(typeof httpStatusCode === 'number' && { httpStatusCode }),
  };
}

const codeOf = (error: unknown): string => (isObject(error) && typeof error['code'] === 'string' ? error['code'] : '');
