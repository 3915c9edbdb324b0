/** Where a delivery goes whole when counting it failed three times: the one place with raw log lines, for 14 days. */
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface FailureBucketProps {
  readonly removalPolicy: RemovalPolicy;
  /** S3's own where it is undefined. */
  readonly key: IKey | undefined;
}

const PRIVATE = { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true };
const UNFINISHED = Duration.days(1);

export class FailureBucket extends Bucket {
  constructor(scope: Construct, id: string, { removalPolicy, key }: FailureBucketProps) {
    // Who asked for what, for 90 days; it cannot log itself.
    const serverAccessLogsBucket = new Bucket(scope, `${id}Access`, {
      ...PRIVATE,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: UNFINISHED }],
      removalPolicy,
    });
    super(scope, id, {
      ...PRIVATE,
      ...(key === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }),
      serverAccessLogsBucket,
      lifecycleRules: [{ expiration: Duration.days(14), abortIncompleteMultipartUploadAfter: UNFINISHED }],
      removalPolicy,
    });
  }
}
