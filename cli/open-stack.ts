/** Finds a deployed Vigil by its stack's name, or says why it cannot. */
import { readStackOutputs, type StackOutputs } from '../adapters/stack-outputs';
import { sdkErrorName } from '../adapters/sdk-error';
import { WrongUse } from './wrong-use';

export async function openStack(stack: string): Promise<StackOutputs> {
  let outputs: StackOutputs | undefined;
  try {
    outputs = await readStackOutputs(stack);
  } catch (error) {
    throw new WrongUse(
      `stack "${stack}" could not be read (${sdkErrorName(error)}); look at its name, the Region and your credentials`,
    );
  }
  if (outputs === undefined) throw new WrongUse(`stack "${stack}" has no Vigil of this version in it; deploy it again`);
  return outputs;
}
