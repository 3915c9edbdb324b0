/** What the test of watching deploys: two functions, and Vigil watching every function and every log group of a fleet. */
import { App, Aspects, RemovalPolicy } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { VigilStack } from '../../../lib/vigil-stack';
import { ACCOUNT, REGION } from '../aws';
import { FLEET } from './fleet';
import { PlainAlarms } from '../plain-alarms';
import { SampleStack } from '../sample-stack';
import { SAMPLE_STACK, VIGIL_STACK } from '../stack-names';

const env = { account: ACCOUNT, region: REGION };
const app = new App();
const sample = new SampleStack(app, SAMPLE_STACK, { env });
const vigil = new VigilStack(app, VIGIL_STACK, {
  env,
  everyFunction: true,
  prefixes: [FLEET],
  exclude: (process.env['E2E_EXCLUDE'] ?? '').split(',').filter((name) => name !== ''),
  alerts: { emails: ['ops@example.com'] },
  removalPolicy: RemovalPolicy.DESTROY,
});
vigil.addDependency(sample);
Aspects.of(vigil).add(new PlainAlarms());
// So that its requests are counted on their way.
for (const node of vigil.vigil.node.findChild('Subscriber').node.findAll())
  if (node instanceof CfnFunction)
    node.addPropertyOverride('Environment.Variables.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', process.env['E2E_LOGS_URL']);
