/** The whole system on one screen: logs → analyzer → table → notifier → queues → senders; sweeper, redriver and subscriber keep it going. */
import { ArnFormat, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlertTopic } from './alert-topic';
import { Analyzer } from './analyzer';
import { Channel } from './channel';
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
import type { SlackProps, VigilProps } from './vigil-props';
import { readWishes } from './wishes';

const FUNCTIONS = ['analyzer', 'sweeper', 'redriver', 'notifier', 'sender-email', 'sender-slack', 'subscriber'];

/** For a stack of your own; `VigilStack` is a stack with nothing else in it. */
export class Vigil extends Construct {
  /** Gets every alert; undefined where Slack alone is told. */
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
    const watched = [...settings.logGroups, ...wishes.lateNames];
    new Redriver(this, 'Redriver', { settings, table, pepper, failures, watched });

    const channels: Channel[] = [];
    if (alerts.topic !== undefined || (alerts.emails ?? []).length > 0) {
      const { topic } = new AlertTopic(this, 'Alerts', alerts);
      this.topic = topic;
      const environment = { TOPIC_ARN: topic.topicArn };
      const outlet = new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] });
      channels.push(new Channel(this, 'Email', { name: 'email', settings, table, environment, outlet }));
      new CfnOutput(this, 'TopicArn', { value: topic.topicArn });
    }
    if (alerts.slack !== undefined) {
      const environment = slackEnvironment(alerts.slack);
      const outlet = this.allowSecret(alerts.slack.secretName);
      channels.push(new Channel(this, 'Slack', { name: 'slack', settings, table, environment, outlet }));
    }
    new Notifier(this, 'Notifier', { settings, table, channels });

    const permission = new IngestPermission(this, 'Ingest', analyzer);
    const subscriber = new Subscriber(this, 'Subscriber', { wishes, table, analyzer, permission });

    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'Watching', { value: subscriber.summary, description: 'As the deployment left it' });
  }

  private allowSecret(name: string): PolicyStatement {
    const resourceName = `${name}-??????`; // Secrets Manager ends every ARN with six characters of its own
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    const arn = Stack.of(this).formatArn({ service: 'secretsmanager', resource: 'secret', resourceName, arnFormat });
    return new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] });
  }
}

const slackEnvironment = ({ secretName, host }: SlackProps): Record<string, string> => ({
  SLACK_SECRET: secretName,
  ...(host === undefined ? {} : { SLACK_HOST: host }),
});
