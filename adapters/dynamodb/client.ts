/** Makes the DynamoDB client as Vigil uses it. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CLIENT_LIMITS } from '../client-limits';

export function createDynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({ ...CLIENT_LIMITS, ...config });
  // It copies all that is sent and received for a log that nobody keeps: 5 % of a sweep's time.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
