/** Keeps the log groups whose names only the deployment knows in SSM parameters, where the subscriber reads them. */
import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { lateNamesParameter } from '../core/settings';

/** A parameter holds 4 KB, a log group's name up to 512 characters. */
const NAMES_PER_PARAMETER = 7;

export class LateNames extends Construct {
  /** How many parameters there are: their names follow from it, and an environment has no room for hundreds of them. */
  readonly count: number;
  /** JSON lists, with tokens. */
  readonly values: readonly string[];
  private readonly arn: string;

  constructor(scope: Construct, id: string, stack: string, names: readonly string[]) {
    super(scope, id);
    this.values = chunk([...new Set(names)]).map((some) => Stack.of(this).toJsonString(some));
    this.count = this.values.length;
    for (const [index, value] of this.values.entries())
      new StringParameter(this, `Parameter${index + 1}`, {
        parameterName: lateNamesParameter(stack, index + 1),
        description: 'Vigil: log groups to watch, named by the deployment',
        stringValue: value,
      });
    const resourceName = lateNamesParameter(stack, '*').slice(1);
    this.arn = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName });
  }

  allowRead(grantee: IGrantable): void {
    if (this.count === 0) return;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ssm:GetParameters'], resources: [this.arn] }),
    );
  }
}

const chunk = (names: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(names.length / NAMES_PER_PARAMETER) }, (_, index) =>
    names.slice(index * NAMES_PER_PARAMETER, (index + 1) * NAMES_PER_PARAMETER),
  );
