/** Vigil as a stack of its own; what is in it stands in vigil.ts. */
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { WHOLE_STACK } from './instance-name';
import { Vigil } from './vigil';
import type { VigilStackProps } from './vigil-props';

export class VigilStack extends Stack {
  readonly vigil: Vigil;

  constructor(scope: Construct, id: string, props: VigilStackProps) {
    super(scope, id, { description: 'Vigil: watches AWS Lambda through its logs', ...props });
    this.vigil = new Vigil(this, WHOLE_STACK, props);
  }
}
