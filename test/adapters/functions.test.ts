import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { createConfigurationReader } from '../../adapters/functions';

const lambda = mockClient(LambdaClient);
const readConfiguration = createConfigurationReader(new LambdaClient({ region: 'eu-central-1' }));
beforeEach(() => lambda.reset());

it('takes what a price depends on, and none of what is secret', async () => {
  lambda.on(GetFunctionConfigurationCommand, { FunctionName: 'checkout' }).resolves({
    Architectures: ['arm64'],
    MemorySize: 1769,
    PackageType: 'Image',
    EphemeralStorage: { Size: 2048 },
    Environment: { Variables: { PASSWORD: 'hunter2' } },
  });
  const read = await readConfiguration('checkout');
  expect(read).toEqual({
    kind: 'read',
    configuration: {
      architecture: 'arm64',
      memoryMb: 1769,
      packageType: 'Image',
      ephemeralMb: 2048,
      onManagedInstances: false,
    },
  });
  expect(JSON.stringify(read)).not.toContain('hunter2');
});

it('knows Managed Instances, and what is left out stays unknown', async () => {
  lambda.on(GetFunctionConfigurationCommand).resolves({
    CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'arn' } },
  });
  expect(await readConfiguration('f')).toEqual({ kind: 'read', configuration: { onManagedInstances: true } });
});

it.each([
  ['ResourceNotFoundException', { kind: 'no-function' }],
  ['AccessDeniedException', { kind: 'failed', why: 'AccessDeniedException' }],
  ['TooManyRequestsException', { kind: 'failed', why: 'TooManyRequestsException' }],
])('makes an answer of %s', async (name, answer) => {
  lambda.on(GetFunctionConfigurationCommand).rejects(Object.assign(new Error('no'), { name }));
  expect(await readConfiguration('f')).toEqual(answer);
});
