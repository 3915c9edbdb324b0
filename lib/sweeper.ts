/** Each minute: judges what changed, learns from closed minutes, and closes what has gone quiet. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { addLambdaFunction } from './lambda-function';
import type { MissedRuns } from './missed-runs';
import type { StateTable } from './table';

export interface SweeperProps {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  readonly missedRuns: MissedRuns;
}

export class Sweeper extends Construct {
  constructor(scope: Construct, id: string, { settings, table, missedRuns }: SweeperProps) {
    super(scope, id);
    const fn = addLambdaFunction(this, {
      entry: 'sweeper',
      settings,
      memoryMb: 1024, // a processor comes with it: 1,000 functions take some five seconds of one, and less than half of one is given at 512
      timeout: Duration.minutes(1),
      description: 'Vigil: judges and learns each minute, resolves alerts',
      environment: { TABLE: table.tableName },
    });
    table.allow(fn, 'FLSKRDUWAOG', ['GetItem', 'Query']);
    table.allow(fn, 'U', ['BatchGetItem']);
    table.allow(fn, 'DRUWAO', ['PutItem', 'UpdateItem']);
    table.allow(fn, 'D', ['BatchWriteItem']);
    table.allow(fn, 'O', ['DeleteItem']);
    // The next minute is the retry.
    fn.configureAsyncInvoke({ retryAttempts: 0, onFailure: new SqsDestination(missedRuns) });
    new Rule(this, 'EachMinute', {
      description: 'Vigil: calls the sweeper',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(fn, { deadLetterQueue: missedRuns, retryAttempts: 2 })],
    });
  }
}
