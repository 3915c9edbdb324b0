/** What is asked of the table, and what a role may ask of it, in the same words: `PutItem D`, an action and the letter that begins the key. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Template } from 'aws-cdk-lib/assertions';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { ofType } from '../lib/made-stack';

export function listening(endpoint: string): { readonly client: DynamoDBClient; readonly asked: Set<string> } {
  const client = createDynamoClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'roles', secretAccessKey: 'roles' },
  });
  const asked = new Set<string>();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        for (const key of partitionsIn(args.input))
          asked.add(`${commandName.replace('Command', '')} ${key.slice(0, 1)}`);
        return next(args);
      },
    { step: 'initialize' },
  );
  return { client, asked };
}

/** Every partition key in a request, wherever it stands. */
function partitionsIn(input: unknown): string[] {
  return [...JSON.stringify(input).matchAll(/"(?:pk|:p)":\{"S":"([^"]+)"/g)].map(([, key = '']) => key);
}

interface TableStatement {
  readonly Action: string | readonly string[];
  readonly Condition?: { readonly 'ForAllValues:StringLike'?: { readonly 'dynamodb:LeadingKeys'?: readonly string[] } };
}

/** @param role the beginning of its logical id */
export function tableRights(role: string, template: Template): ReadonlySet<string> {
  const statements = ofType('AWS::IAM::Policy', template)
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument?.Statement ?? []) as readonly TableStatement[]);
  return new Set(
    statements.flatMap(({ Action, Condition }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          (Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []).map(
            (keys) => `${action.replace('dynamodb:', '')} ${keys.slice(0, 1)}`,
          ),
        ),
    ),
  );
}
