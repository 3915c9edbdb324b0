/** What the checks of cdk-nag find and Vigil means to leave so: each with its reason. */
import { Aspects, Validations, type IAspect } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AcknowledgeWildcards } from './wildcards';

export const ACKNOWLEDGED = [
  {
    id: 'AwsSolutions-SMG4',
    reason:
      'The pepper keys the hashes that stand for people and addresses: a new one would cut what is counted in two. Whoever wants a ' +
      'new one deletes the secret and deploys again.',
  },
  {
    id: 'AwsSolutions-SQS3',
    reason:
      'These queues are what takes dead letters: of the stream, of the redriver and of schedules, which are no queues.',
  },
  {
    id: 'Serverless-SQSRedrivePolicy',
    reason: 'A queue of dead letters has nowhere to pass them on to: an alarm tells people that something lies there.',
  },
  {
    id: 'Serverless-LambdaDLQ',
    reason:
      'A delivery that failed goes whole into the failure bucket, for it may be larger than a message can be. All others are called ' +
      'by a queue or a stream, which have dead letters of their own, or by a schedule, whose failed runs go to a destination.',
  },
  {
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'Lambda knows no destination for a queue: the queues of the channels have dead letters of their own.',
  },
] as const;

/** The sixth is AwsSolutions-IAM5, of which each wildcard has a reason of its own: wildcards.ts. */
export function acknowledgeFindings(vigil: Construct): void {
  for (const finding of ACKNOWLEDGED) Validations.of(vigil).acknowledge(finding);
  const wildcards: IAspect = new AcknowledgeWildcards();
  Aspects.of(vigil).add(wildcards);
}
