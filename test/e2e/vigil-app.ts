/** What the end-to-end test deploys: the sample app, and Vigil watching it as a user's `bin/app.ts` would have it. */
import { App, Aspects, RemovalPolicy } from 'aws-cdk-lib';
import { VigilStack } from '../../lib/vigil-stack';
import { ACCOUNT, REGION } from './aws';
import { PlainAlarms } from './plain-alarms';
import { groupOf, LOGIN, SampleStack } from './sample-stack';
import { SAMPLE_STACK, SLACK_SECRET, VIGIL_STACK } from './stack-names';

const env = { account: ACCOUNT, region: REGION };
const app = new App();
const sample = new SampleStack(app, SAMPLE_STACK, { env });
const vigil = new VigilStack(app, VIGIL_STACK, {
  env,
  logGroups: [groupOf(LOGIN)],
  functions: [sample.checkout],
  alerts: {
    emails: ['ops@example.com'],
    slack: { secretName: SLACK_SECRET, host: process.env['E2E_SLACK_HOST'] ?? '127.0.0.1:1' },
  },
  removalPolicy: RemovalPolicy.DESTROY,
});
vigil.addDependency(sample);
Aspects.of(vigil).add(new PlainAlarms());
