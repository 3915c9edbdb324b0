/** Says in a sentence what is wrong, and the cure, where AWS could not be asked at all. */
import { sdkErrorName } from '../adapters/sdk-error';
import { isObject } from '../core/log/json';
import { WrongUse } from './wrong-use';

export interface Asked {
  readonly table?: string;
  /** What the call needs, for whoever may not make it. */
  readonly actions: string;
}

/** What was thrown, as a sentence where it is one of the usual mistakes. */
export function explainAws(error: unknown, { table, actions }: Asked): unknown {
  const cause = isObject(error) && isObject(error['cause']) ? error['cause'] : error;
  const name = sdkErrorName(cause);
  const message = isObject(cause) && typeof cause['message'] === 'string' ? cause['message'] : '';
  const code = isObject(cause) && typeof cause['code'] === 'string' ? cause['code'] : '';
  const [unreached] = UNREACHED.exec(`${code} ${name} ${message}`) ?? [];
  if (unreached !== undefined)
    return wrong(
      `AWS could not be reached (${unreached}); look at the network, and at AWS_ENDPOINT_URL if it is set`,
      error,
    );
  if (/^CredentialsProviderError|^TokenProviderError/.test(name))
    return wrong('no AWS credentials were found; set AWS_PROFILE, or sign in with "aws sso login"', error);
  if (/Region is missing/.test(message))
    return wrong('it is not known which AWS Region to ask; set AWS_REGION, such as AWS_REGION=eu-central-1', error);
  if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature)/.test(name))
    return wrong(`AWS does not take these credentials (${name}); sign in anew`, error);
  if (name.startsWith('AccessDenied')) return wrong(`AWS does not allow it; you need ${actions}`, error);
  if (name === 'ResourceNotFoundException' && table !== undefined)
    return wrong(
      `there is no table ${table} in this account and Region; the stack's output TableName has its name`,
      error,
    );
  return error;
}

const UNREACHED = /\b(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError)\b/;

const wrong = (message: string, cause: unknown): WrongUse => new WrongUse(message, { cause });
