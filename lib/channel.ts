/** One way to tell people: its queue, the sender that works it off, and what it could not send. Channels never wait for one another. */
import { Duration, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { DeadLetters } from './dead-letters';
import { addLambdaFunction } from './lambda-function';
import type { StateTable } from './table';

export type Medium = 'email' | 'slack' | 'amazon-q' | 'ocsf' | 'webhook';

export interface ChannelProps {
  /** What the channel is called in alerts: they note by it who was told. */
  readonly name: string;
  readonly medium: Medium;
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  /** Where the sender finds its outlet … */
  readonly environment: Record<string, string>;
  /** … and what it may do there. */
  readonly outlet: PolicyStatement;
}

const SEND_SECONDS = 30;

/** With pauses of five minutes at most, spread evenly: some 41 hours of a channel that does not answer. SQS allows no more. */
const MOST_TRIES = 1000;

export class Channel extends Construct {
  readonly channelName: string;
  readonly queue: Queue;
  readonly deadLetters: IQueue;
  private readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { name, medium, settings, table, environment, outlet }: ChannelProps) {
    super(scope, id);
    this.channelName = name;
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * SEND_SECONDS),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_TRIES },
    });
    this.fn = addLambdaFunction(this, {
      entry: 'sender',
      name: `sender-${name}`,
      settings,
      memoryMb: 256,
      timeout: Duration.seconds(SEND_SECONDS),
      description: `Vigil: tells people by ${name}`,
      environment: {
        TABLE: table.tableName,
        ACCOUNT: Stack.of(this).account,
        STACK: Stack.of(this).stackName,
        CHANNEL: name,
        MEDIUM: medium,
        QUEUE: this.queue.queueUrl,
        DEAD_LETTERS: this.deadLetters.queueUrl,
        ...environment,
      },
    });
    table.allow(this.fn, 'ACT', ['GetItem', 'UpdateItem']);
    if (settings.alerts?.sampleLines) table.allow(this.fn, 'U', ['GetItem']);
    table.allow(this.fn, 'GJN', ['GetItem', 'Query']); // for the daily digest
    table.allow(this.fn, 'T', ['Query', 'PutItem', 'DeleteItem']);
    this.fn.addToRolePolicy(outlet);
    this.deadLetters.grantSendMessages(this.fn);
    // Two at a time: Slack takes about one message a second of a channel.
    this.fn.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
  }

  /** What this channel refuses for good is told on these. */
  tellTroublesOn(others: readonly Channel[]): void {
    this.fn.addEnvironment('OTHERS', Stack.of(this).toJsonString(others.map(({ queue }) => queue.queueUrl)));
    for (const { queue } of others) queue.grantSendMessages(this.fn);
  }
}
