/** A small app as its owner might have it: a login and a checkout, each with a log group of its own. */
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { join } from 'node:path';

export const LOGIN = 'shop-login';
export const CHECKOUT = 'shop-checkout';

export const groupOf = (functionName: string): string => `/aws/lambda/${functionName}`;

export class SampleStack extends Stack {
  readonly login: LambdaFunction;
  readonly checkout: LambdaFunction;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.login = this.makeFunction(LOGIN, 'login.handler');
    this.checkout = this.makeFunction(CHECKOUT, 'checkout.handler');
  }

  private makeFunction(functionName: string, handler: string): LambdaFunction {
    return new LambdaFunction(this, functionName, {
      functionName,
      handler,
      runtime: Runtime.NODEJS_24_X,
      code: Code.fromAsset(join(__dirname, 'app')),
      timeout: Duration.seconds(10),
      memorySize: 512,
      logGroup: new LogGroup(this, `${functionName}-logs`, {
        logGroupName: groupOf(functionName),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}
