/** What is deployed to be told from: log groups as functions would have them, and Vigil with e-mail and a Slack bot. */
import { App, Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { VigilStack } from '../../../lib/vigil-stack';
import { ACCOUNT, REGION } from '../aws';
import { PlainAlarms } from '../plain-alarms';
import { SAMPLE_STACK, SLACK_SECRET, TEAM_SECRET, VIGIL_STACK } from '../stack-names';
import { FUNCTIONS, groupOf, LOGIN } from './tell-names';

const host = process.env['E2E_SLACK_HOST'] ?? '127.0.0.1:1';
const env = { account: ACCOUNT, region: REGION };
const app = new App();
const sample = new Stack(app, SAMPLE_STACK, { env });
for (const name of FUNCTIONS)
  new LogGroup(sample, name, { logGroupName: groupOf(name), removalPolicy: RemovalPolicy.DESTROY });
const vigil = new VigilStack(app, VIGIL_STACK, {
  env,
  logGroups: FUNCTIONS.map(groupOf),
  logins: [{ logGroup: groupOf(LOGIN), format: 'owasp' }],
  alerts: {
    emails: ['ops@example.com'],
    slack: { secretName: SLACK_SECRET, host },
    routes: [{ match: { functions: ['team-*'] }, name: 'team', slack: { secretName: TEAM_SECRET, host } }],
  },
  removalPolicy: RemovalPolicy.DESTROY,
});
vigil.addDependency(sample);
Aspects.of(vigil).add(new PlainAlarms());
