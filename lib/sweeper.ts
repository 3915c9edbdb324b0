/** Each minute: judges what changed, learns from closed minutes, and closes what has gone quiet. */
import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import type { Channel } from './channel';
import { addLambdaFunction } from './lambda-function';
import type { MissedRuns } from './missed-runs';
import type { StateTable } from './table';

export interface SweeperProps {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  readonly missedRuns: MissedRuns;
  readonly channels: readonly Channel[];
}

export class Sweeper extends Construct {
  constructor(scope: Construct, id: string, { settings, table, channels, missedRuns }: SweeperProps) {
    super(scope, id);
    const queues = Object.fromEntries(channels.map(({ channelName, queue }) => [channelName, queue.queueUrl]));
    const fn = addLambdaFunction(this, {
      entry: 'sweeper',
      settings,
      memoryMb: 1024, // a processor comes with it: 1,000 functions take some five seconds of one, and less than half of one is given at 512
      timeout: Duration.minutes(1),
      description: 'Vigil: judges and learns each minute, resolves alerts',
      environment: { TABLE: table.tableName, QUEUES: Stack.of(this).toJsonString(queues) },
    });
    table.allow(fn, 'FLSKRDUWAOGTN', ['GetItem', 'Query']);
    table.allow(fn, 'U', ['BatchGetItem']);
    table.allow(fn, 'DRUWAOTJ', ['PutItem', 'UpdateItem']);
    table.allow(fn, 'D', ['BatchWriteItem']);
    table.allow(fn, 'O', ['DeleteItem']);
    for (const { queue } of channels) queue.grantSendMessages(fn);
    // The next minute is the retry.
    fn.configureAsyncInvoke({ retryAttempts: 0, onFailure: new SqsDestination(missedRuns) });
    new Rule(this, 'EachMinute', {
      description: 'Vigil: calls the sweeper',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(fn, { deadLetterQueue: missedRuns, retryAttempts: 2 })],
    });
  }
}
