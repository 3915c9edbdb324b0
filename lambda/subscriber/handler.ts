/** The subscriber in AWS: called by CloudFormation when the stack is made, changed or deleted, and on a schedule. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import { createFilters } from '../../adapters/logs';
import { readLateNames } from '../../adapters/parameters';
import { loadSettings } from '../../adapters/settings-file';
import { sendStackAnswer, type StackAnswer } from '../../adapters/stack-answer';
import { writeTally } from '../../adapters/tally-line';
import { renderReport } from '../../core/watch/report';
import { createNoteFunctions } from './note-functions';
import { createSubscriber } from './subscriber';

const settings = loadSettings();
const { TABLE = '', ANALYZER_ARN = '', WATCH_PARAMETER = '' } = process.env;
const parameters = WATCH_PARAMETER.split(',').filter((name) => name !== '');
const ssm = new SSMClient(CLIENT_LIMITS);

const table = { client: createDynamoClient(), name: TABLE };
const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

const subscriber = createSubscriber({
  stack: settings.stack,
  filters: createFilters(new CloudWatchLogsClient({ ...CLIENT_LIMITS, maxAttempts: 8 }), {
    filterName: settings.filterName,
    destinationArn: ANALYZER_ARN,
  }),
  store: createDynamoWatch(table),
  readWanted: async () => [...settings.logGroups, ...(await readLateNames(ssm, parameters))],
  pause,
  now: Date.now,
});

/** Anything that is no call of CloudFormation's is the schedule's. */
export async function handler(event: CloudFormationCustomResourceEvent | { readonly RequestType?: undefined }) {
  if (event.RequestType === undefined) {
    const report = await subscriber.watch();
    if (report.changed) log(renderReport(report));
    const watched = report.groups.filter(({ state }) => state === 'watched').map(({ logGroup }) => logGroup);
    await noteFunctions(watched);
    return;
  }
  await sendStackAnswer(event.ResponseURL, await answer(event));
}

/** Lambda's client is loaded here, for a deployment does without it. */
async function noteFunctions(watched: readonly string[]): Promise<void> {
  const { createConfigurationReader, createLambdaClient } = await import('../../adapters/functions');
  const note = createNoteFunctions({
    functions: createDynamoFunctions(table),
    readConfiguration: createConfigurationReader(createLambdaClient()),
    pause,
    now: Date.now,
  });
  const { asked, why } = await note(watched);
  if (why !== undefined) log(`asked how ${asked} functions are configured: ${why}`);
}

async function answer(event: CloudFormationCustomResourceEvent): Promise<StackAnswer> {
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
