/** One way to tell people: its queue, the sender that works it off, and what it could not send. Channels never wait for one another. */
import { Duration, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { DeadLetters } from './dead-letters';
import { addLambdaFunction } from './lambda-function';
import type { StateTable } from './table';

export interface ChannelProps {
  readonly name: 'email' | 'slack';
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  /** Where the sender finds its outlet … */
  readonly environment: Record<string, string>;
  /** … and what it may do there. */
  readonly outlet: PolicyStatement;
}

const SEND_SECONDS = 30;

export class Channel extends Construct {
  /** What the channel is called in alerts: they note by it who was told. */
  readonly channelName: string;
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { name, settings, table, environment, outlet }: ChannelProps) {
    super(scope, id);
    this.channelName = name;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * SEND_SECONDS),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: new DeadLetters(this, 'DeadLetters'), maxReceiveCount: 100 }, // five hours of a channel that does not answer
    });
    const fn = addLambdaFunction(this, {
      entry: 'sender',
      name: `sender-${name}`,
      settings,
      memoryMb: 256,
      timeout: Duration.seconds(SEND_SECONDS),
      description: `Vigil: tells people by ${name}`,
      environment: { TABLE: table.tableName, ACCOUNT: Stack.of(this).account, CHANNEL: name, ...environment },
    });
    table.allow(fn, 'A', ['GetItem', 'UpdateItem']);
    fn.addToRolePolicy(outlet);
    // Two at a time: Slack takes about one message a second of a channel.
    fn.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
  }
}
