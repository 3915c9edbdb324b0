/** Shows that secrets are asked for seldom, and never quoted. */
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { createSecretReader, SecretError } from '../../adapters/secrets';
import { expectNoLeak } from './expect-no-leak';

const manager = mockClient(SecretsManagerClient);
beforeEach(() => manager.reset());

const readerAt = (clock: { nowMs: number }) => createSecretReader(new SecretsManagerClient({}), () => clock.nowMs);

describe('secret reader', () => {
  it('asks once in five minutes, and at once when told to', async () => {
    const clock = { nowMs: 0 };
    const reader = readerAt(clock);
    manager.on(GetSecretValueCommand).resolvesOnce({ SecretString: 'old' }).resolves({ SecretString: 'new' });
    expect([await reader.read('slack'), await reader.read('slack')]).toEqual(['old', 'old']);
    clock.nowMs = 5 * 60_000 - 1;
    expect(await reader.read('slack')).toBe('old');
    clock.nowMs += 1;
    expect(await reader.read('slack')).toBe('new');
    expect(manager.calls()).toHaveLength(2);
    expect(await reader.refresh('slack')).toBe('new');
    expect(manager.calls()).toHaveLength(3);
  });

  it.each([
    [
      'a missing secret by name',
      new ResourceNotFoundException({ message: 'canary-value', $metadata: { httpStatusCode: 400 } }),
      'give-up',
      'there is no secret "slack"; make it in Secrets Manager',
    ],
    [
      'a refused request',
      Object.assign(new Error('canary-value'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } }),
      'give-up',
      'could not read the secret "slack": AccessDeniedException',
    ],
    [
      'a service that is down',
      Object.assign(new Error('canary-value'), { name: 'InternalServiceError', $metadata: { httpStatusCode: 500 } }),
      'try-again',
      'could not read the secret "slack": InternalServiceError',
    ],
  ])('names %s', async (_, error, kind, message) => {
    manager.on(GetSecretValueCommand).rejects(error);
    const thrown = await readerAt({ nowMs: 0 })
      .read('slack')
      .catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(SecretError);
    expect(thrown).toMatchObject({ kind, message });
    expectNoLeak(message, ['canary-value']);
  });

  it('refuses a secret without text', async () => {
    manager.on(GetSecretValueCommand).resolves({ SecretBinary: Buffer.from('canary-value') });
    await expect(readerAt({ nowMs: 0 }).read('slack')).rejects.toThrow(
      'the secret "slack" holds no text; store it as text, not as binary',
    );
  });

  it('keeps nothing of a failure', async () => {
    const reader = readerAt({ nowMs: 0 });
    manager.on(GetSecretValueCommand).rejectsOnce(new Error('down')).resolves({ SecretString: 'there' });
    await expect(reader.read('slack')).rejects.toThrow(SecretError);
    expect(await reader.read('slack')).toBe('there');
  });
});
