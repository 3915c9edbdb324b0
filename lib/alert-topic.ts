/** The SNS topic that carries alerts: the user's own, or one made here; every address is subscribed to it. */
import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters';
import { alarmArns } from './self-alarms';
import type { AlertProps } from './alert-props';

export class AlertTopic extends Construct {
  readonly topic: ITopic;

  /** `name` is what this Vigil is called. */
  constructor(scope: Construct, id: string, name: string, { emails = [], topic }: AlertProps) {
    super(scope, id);
    this.topic = topic ?? this.makeTopic(name);
    const deadLetterQueue = new DeadLetters(this, 'DeadLetters'); // what a subscriber does not take
    emails.forEach((email, index) => {
      if (/@example\.(com|org|net)$/i.test(email))
        Annotations.of(this).addWarningV2(
          'vigil:example-address',
          `alerts.emails[${index}] is the example's address: replace it`,
        );
      // Named by the address, so that taking one out of the list leaves the others confirmed.
      new Subscription(this, Token.isUnresolved(email) ? `Email${index}` : email, {
        topic: this.topic,
        protocol: SubscriptionProtocol.EMAIL,
        endpoint: email,
        deadLetterQueue,
      });
    });
  }

  private makeTopic(name: string): Topic {
    const topic = new Topic(this, 'Topic', { displayName: 'Vigil', enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': alarmArns(this, name) },
        },
      }),
    );
    return topic;
  }
}
