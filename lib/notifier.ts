/** Hears the table's stream ring for changed alerts and puts each on every channel's queue. */
import { Duration, Stack } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import type { Channel } from './channel';
import { DeadLetters } from './dead-letters';
import { addLambdaFunction } from './lambda-function';
import type { StateTable } from './table';

export interface NotifierProps {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  readonly channels: readonly Channel[];
}

export class Notifier extends Construct {
  constructor(scope: Construct, id: string, { settings, table, channels }: NotifierProps) {
    super(scope, id);
    const queues = Object.fromEntries(channels.map(({ channelName, queue }) => [channelName, queue.queueUrl]));
    const fn = addLambdaFunction(this, {
      entry: 'notifier',
      settings,
      memoryMb: 256,
      timeout: Duration.seconds(30),
      description: 'Vigil: puts changed alerts on the queues of the channels',
      environment: { TABLE: table.tableName, QUEUES: Stack.of(this).toJsonString(queues) },
    });
    for (const { queue } of channels) queue.grantSendMessages(fn);
    table.allow(fn, 'T', ['UpdateItem']);
    table.allow(fn, 'G', ['GetItem']); // tags that routes ask for
    fn.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON, // an alert raised while this is being made is told too
        batchSize: 10,
        bisectBatchOnError: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(new DeadLetters(this, 'DeadLetters')),
        filters: [RINGING_ALERT],
      }),
    );
  }
}

/** An alert's item carries `bell` only while somebody is to be told: marking it as told must not ring again. */
const RINGING_ALERT = FilterCriteria.filter({
  dynamodb: {
    Keys: { pk: { S: FilterRule.beginsWith('A#') } },
    NewImage: { bell: { N: FilterRule.exists() } },
  },
});
