/** Neither the table nor the account here knows of roles: what the subscriber and the redriver ask of both is held against the template. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoReadBacks } from '../../adapters/dynamodb/read-back-store';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import { createHasher } from '../../adapters/hasher';
import { createPageReader } from '../../adapters/log-events';
import { createLogReader } from '../../adapters/log-reader';
import { createMetrics, METRICS } from '../../adapters/metrics';
import { readLateNames } from '../../adapters/parameters';
import { createAsk } from '../../adapters/signed-request';
import { lateNamesParameter } from '../../core/settings';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import { createBackReader } from '../../lambda/redriver/back-reader';
import { createReconciler } from '../../lambda/redriver/reconciler';
import { createSubscriber } from '../../lambda/subscriber/subscriber';
import type { VigilProps } from '../../lib/vigil-props';
import { report } from '../core/deliveries';
import { startAccount, type FakeAccount } from '../fakes/account-server';
import { ANALYZER, filtered, makeWorld, OUR_FILTER } from '../lambda/subscriber/made-world';
import { PLAIN, synth } from '../lib/made-stack';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';
import { resourceRights, resourcesOf } from './resource-rights';
import { listening, tableRights } from './table-rights';

jest.setTimeout(60_000);

const HOUR_MS = 60 * MINUTE_MS;
const keys = { accessKeyId: 'roles', secretAccessKey: 'roles' };
const ARNS = { AnalyzerFunction: ANALYZER };

let server: DynamoServer;
let account: FakeAccount;
beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => (account = await startAccount()));
afterEach(() => account.stop());

/** What was asked for and is not allowed, and what is allowed and was not asked for. */
function compare(role: string, template: Template, ofTable: ReadonlySet<string>) {
  const rights = resourceRights(role, template, ARNS);
  const onTable = tableRights(role, template);
  const asked = new Set(account.requests.map(({ action }) => action));
  const denied = account.requests.flatMap((request) =>
    resourcesOf(request).flatMap((arn) => (rights.allows(request.action, arn) ? [] : [`${request.action} ${arn}`])),
  );
  return {
    denied: [...new Set(denied), ...[...ofTable].filter((request) => !onTable.has(request))],
    unasked: [...rights.actions].filter((action) => !asked.has(action)),
    unaskedOfTable: [...onTable].filter((request) => !ofTable.has(request)),
  };
}

it('the subscriber asks for nothing that its role does not allow, and its role allows nothing else', async () => {
  const template = synth((user) => ({
    ...PLAIN,
    logGroups: ['/a/b.c#d', new LogGroup(user, 'Late')],
    everyFunction: true,
    prefixes: ['/ecs/'],
    tagged: { team: 'shop' },
    exclude: ['/aws/lambda/test-*'],
  }));
  const { client, asked } = listening(server.endpoint);
  const table = { client, name: await server.makeTable() };
  const world = makeWorld(account, {
    everyFunction: true,
    prefixes: ['/ecs/'],
    tags: { team: 'shop' },
    exclude: ['/aws/lambda/test-*'],
  });
  const ssm = new SSMClient({ endpoint: account.endpoint, region: 'eu-central-1', credentials: keys });
  const parameter = lateNamesParameter('Vigil', 1);
  account.parameters.set(parameter, JSON.stringify(['/late']));
  const subscriber = createSubscriber({
    ...world,
    store: createDynamoWatch(table),
    functions: createDynamoFunctions(table),
    readBacks: createDynamoReadBacks(table),
    putCoverage: (found) => createDynamoCoverage(table).put(found),
    readNamed: async () => ['/a/b.c#d', '/vigil/Vigil/analyzer', ...(await readLateNames(ssm, [parameter]))],
  });
  for (const name of ['checkout', 'gone', 'test-1']) {
    account.functions.push({ name });
    account.addGroup(`/aws/lambda/${name}`, { createdAtMs: account.clock.nowMs });
  }
  for (const name of ['/a/b.c#d', '/late', '/ecs/x', '/vigil/Vigil/analyzer']) account.addGroup(name);
  account.addGroup('/ecs/full', { slots: 0 });
  await subscriber.begin();
  expect(filtered(account)).toHaveLength(5);

  account.groups.get('/ecs/x')?.filters.delete(OUR_FILTER);
  account.functions.splice(1, 1);
  for (let run = 0; run < 4; run += 1) {
    account.clock.nowMs += 15 * MINUTE_MS;
    await subscriber.watch();
  }
  account.addGroup('/aws/lambda/new', { createdAtMs: account.clock.nowMs });
  await subscriber.welcome([{ logGroup: '/aws/lambda/new', isOptedOut: false }]);
  expect(filtered(account)).toEqual(['/a/b.c#d', '/aws/lambda/checkout', '/aws/lambda/new', '/ecs/x', '/late']);
  await subscriber.leave();
  expect(filtered(account)).toEqual([]);
  client.destroy();

  const { denied, unasked, unaskedOfTable } = compare('SubscriberRole', template, asked);
  expect(denied).toEqual([]);
  // Its own log group and traces, which the runtime writes.
  expect(unasked.filter((action) => !/^(xray:|logs:(CreateLogStream|PutLogEvents)$|dynamodb:)/.test(action))).toEqual(
    [],
  );
  expect(unaskedOfTable).toEqual([]);
  const rights = resourceRights('SubscriberRole', template, ARNS);
  for (const own of ['/vigil/Vigil/analyzer', '/vigil/Other/sweeper']) {
    const [arn = ''] = resourcesOf({ action: 'logs:PutSubscriptionFilter', input: { logGroupName: own } });
    expect(rights.allows('logs:PutSubscriptionFilter', arn)).toBe(false);
    expect(rights.allows('logs:DeleteSubscriptionFilter', arn)).toBe(true); // a filter that is there all the same is taken
  }
});

