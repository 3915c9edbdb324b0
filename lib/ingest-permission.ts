/** Lets CloudWatch Logs call the analyzer: one permission for every log group of this account and Region. */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** One a log group would break the 20 KB limit of a function's policy at about 44 groups. */
export class IngestPermission extends CfnPermission {
  constructor(scope: Construct, id: string, analyzer: IFunction) {
    const stack = Stack.of(scope);
    super(scope, id, {
      action: 'lambda:InvokeFunction',
      functionName: analyzer.functionArn,
      principal: 'logs.amazonaws.com',
      sourceAccount: stack.account,
      sourceArn: stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: '*',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    });
  }
}
