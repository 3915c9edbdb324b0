/** Looks whether CloudWatch Logs may still call the analyzer: without that permission it skips what it would deliver (Lambda). */
import { GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { isObject } from '../core/log/json';
import { sdkErrorName } from './sdk-error';

const GONE = "CloudWatch Logs may not call Vigil's analyzer any more: its permission is gone; deploy the stack again";

export const createWhyUndeliverable =
  (client: LambdaClient, functionArn: string) => async (): Promise<string | undefined> => {
    try {
      const { Policy = '' } = await client.send(new GetPolicyCommand({ FunctionName: functionArn }));
      return allowsLogs(JSON.parse(Policy)) ? undefined : GONE;
    } catch (error) {
      const name = sdkErrorName(error);
      return name === 'ResourceNotFoundException' ? GONE : `the analyzer's permission could not be looked at: ${name}`;
    }
  };

function allowsLogs(policy: unknown): boolean {
  const statements: unknown = isObject(policy) ? policy['Statement'] : undefined;
  return (Array.isArray(statements) ? statements : []).some((statement: unknown) => {
    if (!isObject(statement) || statement['Effect'] !== 'Allow') return false;
    const principal = statement['Principal'];
    return (isObject(principal) ? principal['Service'] : principal) === 'logs.amazonaws.com';
  });
}
