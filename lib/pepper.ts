/** The key under which addresses and accounts are hashed: made by the stack, read by the analyzer and the redriver alone. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export class Pepper extends Secret {
  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id, {
      description:
        'Vigil: key of the hashes that stand for people and addresses. A new one makes the old hashes useless.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
  }
}
