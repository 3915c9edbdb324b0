/** Several Regions and accounts: one stack in each, all told in the same Slack channel and by the same people's e-mail. */
import type { App, Environment } from 'aws-cdk-lib';
import { VigilStack } from '@vigil-watch/vigil';

interface Place extends Required<Environment> {
  readonly name: string;
  readonly logGroups: readonly string[];
}

/** Every place where functions run. Each needs `npx cdk bootstrap aws://ACCOUNT/REGION` once. */
const PLACES: readonly Place[] = [
  { name: 'shop-eu', account: '111111111111', region: 'eu-central-1', logGroups: ['/aws/lambda/login'] },
  { name: 'shop-us', account: '111111111111', region: 'us-east-1', logGroups: ['/aws/lambda/login'] },
  { name: 'bank-eu', account: '222222222222', region: 'eu-central-1', logGroups: ['/aws/lambda/transfer'] },
];

export function addVigils(app: App): void {
  for (const { name, account, region, logGroups } of PLACES) {
    new VigilStack(app, `Vigil-${name}`, {
      env: { account, region },
      terminationProtection: true,
      logGroups,
      alerts: {
        // Each stack has a topic of its own, for CloudWatch's alarms on Vigil itself reach no other Region: confirm each once.
        emails: ['oncall@shop.example'],
        // One channel for all: put the same secret into each account and Region first.
        slack: { secretName: 'vigil/slack' },
      },
    });
  }
}
