/** The whole system on one screen: logs → analyzer → table → notifier → queues → senders; sweeper, redriver and subscriber keep it going. */
import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addChannels, queuesOf } from './add-channels';
import { Analyzer } from './analyzer';
import { FailureBucket } from './failure-bucket';
import { IngestPermission } from './ingest-permission';
import { nameOf, WHOLE_STACK } from './instance-name';
import { Notifier } from './notifier';
import { Pepper } from './pepper';
import { STACK_KEYS } from './prop-keys';
import { Redriver } from './redriver';
import { Subscriber } from './subscriber';
import { Sweeper } from './sweeper';
import { StateTable } from './table';
import type { VigilProps } from './vigil-props';
import { readWishes } from './wishes';

const SENDERS = ['email', 'slack', 'webhook', 'amazon-q', 'ocsf'].map((channel) => `sender-${channel}`);
const FUNCTIONS = ['analyzer', 'sweeper', 'redriver', 'notifier', ...SENDERS, 'subscriber'];

/** For a stack of your own; `VigilStack` is a stack with nothing else in it. */
export class Vigil extends Construct {
  /** Gets every alert; undefined where nobody is told by e-mail and no topic was given. */
  readonly topic?: ITopic;

  constructor(scope: Construct, id: string, props: VigilProps) {
    super(scope, id);
    const otherKeys = id === WHOLE_STACK ? STACK_KEYS : [];
    const wishes = readWishes(nameOf(this), props, FUNCTIONS, otherKeys); // first, for it finds what is wrong with the props
    const { settings } = wishes;
    const { alerts, removalPolicy = RemovalPolicy.RETAIN } = props;

    const table = new StateTable(this, 'Table', removalPolicy);
    const pepper = new Pepper(this, 'Pepper', removalPolicy);
    const failures = new FailureBucket(this, 'Failures', removalPolicy);

    const { fn: analyzer } = new Analyzer(this, 'Analyzer', { settings, table, pepper, failures });
    new Sweeper(this, 'Sweeper', { settings, table });
    const { lateNames } = wishes;
    new Redriver(this, 'Redriver', { settings, table, pepper, failures, lateNames });

    const { channels, topic } = addChannels(this, alerts, { settings, table });
    if (topic !== undefined) this.topic = topic;
    new Notifier(this, 'Notifier', { settings, table, channels });

    const permission = new IngestPermission(this, 'Ingest', analyzer);
    const subscriber = new Subscriber(this, 'Subscriber', { wishes, table, analyzer, permission });

    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'PepperSecret', { value: pepper.secretArn, description: 'For vigil account hash' });
    new CfnOutput(this, 'Channels', { value: queuesOf(channels) });
    new CfnOutput(this, 'Watching', { value: subscriber.summary, description: 'As the deployment left it' });
  }
}
