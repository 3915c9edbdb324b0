/** The whole system on one screen: logs → analyzer → table → notifier → queues → senders; sweeper, redriver and subscriber keep it going. */
import { Annotations, CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged';
import { AccountPolicy } from './account-policy';
import { addChannels, queuesOf } from './add-channels';
import { Analyzer, ANALYZER_MEMORY_MB } from './analyzer';
import { DEFAULT_CEILING, setCeiling } from './ceiling';
import { estimateCost, renderEstimate } from './cost-estimate';
import { encryptWith } from './encryption';
import { FailureBucket } from './failure-bucket';
import { IngestPermission } from './ingest-permission';
import { nameOf, WHOLE_STACK } from './instance-name';
import { MissedRuns } from './missed-runs';
import { Notifier } from './notifier';
import { Pepper } from './pepper';
import { STACK_KEYS } from './prop-keys';
import { isOver } from './read-silences';
import { Redriver } from './redriver';
import { SelfWatch } from './self-watch';
import { Subscriber } from './subscriber';
import { Sweeper } from './sweeper';
import { StateTable } from './table';
import type { VigilProps } from './vigil-props';
import { readWishes } from './wishes';

const SENDERS = ['email', 'slack', 'webhook', 'amazon-q', 'ocsf'].map((channel) => `sender-${channel}`);
/** Beside the senders of routes. */
const FUNCTIONS = ['analyzer', 'sweeper', 'redriver', 'notifier', ...SENDERS, 'subscriber'];

/** For a stack of your own; `VigilStack` is a stack with nothing else in it. */
export class Vigil extends Construct {
  /** Gets every alert; undefined where nobody is told by e-mail and no topic was given. */
  readonly topic?: ITopic;

  constructor(scope: Construct, id: string, props: VigilProps) {
    super(scope, id);
    const otherKeys = id === WHOLE_STACK ? STACK_KEYS : [];
    const name = nameOf(this);
    const wishes = readWishes(name, props, FUNCTIONS, otherKeys); // first, for it finds what is wrong with the props
    const { settings } = wishes;
    if (settings.alerts?.silences?.some((silence) => isOver(silence, Date.now())))
      Annotations.of(this).addWarningV2(
        'vigil:silence-over',
        'alerts.silences holds some that are over: take them out',
      );
    const { encryption, removalPolicy = RemovalPolicy.RETAIN } = props;

    const table = new StateTable(this, 'Table', removalPolicy);
    const pepper = new Pepper(this, 'Pepper', removalPolicy);
    const failures = new FailureBucket(this, 'Failures', { removalPolicy, key: encryption?.failuresKey });
    const missedRuns = new MissedRuns(this, 'MissedRuns');

    const { fn: analyzer } = new Analyzer(this, 'Analyzer', { settings, table, pepper, failures });
    // All of them, where one policy subscribes the whole account.
    const lateNames = wishes.leftOut === undefined ? wishes.lateNames : ['*'];
    const redriver = new Redriver(this, 'Redriver', { settings, table, pepper, failures, lateNames, missedRuns });

    const { channels, topic } = addChannels(this, wishes.channels, { settings, table });
    if (topic === undefined)
      Annotations.of(this).addWarningV2(
        'vigil:alarms-unheard',
        'alerts names nobody whom CloudWatch can tell when Vigil itself fails; give alerts.emails or alerts.topic beside Slack',
      );
    else this.topic = topic;
    new Notifier(this, 'Notifier', { settings, table, channels });
    new Sweeper(this, 'Sweeper', { settings, table, channels, missedRuns });

    const permission = new IngestPermission(this, 'Ingest', analyzer);
    const subscriber = new Subscriber(this, 'Subscriber', { wishes, table, analyzer, permission, missedRuns });

    if (wishes.leftOut !== undefined) {
      const policy = { name: settings.filterName, analyzer, leftOut: wishes.leftOut };
      // Once our filters are off, or lines would come twice; once the permission is there, or they would be skipped.
      new AccountPolicy(this, 'AccountPolicy', policy).node.addDependency(permission, subscriber);
    }

    const ceiling = { ...DEFAULT_CEILING, ...props.limits };
    const hasDashboard = props.dashboard ?? true;
    const { alarms } = new SelfWatch(this, 'Self', {
      vigil: this,
      name,
      filterName: settings.filterName,
      topic: this.topic,
      table,
      alarmUsdPerDay: ceiling.alarmUsdPerDay,
      dashboard: hasDashboard,
      redriver,
    });
    const estimate = estimateCost({ alarms, hasDashboard, secrets: 1, ceiling, analyzerMemoryMb: ANALYZER_MEMORY_MB });
    Annotations.of(this).addInfoV2('vigil:cost', renderEstimate(estimate));
    setCeiling(this, { ceiling, paused: props.paused ?? false });
    if (encryption !== undefined) encryptWith(this, encryption.key, name);
    acknowledgeFindings(this);

    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'PepperSecret', { value: pepper.secretArn, description: 'For vigil account hash' });
    new CfnOutput(this, 'Channels', { value: queuesOf(channels) });
    new CfnOutput(this, 'Watching', { value: subscriber.summary, description: 'As the deployment left it' });
  }
}
