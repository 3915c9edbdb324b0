/** What is deployed: edit this file, then `npx cdk deploy`. */
import { App } from 'aws-cdk-lib';
import { VigilStack } from '../lib/vigil-stack';

const app = new App();

new VigilStack(app, 'Vigil', {
  // Log groups to watch. One that does not exist yet is watched as soon as it does.
  logGroups: ['/aws/lambda/login', '/aws/lambda/checkout'],

  // Logins in a format of their own: the README lists those that are read, `npx vigil suggest` proposes a field map.
  // logins: [{ logGroup: '/auth0/events', format: 'auth0' }],

  alerts: {
    // Each address gets a message from AWS and must confirm it once.
    emails: ['you@example.com'],

    // Slack: put {"webhookUrl":"…"} or {"botToken":"…","channel":"…"} into a secret of this name first.
    // slack: { secretName: 'vigil/slack' },
  },

  // Detectors: every setting with its default and its reason is in core/detect/rules.ts.
  // detectors: { 'slow-calls': { minSlowCalls: 10 } },
});
