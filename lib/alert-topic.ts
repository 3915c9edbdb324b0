/** The SNS topic that carries alerts: the user's own, or one made here; every address is subscribed to it. */
import { Annotations, Token } from 'aws-cdk-lib';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlertProps } from './vigil-props';

export class AlertTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { emails = [], topic }: AlertProps) {
    super(scope, id);
    this.topic = topic ?? new Topic(this, 'Topic', { displayName: 'Vigil', enforceSSL: true });
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
      });
    });
  }
}
