/** What happens, in order: a function is made, 300 log groups come, nothing changes, some are left out, all is taken down. */
import { InvokeCommand, TagResourceCommand } from '@aws-sdk/client-lambda';
import { PutSubscriptionFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { createDynamoCoverage } from '../../../adapters/dynamodb/coverage-store';
import { createDynamoState } from '../../../adapters/dynamodb/state';
import { createDynamoWatch } from '../../../adapters/dynamodb/watch-store';
import { COUNTER } from '../../../core/state/counters';
import { CLOSES_AFTER_MINUTES, MINUTE_MS, minuteOf } from '../../../core/state/minute';
import { REGION, type Aws } from '../aws';
import { bootstrap, deploy, destroy, resourcesOf, synth, type Cdk } from '../deploy';
import { everyFilter, FLEET_SIZE, fleetNames, makeGroups, putLine } from './fleet';
import { mostInASecond, type RequestCounter } from './request-counter';
import { invoke } from '../invoke';
import { CHECKOUT, groupOf, LOGIN } from '../sample-stack';
import { SAMPLE_STACK, VIGIL_STACK } from '../stack-names';
import type { Steps } from '../steps';
import { pause, until } from '../until';

const OURS = `vigil-${VIGIL_STACK}`;
const NEW = 'fleet-fresh';
const FOREIGN = 'datadog';
/** A hundred of the fleet: taken while the first event's minute is closing, they need not be waited for at the end. */
const EXCLUDED = `${groupOf('fleet-1')}*`;

interface Deployed {
  readonly subscriber: string;
  readonly redriver: string;
  readonly table: string;
}

export async function watchTheFleet(steps: Steps, aws: Aws, cdk: Cdk, counter: RequestCounter): Promise<void> {
  const { step, check } = steps;
  await step('cdk bootstrap and cdk synth', () => Promise.all([bootstrap(cdk), synth(cdk)]));
  await step('cdk deploy of two functions and of Vigil', () => deploy(cdk));
  const deployed = await findDeployed(aws);
  check(
    'both functions are watched, and none of our own',
    sameNames(await oursIn(aws), [groupOf(CHECKOUT), groupOf(LOGIN)]),
  );

  const madeAtMs = await makeFunction(steps, aws, deployed);
  const excluding = { ...cdk, folder: `${cdk.folder}-excluding`, env: { ...cdk.env, E2E_EXCLUDE: EXCLUDED } };
  await Promise.all([fleetComes(steps, aws, deployed, counter), synth(excluding)]);
  await nothingChanges(steps, aws, deployed, counter);
  await someAreLeftOut(steps, aws, excluding);
  await newFunctionIsCounted(steps, aws, deployed, madeAtMs);

  await step('Vigil deleted', () => destroy(aws, VIGIL_STACK, 120_000));
  const left = await everyFilter(aws);
  check(
    'every filter of ours is gone, and that of others is there',
    left.length === 1 && left[0]?.filterName === FOREIGN,
    left,
  );
  await step('the functions deleted', () => destroy(aws, SAMPLE_STACK));
}

/** Its log group appears with its first line; the emulator tells nobody, so the subscriber is handed the event that AWS would send. */
async function makeFunction({ step, check }: Steps, aws: Aws, { subscriber }: Deployed): Promise<number> {
  const logGroup = groupOf(NEW);
  await makeGroups(aws, [logGroup]);
  const madeAtMs = Date.now();
  await putLine(aws, logGroup, REPORT, madeAtMs);
  const detail = {
    eventSource: 'logs.amazonaws.com',
    eventName: 'CreateLogGroup',
    requestParameters: { logGroupName: logGroup },
  };
  await invoke(aws, subscriber, { source: 'aws.logs', 'detail-type': 'AWS API Call via CloudTrail', detail });
  await step('a new function subscribed by the event of its log group', () =>
    until(
      'its filter',
      60_000,
      () => oursIn(aws),
      (names) => names.includes(logGroup),
      1_000,
    ),
  );
  check('by that event alone', (await oursIn(aws)).length === 3);
  return madeAtMs;
}

const REPORT =
  'REPORT RequestId: 8f507cfc-3a1c-4c0e-9d4e-000000000001\tDuration: 12.00 ms\tBilled Duration: 12 ms\t' +
  'Memory Size: 512 MB\tMax Memory Used: 84 MB\t\n';

async function fleetComes(steps: Steps, aws: Aws, { subscriber, table }: Deployed, counter: RequestCounter) {
  await makeGroups(aws, fleetNames());
  await aws.logs.send(
    new PutSubscriptionFilterCommand({
      logGroupName: groupOf(CHECKOUT),
      filterName: FOREIGN,
      filterPattern: '',
      destinationArn: `arn:aws:firehose:${REGION}:000000000000:deliverystream/${FOREIGN}`,
    }),
  );
  counter.take();
  const fromMs = Date.now();
  await aws.functions.send(new InvokeCommand({ FunctionName: subscriber, InvocationType: 'Event', Payload: '{}' }));
  const coverage = createDynamoCoverage({ client: aws.table, name: table });
  const seen = await steps.step(`${FLEET_SIZE} log groups subscribed`, () =>
    until(
      'the fleet',
      240_000,
      () => coverage.read(),
      (found) => (found?.groupsWatched ?? 0) >= FLEET_SIZE + 3,
      1_000,
    ),
  );
  const tookMs = Date.now() - fromMs;
  const filters = (await everyFilter(aws)).filter(({ filterName }) => filterName === OURS);
  steps.check(
    `all ${filters.length} in ${Math.round(tookMs / 1000)} s of the 180 allowed`,
    tookMs < 180_000 && filters.length === FLEET_SIZE + 3,
  );
  checkPace(steps, counter);
  steps.check('the coverage says so', seen?.groupsWatched === seen?.groups && seen?.troubles.length === 0, seen);
}

/** Of looks, puts and takes together, as they came in. */
function checkPace(steps: Steps, counter: RequestCounter): void {
  const asked = counter.take();
  const kinds = [...new Set(asked.map(({ action }) => action))].map(
    (kind) => `${asked.filter(({ action }) => action === kind).length} ${kind}`,
  );
  const most = mostInASecond(asked);
  steps.check(`${kinds.join(', ')}: at most ${most} calls in any second`, asked.length > 0 && most <= 5, most);
}

async function nothingChanges(steps: Steps, aws: Aws, { subscriber, table }: Deployed, counter: RequestCounter) {
  const { step, check } = steps;
  const store = createDynamoWatch({ client: aws.table, name: table });
  const before = JSON.stringify([await everyFilter(aws), await store.list()]);
  await step('a second run', () => invoke(aws, subscriber, {}));
  const after = JSON.stringify([await everyFilter(aws), await store.list()]);
  check('changes no filter and no note', after === before);
  checkPace(steps, counter);
}

async function someAreLeftOut(steps: Steps, aws: Aws, excluding: Cdk): Promise<void> {
  const Resource = `arn:aws:lambda:${REGION}:000000000000:function:${CHECKOUT}`;
  await aws.functions.send(new TagResourceCommand({ Resource, Tags: { 'vigil:exclude': 'true' } }));
  await steps.step('a deployment that leaves out a hundred, after a function has opted out', () => deploy(excluding));
  const filters = await everyFilter(aws);
  const ofCheckout = filters.filter(({ logGroup }) => logGroup === groupOf(CHECKOUT));
  steps.check(
    'the log group of the function that opted out has the filter of others alone',
    ofCheckout.length === 1 && ofCheckout[0]?.filterName === FOREIGN,
    ofCheckout,
  );
  const ours = filters.flatMap(({ logGroup, filterName }) => (filterName === OURS ? [logGroup] : []));
  const stays = fleetNames().filter((name) => !name.startsWith(EXCLUDED.slice(0, -1)));
  steps.check(
    `takes their filters back, and no others: ${ours.length} are left`,
    sameNames(ours, [...stays, groupOf(LOGIN), groupOf(NEW)]),
  );
}

async function newFunctionIsCounted(
  steps: Steps,
  aws: Aws,
  { redriver, table }: Deployed,
  madeAtMs: number,
): Promise<void> {
  const closesMs = (minuteOf(madeAtMs) + 1 + CLOSES_AFTER_MINUTES) * MINUTE_MS + 2_000;
  steps.say(
    `until the minute of the first event has closed: ${Math.max(0, Math.round((closesMs - Date.now()) / 1000))} s`,
  );
  await pause(Math.max(0, closesMs - Date.now()));
  await steps.step('a run of the redriver', () => invoke(aws, redriver, {}));
  const { buckets } = createDynamoState(aws.table, table);
  const minute = minuteOf(madeAtMs);
  const counted = await buckets.read({ kind: 'function', name: NEW }, minute - 5, minute + 5);
  const calls = counted.reduce((sum, { counters }) => sum + (counters.get(COUNTER.calls) ?? 0), 0);
  steps.check(
    `the new function's first event is counted, once, after ${Math.round((Date.now() - madeAtMs) / 1000)} s`,
    calls === 1,
    calls,
  );
}

const oursIn = async (aws: Aws): Promise<string[]> =>
  (await everyFilter(aws)).flatMap(({ logGroup, filterName }) => (filterName === OURS ? [logGroup] : []));

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted());

async function findDeployed(aws: Aws): Promise<Deployed> {
  const resources = await resourcesOf(aws, VIGIL_STACK);
  const find = (type: string, logicalId: RegExp): string =>
    resources.find(
      ({ ResourceType, LogicalResourceId = '' }) => ResourceType === type && logicalId.test(LogicalResourceId),
    )?.PhysicalResourceId ?? '';
  return {
    subscriber: find('AWS::Lambda::Function', /^Subscriber/),
    redriver: find('AWS::Lambda::Function', /^Redriver/),
    table: find('AWS::DynamoDB::Table', /./),
  };
}
