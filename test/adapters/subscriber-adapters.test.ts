/** Shows how the subscriber's adapters put CloudWatch's, SSM's and CloudFormation's answers into our words. */
import { createServer, type Server } from 'node:http';
import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { createFilters } from '../../adapters/logs';
import { readLateNames } from '../../adapters/parameters';
import { sendStackAnswer } from '../../adapters/stack-answer';

const OURS = { filterName: 'vigil-Vigil', destinationArn: 'arn:analyzer', filterPattern: '' };

const sdkError = (name: string, message = 'words') => Object.assign(new Error(message), { name });

describe('filters', () => {
  const logs = mockClient(CloudWatchLogsClient);
  const filters = createFilters(new CloudWatchLogsClient({ region: 'eu-central-1' }), OURS);
  beforeEach(() => logs.reset());

  const others = ['datadog (to forwarder)'];
  it.each([
    ['ours', [OURS], { kind: 'current', others: [] }],
    ['ours without a pattern', [{ ...OURS, filterPattern: undefined }], { kind: 'current', others: [] }],
    ['ours to another function', [{ ...OURS, destinationArn: 'arn:old' }], { kind: 'outdated', others: [] }],
    ['ours with a pattern', [{ ...OURS, filterPattern: 'REPORT' }], { kind: 'outdated', others: [] }],
    [
      'one whose name only begins like ours',
      [{ ...OURS, filterName: 'vigil-Vigil2' }],
      { kind: 'absent', others: ['vigil-Vigil2 (to analyzer)'] },
    ],
    [
      'ours beside another',
      [OURS, { filterName: 'datadog', destinationArn: 'arn:aws:lambda:r:1:function:forwarder' }],
      { kind: 'current', others },
    ],
    ['none', [], { kind: 'absent', others: [] }],
  ])('sees %s', async (_, subscriptionFilters, seen) => {
    logs.on(DescribeSubscriptionFiltersCommand).resolves({ subscriptionFilters });
    expect(await filters.look('/a')).toEqual(seen);
  });

  it.each([
    ['ResourceNotFoundException', 'words', { kind: 'no-log-group' }],
    ['LimitExceededException', 'words', { kind: 'full' }],
    ['OperationAbortedException', 'words', { kind: 'try-again', why: 'OperationAbortedException: words' }],
    ['ThrottlingException', 'words', { kind: 'try-again', why: 'ThrottlingException: words' }],
    [
      'InvalidParameterException',
      'Could not execute the lambda function.',
      expect.objectContaining({ kind: 'try-again' }),
    ],
    ['InvalidParameterException', 'bad class', { kind: 'failed', why: 'InvalidParameterException: bad class' }],
    ['AccessDeniedException', 'words', { kind: 'failed', why: 'AccessDeniedException: words' }],
  ])('names a put that ends in %s (%s)', async (name, message, expected) => {
    logs.on(PutSubscriptionFilterCommand).rejects(sdkError(name, message));
    expect(await filters.put('/a')).toEqual(expected);
  });

  it('puts everything to the analyzer', async () => {
    expect(await filters.put('/a')).toEqual({ kind: 'done' });
    expect(logs.commandCalls(PutSubscriptionFilterCommand)[0]?.args[0].input).toEqual({ logGroupName: '/a', ...OURS });
  });

  it('takes what is gone already', async () => {
    logs.on(DeleteSubscriptionFilterCommand).rejects(sdkError('ResourceNotFoundException'));
    expect(await filters.take('/a')).toEqual({ kind: 'done' });
    logs.on(DeleteSubscriptionFilterCommand).rejects(sdkError('AccessDeniedException'));
    expect(await filters.take('/a')).toEqual({ kind: 'failed', why: 'AccessDeniedException: words' });
  });
});

describe('late names', () => {
  const ssm = mockClient(SSMClient);
  const client = new SSMClient({ region: 'eu-central-1' });
  beforeEach(() => ssm.reset());

  it('asks for ten parameters at a time and keeps their order', async () => {
    ssm.on(GetParametersCommand).callsFake(({ Names }: { Names: string[] }) => ({
      Parameters: Names.toReversed().map((Name) => ({ Name, Value: JSON.stringify([`/of${Name}`]) })),
    }));
    const parameters = Array.from({ length: 12 }, (_, index) => `/p${index}`);
    expect(await readLateNames(client, parameters)).toEqual(parameters.map((name) => `/of${name}`));
    expect(ssm.calls()).toHaveLength(2);
    expect(await readLateNames(client, [])).toEqual([]);
  });

  it.each([
    ['is missing', []],
    ['must be a JSON list', [{ Name: '/p', Value: '{}' }]],
    ['must be a JSON list', [{ Name: '/p', Value: '[1]' }]],
  ])('throws when a parameter %s: nothing may be unsubscribed for lack of a name', async (words, Parameters) => {
    ssm.on(GetParametersCommand).resolves({ Parameters });
    await expect(readLateNames(client, ['/p'])).rejects.toThrow(words);
  });
});

describe('the answer to CloudFormation', () => {
  const got: { readonly method?: string; readonly type?: string; readonly body: string }[] = [];
  const statuses: number[] = [];
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        got.push({ method: request.method, type: request.headers['content-type'], body });
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    url = `http://127.0.0.1:${address.port}/answer?signature=secret`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is put without a content type, and again after a failure', async () => {
    statuses.push(503);
    const answer = {
      Status: 'SUCCESS' as const,
      PhysicalResourceId: 'vigil-Vigil',
      StackId: 's',
      RequestId: 'r',
      LogicalResourceId: 'l',
      Data: { Summary: '1 of 1' },
    };
    await sendStackAnswer(url, answer);
    expect(got).toHaveLength(2);
    expect(got[1]).toMatchObject({ method: 'PUT', body: JSON.stringify(answer) });
    expect(got[1]?.type ?? '').toBe('');
  });
});
