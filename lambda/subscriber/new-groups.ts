/** Reads out of an event that something was made to which our filter may belong. */

export interface NewGroup {
  readonly logGroup: string;
  /** The function that will write there, where the event names it. */
  readonly functionName?: string;
  /** It was made with the tag that keeps us out. */
  readonly isOptedOut: boolean;
}

/** Empty for what is no such event; CloudTrail writes a failed call down too, with its errorCode. */
export function readNewGroups(event: unknown, optOut: Readonly<Record<string, string>>): readonly NewGroup[] {
  const detail = partOf(event, 'detail');
  const parameters = partOf(detail, 'requestParameters');
  const action = textOf(detail, 'eventName');
  const code = textOf(detail, 'errorCode');
  if (action === undefined || (code !== undefined && !code.startsWith('ResourceAlreadyExists'))) return [];
  const tags = partOf(parameters, 'tags');
  const isOptedOut = Object.entries(optOut).every(([name, value]) => textOf(tags, name) === value);
  if (action === 'CreateLogGroup') {
    const logGroup = textOf(parameters, 'logGroupName');
    return logGroup === undefined ? [] : [{ logGroup, isOptedOut }];
  }
  // CloudTrail writes Lambda's version behind the name: CreateFunction20150331, UpdateFunctionConfiguration20150331v2.
  if (!/^(CreateFunction|UpdateFunctionConfiguration)\d/.test(action)) return [];
  const functionName = textOf(parameters, 'functionName')?.split(':').at(-1);
  if (functionName === undefined) return [];
  const logGroup = textOf(partOf(parameters, 'loggingConfig'), 'logGroup') ?? `/aws/lambda/${functionName}`;
  return [{ logGroup, functionName, isOptedOut }];
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function textOf(value: unknown, key: string): string | undefined {
  const text = partOf(value, key);
  return typeof text === 'string' ? text : undefined;
}
