/** Reads the log groups whose names only the deployment knew (SSM parameters written by the template). */
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';

const PER_CALL = 10; // GetParameters takes no more (2026-11)

/** Throws when a parameter is missing or is no list of names: a filter taken away for lack of a name would lose logs. */
export async function readLateNames(client: SSMClient, parameters: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (let at = 0; at < parameters.length; at += PER_CALL) {
    const asked = parameters.slice(at, at + PER_CALL);
    const { Parameters } = await client.send(new GetParametersCommand({ Names: asked }));
    const found = new Map(Parameters?.map(({ Name, Value }) => [Name, Value]));
    for (const parameter of asked) names.push(...readNames(parameter, found.get(parameter)));
  }
  return names;
}

function readNames(parameter: string, value: string | undefined): readonly string[] {
  if (value === undefined) throw new Error(`SSM parameter ${parameter} is missing; deploy the stack again`);
  const names: unknown = JSON.parse(value);
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new Error(`SSM parameter ${parameter} must be a JSON list of log group names; deploy the stack again`);
  }
  return names;
}
