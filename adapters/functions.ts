/** Reads what a function's price depends on from its configuration (Lambda); nothing else of it, for it holds secrets too. */
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Configuration } from '../core/price';
import type { ConfigurationRead, ReadConfiguration } from '../core/watch/functions';
import { CLIENT_LIMITS } from './client-limits';
import { sdkErrorName } from './sdk-error';

export const createLambdaClient = (): LambdaClient => new LambdaClient(CLIENT_LIMITS);

export const createConfigurationReader =
  (client: LambdaClient): ReadConfiguration =>
  async (functionName): Promise<ConfigurationRead> => {
    try {
      const { Architectures, MemorySize, PackageType, EphemeralStorage, CapacityProviderConfig } = await client.send(
        new GetFunctionConfigurationCommand({ FunctionName: functionName }),
      );
      const [architecture] = Architectures ?? [];
      const configuration: Configuration = {
        ...((architecture === 'x86_64' || architecture === 'arm64') && { architecture }),
        ...(MemorySize !== undefined && { memoryMb: MemorySize }),
        ...((PackageType === 'Zip' || PackageType === 'Image') && { packageType: PackageType }),
        ...(EphemeralStorage?.Size !== undefined && { ephemeralMb: EphemeralStorage.Size }),
        onManagedInstances: CapacityProviderConfig !== undefined,
      };
      return { kind: 'read', configuration };
    } catch (error) {
      const name = sdkErrorName(error);
      return name === 'ResourceNotFoundException' ? { kind: 'no-function' } : { kind: 'failed', why: name };
    }
  };
