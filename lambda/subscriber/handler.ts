/** The subscriber in AWS: called by CloudFormation when the stack is made, changed or deleted, when a log group or a function is made, and on a schedule. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoRouteTags } from '../../adapters/dynamodb/route-tags';
import { createDynamoReadBacks } from '../../adapters/dynamodb/read-back-store';
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import { createFindLogGroup, createListLogGroups } from '../../adapters/log-groups';
import { createFilters } from '../../adapters/logs';
import { readLateNames } from '../../adapters/parameters';
import { loadSettings } from '../../adapters/settings-file';
import { createAsk, signedWorldOfEnvironment } from '../../adapters/signed-request';
import { sendStackAnswer, type StackAnswer } from '../../adapters/stack-answer';
import { createListTagged, TAGGING } from '../../adapters/tagged';
import { writeTally } from '../../adapters/tally-line';
import { noteRouteTags } from '../../core/alert/route-tags';
import { lateNamesParameter } from '../../core/settings';
import type { Account } from '../../core/watch/ports';
import { renderReport, type WatchReport } from '../../core/watch/report';
import { OPT_OUT_TAG } from '../../core/watch/watch-wishes';
import { readNewGroups } from './new-groups';
import { createSubscriber, type Subscriber } from './subscriber';

const settings = loadSettings();
const { TABLE = '', ANALYZER_ARN = '', LATE_NAMES = '0' } = process.env;
const parameters = Array.from({ length: Number(LATE_NAMES) }, (_, index) =>
  lateNamesParameter(settings.stack, index + 1),
);
const ssm = new SSMClient(CLIENT_LIMITS);
const table = { client: createDynamoClient(), name: TABLE };
const coverage = createDynamoCoverage(table);
const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

const logs = new CloudWatchLogsClient({ ...CLIENT_LIMITS, maxAttempts: 8 });

/** Lambda's client is loaded here: it is as large as all the rest. */
async function loadAccount(): Promise<Account> {
  const { createLambdaClient, createListFunctions } = await import('../../adapters/functions');
  const { createWhyUndeliverable } = await import('../../adapters/ingest-policy');
  const functions = createLambdaClient();
  return {
    listFunctions: createListFunctions(functions, pause),
    listLogGroups: createListLogGroups(logs, pause),
    listTagged: createListTagged(createAsk(TAGGING, signedWorldOfEnvironment())),
    findLogGroup: createFindLogGroup(logs),
    whyUndeliverable: createWhyUndeliverable(functions, ANALYZER_ARN),
  };
}

/** One attempt each: the shell repeats, at its own pace. */
const filters = createFilters(new CloudWatchLogsClient({ ...CLIENT_LIMITS, maxAttempts: 1 }), {
  filterName: settings.filterName,
  destinationArn: ANALYZER_ARN,
});

/** For what is under way when nothing more is begun, and for the answer. */
const SPARE_MS = 45_000;

const subscriberUntil = async (endMs: number): Promise<Subscriber> =>
  createSubscriber({
    wishes: settings.watch,
    account: await loadAccount(),
    filters,
    store: createDynamoWatch(table),
    functions: createDynamoFunctions(table),
    readBacks: createDynamoReadBacks(table),
    putCoverage: (found) => coverage.put(found),
    readNamed: async () => [...settings.logGroups, ...(await readLateNames(ssm, parameters))],
    newRun: () => crypto.randomUUID(),
    hasTime: () => Date.now() < endMs - SPARE_MS,
    pause,
    now: Date.now,
  });

/** Anything that is no call of CloudFormation's and no news is the schedule's. */
export async function handler(
  event: CloudFormationCustomResourceEvent | { readonly RequestType?: undefined },
  context: Context,
) {
  const subscriber = await subscriberUntil(Date.now() + context.getRemainingTimeInMillis());
  if (event.RequestType !== undefined) {
    await sendStackAnswer(event.ResponseURL, await answer(event, subscriber));
    return;
  }
  const made = readNewGroups(event, OPT_OUT_TAG);
  const isNews = 'detail-type' in event && event['detail-type'] === 'AWS API Call via CloudTrail';
  if (isNews && made.length === 0) return;
  const report = await (isNews ? subscriber.welcome(made) : subscriber.watch());
  if (!isNews) await noteRouteTags(settings.alerts?.routing, await loadAccount(), createDynamoRouteTags(table));
  if (report.changed) log(renderReport(report));
  failOnTrouble(report);
}

/** What keeps us from watching is told by the alarm on this function's errors: it needs nothing of ours that may be broken too. */
function failOnTrouble({ troubles }: WatchReport): void {
  if (troubles.length > 0) throw new Error(troubles.join('; '));
}

async function answer(event: CloudFormationCustomResourceEvent, subscriber: Subscriber): Promise<StackAnswer> {
  const head = {
    PhysicalResourceId: settings.filterName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  try {
    const isEnd = event.RequestType === 'Delete';
    const report = await (isEnd ? subscriber.leave() : subscriber.begin());
    const summary = isEnd ? `${report.taken} subscription filters taken away` : renderReport(report);
    log(summary);
    return { ...head, Status: 'SUCCESS', Data: { Summary: summary } };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 800) : 'unknown error';
    log(why);
    return { ...head, Status: 'FAILED', Reason: why };
  }
}

const log = (said: string): void => writeTally('subscriber', { said });
