/** Lists the functions of the account with where they log and what their price depends on (Lambda); nothing else of them, for configurations hold secrets too. */
import { LambdaClient, paginateListFunctions, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Configuration } from '../core/price';
import type { FunctionSeen, Listed } from '../core/watch/ports';
import { CLIENT_LIMITS } from './client-limits';
import { sdkErrorName } from './sdk-error';

export const createLambdaClient = (): LambdaClient => new LambdaClient({ ...CLIENT_LIMITS, maxAttempts: 8 });

/** Four pages of fifty a second, of the 15 requests that the account shares (2026-11). */
const PAUSE_MS = 250;

export const createListFunctions =
  (client: LambdaClient, pause: (durationMs: number) => Promise<void>) => async (): Promise<Listed<FunctionSeen>> => {
    const items: FunctionSeen[] = [];
    try {
      for await (const { Functions = [], NextMarker } of paginateListFunctions({ client, pageSize: 50 }, {})) {
        items.push(...Functions.flatMap(readFunction));
        if (NextMarker !== undefined) await pause(PAUSE_MS);
      }
      return { kind: 'listed', items };
    } catch (error) {
      return { kind: 'failed', why: sdkErrorName(error) };
    }
  };

function readFunction(found: FunctionConfiguration): FunctionSeen[] {
  const { FunctionName: name, LoggingConfig } = found;
  if (name === undefined) return [];
  return [
    {
      name,
      logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
      configuration: configurationOf(found),
      // Only JSON has levels; INFO is the default, and the last that writes the report of a call that went well.
      hidesReports: LoggingConfig?.LogFormat === 'JSON' && LoggingConfig.SystemLogLevel === 'WARN',
    },
  ];
}

function configurationOf({
  Architectures: [architecture] = [],
  MemorySize,
  PackageType,
  EphemeralStorage,
  CapacityProviderConfig,
}: FunctionConfiguration): Configuration {
  return {
    ...((architecture === 'x86_64' || architecture === 'arm64') && { architecture }),
    ...(MemorySize !== undefined && { memoryMb: MemorySize }),
    ...((PackageType === 'Zip' || PackageType === 'Image') && { packageType: PackageType }),
    ...(EphemeralStorage?.Size !== undefined && { ephemeralMb: EphemeralStorage.Size }),
    onManagedInstances: CapacityProviderConfig !== undefined,
  };
}
