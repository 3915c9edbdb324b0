/** The failure bucket in S3: lists, reads and removes what Lambda stored of deliveries that failed for good. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import type { FailedBatches } from '../core/redrive/ports';
import { CLIENT_LIMITS } from './client-limits';
import { sdkErrorKind, sdkErrorName } from './sdk-error';

/** Lambda puts asynchronous failures under this, then the function's name and the day. */
export const FAILURE_PREFIX = 'aws/lambda/';
export const SET_ASIDE_PREFIX = 'set-aside/';

const PAGE = 1000;

export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly kind: ReturnType<typeof sdkErrorKind>,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export const createS3Client = (): S3Client => new S3Client(CLIENT_LIMITS);

export function createFailedBatches(client: S3Client, bucket: string, prefix = FAILURE_PREFIX): FailedBatches {
  const remove = (key: string) =>
    orThrow('remove an object', () => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
  return {
    async list(most) {
      const found: { key: string; storedAtMs: number }[] = [];
      let token: string | undefined;
      do {
        const page = await orThrow('list the failure bucket', () =>
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: prefix,
              MaxKeys: Math.min(PAGE, most - found.length),
              ContinuationToken: token,
            }),
          ),
        );
        for (const { Key, LastModified } of page.Contents ?? []) {
          if (Key !== undefined) found.push({ key: Key, storedAtMs: LastModified?.getTime() ?? 0 });
        }
        token = page.NextContinuationToken;
      } while (token !== undefined && found.length < most);
      return found;
    },

    async read(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return (await Body?.transformToString('utf8')) ?? '';
      } catch (error) {
        if (sdkErrorName(error) === 'NoSuchKey') return undefined;
        throw storageError('read an object', error);
      }
    },

    remove: async (key) => void (await remove(key)),

    async setAside(key) {
      const aside = SET_ASIDE_PREFIX + key;
      const source = `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
      await orThrow('set an object aside', () =>
        client.send(new CopyObjectCommand({ Bucket: bucket, Key: aside, CopySource: source })),
      );
      await remove(key);
      return aside;
    },
  };
}

async function orThrow<Output>(act: string, send: () => Promise<Output>): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    throw storageError(act, error);
  }
}

function storageError(act: string, error: unknown): StorageError {
  const name = sdkErrorName(error);
  return new StorageError(
    sdkErrorKind(error),
    `could not ${act}: ${name}; look at the bucket and its permissions`,
    error,
  );
}
