/** Makes the DynamoDB client as Vigil uses it. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CLIENT_LIMITS } from '../client-limits';

export const createDynamoClient = (config: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({ ...CLIENT_LIMITS, ...config });
