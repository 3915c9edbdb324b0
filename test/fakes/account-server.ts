/**
 * An account over HTTP on this machine, for the real SDK clients: log groups with slots for subscription filters, functions,
 * tags. Holds to CloudWatch's quota of five calls a second, by a clock that the test moves.
 */
import { createServer, type IncomingMessage } from 'node:http';

export interface FakeGroup {
  readonly createdAtMs: number;
  readonly logClass: string;
  /** Filter name → destination. */
  readonly filters: Map<string, string>;
  readonly slots: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly events?: readonly { readonly timestamp: number; readonly message: string }[];
}

export interface FakeFunction {
  readonly name: string;
  readonly logGroup?: string;
  readonly logFormat?: 'Text' | 'JSON';
  readonly systemLogLevel?: 'DEBUG' | 'INFO' | 'WARN';
  readonly tags?: Readonly<Record<string, string>>;
}

export interface FakeCall {
  readonly action: string;
  readonly logGroup: string;
  readonly atMs: number;
}

/** Any request, as whoever decides on rights sees it: `logs:FilterLogEvents`, and what it names. */
export interface FakeRequest {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface FakeAccount {
  readonly endpoint: string;
  readonly groups: Map<string, FakeGroup>;
  readonly functions: FakeFunction[];
  /** Calls about subscription filters, answered or turned away. */
  readonly calls: FakeCall[];
  readonly requests: FakeRequest[];
  /** SSM parameters, by name. */
  readonly parameters: Map<string, string>;
  /** What any question for metrics is answered with. */
  readonly metrics: object[];
  readonly clock: { nowMs: number };
  /** `action` or `action logGroup` → the error that answers it. */
  readonly refusals: Map<string, string>;
  /** Every call about filters is throttled until then. */
  throttledUntilMs: number;
  /** Called before each answer: what happens in the account meanwhile. */
  meanwhile: (call: FakeCall) => void;
  policy: string | undefined;
  addGroup(name: string, more?: Partial<FakeGroup>): FakeGroup;
  stop(): Promise<void>;
}

const PER_SECOND = 5;
/** As a function names it that logs where others do. */
const STREAM = '2026/11/22/checkout[$LATEST]0123456789abcdef0123456789abcdef';

export async function startAccount(): Promise<FakeAccount> {
  const account = {
    groups: new Map<string, FakeGroup>(),
    functions: [] as FakeFunction[],
    calls: [] as FakeCall[],
    requests: [] as FakeRequest[],
    parameters: new Map<string, string>(),
    metrics: [] as object[],
    clock: { nowMs: Date.parse('2026-11-22T10:00:00Z') },
    refusals: new Map<string, string>(),
    throttledUntilMs: 0,
    meanwhile: (() => undefined) as (call: FakeCall) => void,
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' } }] }) as
      string | undefined,
    addGroup(name: string, more: Partial<FakeGroup> = {}): FakeGroup {
      const group = {
        createdAtMs: 0,
        logClass: 'STANDARD',
        filters: new Map<string, string>(),
        slots: 2,
        tags: {},
        ...more,
      };
      account.groups.set(name, group);
      return group;
    },
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => void (body += text));
    request.on('end', () => {
      const [status, answer] = answerOf(account, request, body);
      // Where Lambda's client looks for it; CloudWatch's finds it in the body.
      const errorType = status === 200 ? {} : { 'x-amzn-errortype': String(Object.values(answer)[0]) };
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...errorType });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(account, {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

type State = Omit<FakeAccount, 'endpoint' | 'stop'>;
type Answer = readonly [status: number, body: object];

const refuse = (name: string, message = name): Answer => [
  name === 'InternalServerError' ? 500 : 400,
  { __type: name, message },
];

const SERVICES: readonly (readonly [target: string, prefix: string])[] = [
  ['Logs_', 'logs'],
  ['ResourceGroupsTagging', 'tag'],
  ['GraniteService', 'cloudwatch'],
  ['AmazonSSM', 'ssm'],
];

function answerOf(account: State, { url = '', headers }: IncomingMessage, body: string): Answer {
  const [target = '', action] = String(headers['x-amz-target'] ?? '').split('.');
  if (action === undefined) return answerLambda(account, new URL(url, 'http://fake'));
  const input = JSON.parse(body);
  const prefix = SERVICES.find(([start]) => target.startsWith(start))?.[1] ?? target;
  account.requests.push({ action: `${prefix}:${action}`, input });
  const refusal = account.refusals.get(action) ?? account.refusals.get(`${action} ${input.logGroupName}`);
  if (action.endsWith('SubscriptionFilter') || action.endsWith('SubscriptionFilters')) {
    const call = { action, logGroup: input.logGroupName, atMs: account.clock.nowMs };
    account.meanwhile(call);
    account.calls.push(call);
    const recent = account.calls.filter((other) => other.action === action && call.atMs - other.atMs < 1_000);
    if (account.clock.nowMs < account.throttledUntilMs || recent.length > PER_SECOND)
      return refuse('ThrottlingException', 'Rate exceeded');
    return refusal === undefined ? answerFilters(account, action, input) : refuse(refusal);
  }
  if (refusal !== undefined) return refuse(refusal);
  if (action === 'DescribeLogGroups') return listGroups(account, input);
  if (action === 'GetResources') return listTagged(account, input);
  if (action === 'FilterLogEvents') return readEvents(account, input);
  if (action === 'GetMetricData') return [200, { MetricDataResults: account.metrics }];
  if (action === 'GetParameters') return readParameters(account, input);
  return refuse('UnknownOperationException');
}

function answerFilters(account: State, action: string, input: Record<string, string>): Answer {
  const { logGroupName = '', filterName = '', destinationArn = '' } = input;
  const group = account.groups.get(logGroupName);
  if (group === undefined) return refuse('ResourceNotFoundException');
  if (action === 'DescribeSubscriptionFilters') {
    const filters = [...group.filters].map(([name, arn]) => ({
      filterName: name,
      destinationArn: arn,
      filterPattern: '',
    }));
    return [200, { subscriptionFilters: filters }];
  }
  if (action === 'DeleteSubscriptionFilter')
    return group.filters.delete(filterName) ? [200, {}] : refuse('ResourceNotFoundException');
  if (group.logClass !== 'STANDARD') return refuse('InvalidParameterException', 'log class does not support it');
  if (!group.filters.has(filterName) && group.filters.size >= group.slots)
    return refuse('LimitExceededException', 'Resource limit exceeded.');
  group.filters.set(filterName, destinationArn);
  return [200, {}];
}

function pageOf<Item>(all: readonly Item[], token: string | undefined, size: number) {
  const from = Number(token ?? 0);
  return { page: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : undefined };
}

function listGroups(
  account: State,
  input: { logGroupNamePrefix?: string; nextToken?: string; limit?: number },
): Answer {
  const names = [...account.groups.keys()].filter((name) => name.startsWith(input.logGroupNamePrefix ?? '')).toSorted();
  const { page, next } = pageOf(names, input.nextToken, input.limit ?? 50);
  const logGroups = page.map((name) => {
    const { createdAtMs, logClass } = account.groups.get(name)!;
    return { logGroupName: name, creationTime: createdAtMs, logGroupClass: logClass };
  });
  return [200, { logGroups, ...(next !== undefined && { nextToken: next }) }];
}

function readEvents(account: State, input: { logGroupName: string; startTime: number; endTime: number }): Answer {
  const group = account.groups.get(input.logGroupName);
  if (group === undefined) return refuse('ResourceNotFoundException');
  const events = (group.events ?? [])
    .map((event, index) => ({ ...event, eventId: String(index).padStart(56, '0'), logStreamName: STREAM }))
    .filter(({ timestamp }) => timestamp >= input.startTime && timestamp <= input.endTime);
  return [200, { events }];
}

const readParameters = ({ parameters }: State, { Names }: { Names: readonly string[] }): Answer => [
  200,
  { Parameters: Names.map((Name) => ({ Name, Value: parameters.get(Name) })) },
];

function listTagged(
  account: State,
  input: { TagFilters: { Key: string; Values?: string[] }[]; PaginationToken?: string },
): Answer {
  const has = (tags: Readonly<Record<string, string>> = {}): boolean =>
    input.TagFilters.every(({ Key, Values }) => Key in tags && (Values?.includes(tags[Key] ?? '') ?? true));
  const all = [
    ...[...account.groups].flatMap(([name, { tags }]) => (has(tags) ? [`arn:aws:logs:r:1:log-group:${name}`] : [])),
    ...account.functions.flatMap(({ name, tags }) => (has(tags) ? [`arn:aws:lambda:r:1:function:${name}`] : [])),
  ];
  const { page, next } = pageOf(all, input.PaginationToken, 2);
  return [200, { ResourceTagMappingList: page.map((arn) => ({ ResourceARN: arn })), PaginationToken: next ?? '' }];
}

function answerLambda(account: State, url: URL): Answer {
  const of = /functions\/([^/]+)\/policy$/.exec(url.pathname)?.[1];
  const action = of === undefined ? 'ListFunctions' : 'GetPolicy';
  account.requests.push({ action: `lambda:${action}`, input: { FunctionName: decodeURIComponent(of ?? '') } });
  if (url.pathname.endsWith('/policy'))
    return account.policy === undefined
      ? [404, { __type: 'ResourceNotFoundException' }]
      : [200, { Policy: account.policy }];
  const refusal = account.refusals.get('ListFunctions');
  if (refusal !== undefined) return [403, { __type: refusal }];
  const { page, next } = pageOf(account.functions, url.searchParams.get('Marker') ?? undefined, 50);
  const Functions = page.map(({ name, logGroup, logFormat = 'Text', systemLogLevel }) => ({
    FunctionName: name,
    Architectures: ['arm64'],
    MemorySize: 512,
    LoggingConfig: {
      LogFormat: logFormat,
      LogGroup: logGroup ?? `/aws/lambda/${name}`,
      ...(systemLogLevel !== undefined && { SystemLogLevel: systemLogLevel }),
    },
  }));
  return [200, { Functions, ...(next !== undefined && { NextMarker: next }) }];
}
