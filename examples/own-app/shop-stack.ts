/** Vigil inside a stack of your own: it watches the functions that stand beside it, without naming a log group. */
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Vigil } from '@vigil-watch/vigil';
import type { Construct } from 'constructs';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const pager = new Topic(this, 'Pager', { enforceSSL: true });

    new Vigil(this, 'Watch', {
      functions: [this.makeFunction('login'), this.makeFunction('checkout')],
      alerts: { topic: pager, emails: ['oncall@shop.example'] },
    });
  }

  private makeFunction(name: string): LambdaFunction {
    return new LambdaFunction(this, name, {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
      timeout: Duration.seconds(10),
      logGroup: new LogGroup(this, `${name}-log`),
    });
  }
}
