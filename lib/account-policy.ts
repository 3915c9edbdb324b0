/** One subscription for the whole account: CloudWatch Logs sends every log group of the Region to the analyzer, but for those named here. */
import { Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnAccountPolicy } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface AccountPolicyProps {
  readonly name: string;
  readonly analyzer: IFunction;
  /** Our own log groups, and those that the app leaves out. */
  readonly leftOut: readonly string[];
}

export class AccountPolicy extends CfnAccountPolicy {
  constructor(scope: Construct, id: string, { name, analyzer, leftOut }: AccountPolicyProps) {
    super(scope, id, {
      policyName: name,
      policyType: 'SUBSCRIPTION_FILTER_POLICY',
      scope: 'ALL',
      policyDocument: Stack.of(scope).toJsonString({ DestinationArn: analyzer.functionArn, FilterPattern: '' }),
      selectionCriteria: selectionOf(leftOut),
    });
  }
}

/** CloudWatch Logs knows this one form, of whole names, in 25 KB (2026-11). */
export const selectionOf = (leftOut: readonly string[]): string => `LogGroupName NOT IN ${JSON.stringify(leftOut)}`;

export const MOST_SELECTION_BYTES = 25 * 1024;
