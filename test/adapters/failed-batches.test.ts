import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { createDeadLetters } from '../../adapters/dead-letters';
import { createFailedBatches } from '../../adapters/s3';

const s3 = mockClient(S3Client);
const failed = createFailedBatches(new S3Client({ region: 'eu-central-1' }), 'failures');
const sdkError = (name: string) => Object.assign(new Error('words of a payload'), { name });
beforeEach(() => s3.reset());

describe('the failure bucket', () => {
  it('lists page after page, as many as asked for', async () => {
    const at = new Date('2026-11-20T14:00:00Z');
    s3.on(ListObjectsV2Command)
      .resolvesOnce({ Contents: [{ Key: 'aws/lambda/a', LastModified: at }], NextContinuationToken: 'more' })
      .resolves({ Contents: [{ Key: 'aws/lambda/b', LastModified: at }] });
    expect((await failed.list(500)).map(({ key, storedAtMs }) => [key, storedAtMs])).toEqual([
      ['aws/lambda/a', at.getTime()],
      ['aws/lambda/b', at.getTime()],
    ]);
    expect(s3.commandCalls(ListObjectsV2Command).map(({ args }) => args[0].input)).toMatchObject([
      { Bucket: 'failures', Prefix: 'aws/lambda/', MaxKeys: 500 },
      { ContinuationToken: 'more', MaxKeys: 499 },
    ]);
  });

  it('takes an object that is gone for gone', async () => {
    s3.on(GetObjectCommand).rejects(sdkError('NoSuchKey'));
    expect(await failed.read('aws/lambda/a')).toBeUndefined();
  });

  it.each([
    ['AccessDenied', 'give-up'],
    ['TimeoutError', 'try-again'],
  ])('puts %s into our words, and nothing else', async (name, kind) => {
    s3.on(GetObjectCommand).rejects(sdkError(name));
    await expect(failed.read('a')).rejects.toMatchObject({
      kind,
      message: `could not read an object: ${name}; look at the bucket and its permissions`,
    });
  });

  it('copies before it removes, under a name that may hold anything', async () => {
    s3.on(CopyObjectCommand).resolves({}).on(DeleteObjectCommand).resolves({});
    expect(await failed.setAside('aws/lambda/a+b c/ü')).toBe('set-aside/aws/lambda/a+b c/ü');
    expect(s3.calls().map(({ args }) => args[0].input)).toEqual([
      { Bucket: 'failures', Key: 'set-aside/aws/lambda/a+b c/ü', CopySource: 'failures/aws/lambda/a%2Bb%20c/%C3%BC' },
      { Bucket: 'failures', Key: 'aws/lambda/a+b c/ü' },
    ]);
  });

  it('removes nothing that it could not copy', async () => {
    s3.on(CopyObjectCommand).rejects(sdkError('SlowDown'));
    await expect(failed.setAside('a')).rejects.toThrow('SlowDown');
    expect(s3.commandCalls(DeleteObjectCommand)).toHaveLength(0);
  });
});

it('tells the dead-letter queue where the payload lies and why', async () => {
  const sqs = mockClient(SQSClient);
  await createDeadLetters(new SQSClient({ region: 'eu-central-1' }), 'https://queue').send({ key: 'k', why: 'w' });
  expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
    QueueUrl: 'https://queue',
    MessageBody: '{"key":"k","why":"w"}',
  });
});
