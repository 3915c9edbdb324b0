import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { createListFunctions } from '../../adapters/functions';

const lambda = mockClient(LambdaClient);
const pauses: number[] = [];
const listFunctions = createListFunctions(
  new LambdaClient({ region: 'eu-central-1' }),
  async (durationMs) => void pauses.push(durationMs),
);
beforeEach(() => lambda.reset());

it('takes where functions log and what a price depends on, and none of what is secret', async () => {
  lambda.on(ListFunctionsCommand).resolves({
    Functions: [
      {
        FunctionName: 'checkout',
        Architectures: ['arm64'],
        MemorySize: 1769,
        PackageType: 'Image',
        EphemeralStorage: { Size: 2048 },
        Environment: { Variables: { PASSWORD: 'hunter2' } },
        LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN', LogGroup: '/shop/all' },
      },
    ],
  });
  const listed = await listFunctions();
  expect(listed).toEqual({
    kind: 'listed',
    items: [
      {
        name: 'checkout',
        logGroup: '/shop/all',
        hidesReports: true,
        configuration: {
          architecture: 'arm64',
          memoryMb: 1769,
          packageType: 'Image',
          ephemeralMb: 2048,
          onManagedInstances: false,
        },
      },
    ],
  });
  expect(JSON.stringify(listed)).not.toContain('hunter2');
});

it('knows Managed Instances, the log group that a function has by default, and that text hides nothing', async () => {
  const CapacityProviderConfig = { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'arn' } };
  const LoggingConfig = { LogFormat: 'Text', SystemLogLevel: 'WARN' } as const;
  lambda
    .on(ListFunctionsCommand)
    .resolves({ Functions: [{ FunctionName: 'f', CapacityProviderConfig, LoggingConfig }] });
  expect(await listFunctions()).toEqual({
    kind: 'listed',
    items: [{ name: 'f', logGroup: '/aws/lambda/f', hidesReports: false, configuration: { onManagedInstances: true } }],
  });
});

it('reads page after page, not too fast', async () => {
  lambda
    .on(ListFunctionsCommand)
    .resolves({ Functions: [{ FunctionName: 'b' }] })
    .on(ListFunctionsCommand, { Marker: undefined })
    .resolves({ Functions: [{ FunctionName: 'a' }], NextMarker: 'more' });
  const listed = await listFunctions();
  expect(listed.kind === 'listed' && listed.items.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(pauses).toEqual([250]);
});

it('is no list at all where a page could not be read', async () => {
  lambda.on(ListFunctionsCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect(await listFunctions()).toEqual({ kind: 'failed', why: 'AccessDeniedException' });
});
