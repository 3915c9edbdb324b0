/** Calls a deployed function and waits for its answer; its own failure is ours. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Aws } from './aws';

export async function invoke(aws: Aws, functionName: string, event: unknown): Promise<unknown> {
  const answer = await aws.functions.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
  );
  const payload = new TextDecoder().decode(answer.Payload);
  if (answer.FunctionError !== undefined) throw new Error(`${functionName} failed: ${payload.slice(0, 1_000)}`);
  return payload === '' ? undefined : JSON.parse(payload);
}