const many = Array.from({ length: 60 }, (_, index) => `/aws/lambda/f${index}`);

it.each<[string, Partial<VigilProps>, string]>([
  ['named', {}, '/aws/lambda/checkout'],
  ['one of sixty that are named', { logGroups: many }, '/aws/lambda/f59'],
  ['found by a prefix', { prefixes: ['/ecs/'] }, '/ecs/shop'],
  ['found by a tag', { tagged: { team: 'shop' } }, '/anything'],
  ['a function’s', { everyFunction: true }, '/a/b.c#d'],
])('the redriver may read back a log group that is %s, and compare its calls', async (_, props, logGroup) => {
  const template = synth(() => ({ ...PLAIN, ...props }));
  const { client, asked } = listening(server.endpoint);
  const table = { client, name: await server.makeTable() };
  const { clock, endpoint } = account;
  const t0 = clock.nowMs;
  const of = { endpoint, region: 'eu-central-1', credentials: keys };
  const now = () => clock.nowMs;
  const world = {
    ...createDynamoState(client, table.name, now),
    ...createDynamoCoverage(table),
    hasher: createHasher('pepper'),
    log: createLogReader({ readPage: createPageReader(new CloudWatchLogsClient(of)), pause: async () => undefined }),
    readBacks: createDynamoReadBacks(table),
    functions: createDynamoFunctions(table),
    watched: createDynamoWatch(table),
    invocations: createMetrics(
      createAsk(METRICS, { region: 'eu-central-1', keys: () => keys, endpoint, now }),
      OUR_FILTER,
    ),
    hasTime: () => true,
    now,
  };
  const ends = t0 + 2 * HOUR_MS;
  const events = [t0, ends].map((timestamp, index) => ({ timestamp, message: report(index, 20) }));
  account.addGroup(logGroup, { events });
  // As the subscriber leaves it; these requests are its own.
  const theirs = { client: server.client, name: table.name };
  await createDynamoWatch(theirs).put({ logGroup, state: 'watched', atMs: t0 });
  await createDynamoFunctions(theirs).put({ name: 'checkout', configuration: {}, atMs: t0, logGroup });
  await createDynamoReadBacks(theirs).note({ logGroup, from: minuteOf(t0), to: minuteOf(t0) + 1 });

  clock.nowMs = t0 + 10 * MINUTE_MS;
  expect(await createBackReader(world)()).toMatchObject({ finished: 1, minutes: 1, whys: [] });
  const reconcile = createReconciler(world);
  await reconcile();
  clock.nowMs = t0 + 9 * HOUR_MS;
  account.metrics.push({ Id: 'f0', Timestamps: [ends / 1000], Values: [1] });
  expect(await reconcile()).toMatchObject({ functions: 1, gaps: 1 });
  client.destroy();

  expect(new Set(account.requests.map(({ action }) => action))).toEqual(
    new Set(['logs:FilterLogEvents', 'cloudwatch:GetMetricData']),
  );
  expect(compare('RedriverRole', template, asked).denied).toEqual([]);
  expect([...asked]).toEqual(expect.arrayContaining(['DeleteItem B', 'PutItem G', 'PutItem F', 'PutItem D']));
});

it('would find a log group that may not be read back', () => {
  const rights = resourceRights('RedriverRole', synth(), ARNS);
  const read = (logGroupName: string) => resourcesOf({ action: 'logs:FilterLogEvents', input: { logGroupName } })[0]!;
  expect(rights.allows('logs:FilterLogEvents', read('/aws/lambda/checkout'))).toBe(true);
  expect(rights.allows('logs:FilterLogEvents', read('/aws/lambda/other'))).toBe(false);
});
