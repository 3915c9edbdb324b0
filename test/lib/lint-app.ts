/** Every shape that the stack can take, for cfn-lint to look at: all channels under keys of one's own, account-wide and paused, 500 names. */
import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { VigilStack } from '../../lib/vigil-stack';

const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } }); // code is no matter of the template's
const env = { account: '123456789012', region: 'us-east-1' };
const user = new Stack(app, 'User', { env });
const alerts = {
  emails: ['ann@shop.test'],
  slack: { secretName: 'vigil/slack' },
  webhook: { secretName: 'vigil/webhook', host: 'alerts.shop.test' },
  amazonQ: true,
  ocsf: true,
};

new VigilStack(app, 'Full', {
  env,
  logGroups: ['/a/b.c#d', new LogGroup(user, 'Late')],
  everyFunction: true,
  tagged: { team: 'shop' },
  prefixes: ['/ecs/'],
  exclude: ['/aws/lambda/test-*'],
  logins: [{ logGroup: '/auth0/events', format: 'auth0' }],
  alerts,
  encryption: {
    key: new Key(user, 'Key', { enableKeyRotation: true }),
    failuresKey: new Key(user, 'FailuresKey', { enableKeyRotation: true }),
  },
});
new VigilStack(app, 'Wide', { env, accountWide: { exclude: ['/chatty'] }, alerts, paused: true });
new VigilStack(app, 'Many', {
  env,
  logGroups: Array.from({ length: 500 }, (_, index) => `/aws/lambda/f${index}`),
  alerts,
});
