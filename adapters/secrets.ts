/** Reads secrets from Secrets Manager, each at most once in five minutes; what they hold never gets into an error. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CLIENT_LIMITS } from './client-limits';
import { sdkErrorKind, sdkErrorName } from './sdk-error';

const KEEP_MS = 5 * 60_000;

export interface SecretReader {
  read(name: string): Promise<string>;
  /** Asks anew, whatever is kept. */
  refresh(name: string): Promise<string>;
}

export class SecretError extends Error {
  override readonly name = 'SecretError';

  constructor(
    readonly kind: 'try-again' | 'give-up',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export const createSecretsClient = (): SecretsManagerClient => new SecretsManagerClient(CLIENT_LIMITS);

export function createSecretReader(client: SecretsManagerClient, now: () => number = Date.now): SecretReader {
  const kept = new Map<string, { readonly value: string; readonly untilMs: number }>();
  const refresh = async (name: string): Promise<string> => {
    const value = await fetchSecret(client, name);
    kept.set(name, { value, untilMs: now() + KEEP_MS });
    return value;
  };
  return {
    async read(name) {
      const held = kept.get(name);
      return held !== undefined && now() < held.untilMs ? held.value : refresh(name);
    },
    refresh,
  };
}

async function fetchSecret(client: SecretsManagerClient, name: string): Promise<string> {
  let answer;
  try {
    answer = await client.send(new GetSecretValueCommand({ SecretId: name }));
  } catch (error) {
    if (sdkErrorName(error) === 'ResourceNotFoundException') {
      throw new SecretError('give-up', `there is no secret "${name}"; make it in Secrets Manager`, error);
    }
    const kind = sdkErrorKind(error) === 'give-up' ? 'give-up' : 'try-again';
    throw new SecretError(kind, `could not read the secret "${name}": ${sdkErrorName(error)}`, error);
  }
  if (!answer.SecretString) {
    throw new SecretError('give-up', `the secret "${name}" holds no text; store it as text, not as binary`);
  }
  return answer.SecretString;
}
