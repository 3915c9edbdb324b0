/** What one Vigil is called: its log groups, filters and parameters have names made of it, which must be known at synth. */
import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The CDK leaves this id out of logical ids: what stood in the stack itself keeps the id that it had there. */
export const WHOLE_STACK = 'Default';

/** The stack's name, and the construct's path in it where the stack holds other things too. */
export function nameOf(vigil: Construct): string {
  const stack = Stack.of(vigil);
  if (Token.isUnresolved(stack.stackName))
    throw new Error(
      `${vigil.node.path} must stand in a stack whose name is known at synth, got a nested stack; ` +
        'put Vigil into the stack around it, for its log groups and filters have names made of that name',
    );
  const path = vigil.node.scopes.slice(vigil.node.scopes.indexOf(stack) + 1).map(({ node }) => node.id);
  const own = path.filter((id) => id !== WHOLE_STACK).map((id) => id.replace(/[^A-Za-z0-9]+/g, '-'));
  return [stack.stackName, ...own].join('-');
}
