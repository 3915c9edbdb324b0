/** Vigil on MiniStack, the AWS emulator: the whole stack without an account; how to start it stands in the README. */
import { App, Aspects, RemovalPolicy } from 'aws-cdk-lib';
import { VigilStack } from '@vigil-watch/vigil';
import { PlainAlarms } from '../../test/e2e/plain-alarms';

const vigil = new VigilStack(new App(), 'Vigil', {
  everyFunction: true,
  alerts: { emails: ['oncall@shop.example'] },
  removalPolicy: RemovalPolicy.DESTROY,
});
Aspects.of(vigil).add(new PlainAlarms());
