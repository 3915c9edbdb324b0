/** Keeps the log groups whose names only the deployment knows in SSM parameters, where the subscriber reads them. */
import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

/** A parameter holds 4 KB, a log group's name up to 512 characters. */
const NAMES_PER_PARAMETER = 7;

export class LateNames extends Construct {
  readonly parameterNames: readonly string[];
  /** JSON lists, with tokens. */
  readonly values: readonly string[];
  private readonly arns: readonly string[];

  constructor(scope: Construct, id: string, stack: string, names: readonly string[]) {
    super(scope, id);
    const parameters = chunk([...new Set(names)]).map((some, index) => {
      const value = Stack.of(this).toJsonString(some);
      const parameter = new StringParameter(this, `Parameter${index + 1}`, {
        parameterName: `/vigil/${stack}/watch-${index + 1}`,
        description: 'Vigil: log groups to watch, named by the deployment',
        stringValue: value,
      });
      return { name: `/vigil/${stack}/watch-${index + 1}`, value, arn: parameter.parameterArn };
    });
    this.parameterNames = parameters.map(({ name }) => name);
    this.values = parameters.map(({ value }) => value);
    this.arns = parameters.map(({ arn }) => arn);
  }

  allowRead(grantee: IGrantable): void {
    if (this.arns.length === 0) return;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ssm:GetParameters'], resources: [...this.arns] }),
    );
  }
}

const chunk = (names: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(names.length / NAMES_PER_PARAMETER) }, (_, index) =>
    names.slice(index * NAMES_PER_PARAMETER, (index + 1) * NAMES_PER_PARAMETER),
  );
