/** The names that props may have, held to their types by the compiler. */
import type { StackProps } from 'aws-cdk-lib';
import type { AlertProps, SlackProps, WebhookProps } from './alert-props';
import type { AccountWideProps, EncryptionProps, LimitProps, VigilProps } from './vigil-props';
import type { RouteProps, SilenceProps } from './route-props';

const ofVigil: Names<VigilProps> = {
  logGroups: true,
  functions: true,
  prefixes: true,
  tagged: true,
  everyFunction: true,
  exclude: true,
  accountWide: true,
  logins: true,
  alerts: true,
  detectors: true,
  overrides: true,
  costs: true,
  limits: true,
  paused: true,
  encryption: true,
  dashboard: true,
  removalPolicy: true,
};

const ofStack: Names<StackProps> = {
  description: true,
  env: true,
  stackName: true,
  tags: true,
  notificationArns: true,
  synthesizer: true,
  terminationProtection: true,
  analyticsReporting: true,
  crossRegionReferences: true,
  permissionsBoundary: true,
  suppressTemplateIndentation: true,
  propertyInjectors: true,
};

const ofAlerts: Names<AlertProps> = {
  emails: true,
  slack: true,
  topic: true,
  webhook: true,
  amazonQ: true,
  ocsf: true,
  digest: true,
  staged: true,
  weekBudget: true,
  sampleLines: true,
  routes: true,
  routing: true,
  silences: true,
};
const ofRoute: Names<RouteProps> = { match: true, name: true, emails: true, slack: true, topic: true, webhook: true };
const ofSilence: Names<SilenceProps> = {
  kind: true,
  function: true,
  severity: true,
  author: true,
  reason: true,
  until: true,
};
const ofSlack: Names<SlackProps> = { secretName: true, host: true };
const ofWebhook: Names<WebhookProps> = { secretName: true, host: true };

const ofAccountWide: Names<AccountWideProps> = { exclude: true };
const ofLimits: Names<LimitProps> = {
  concurrency: true,
  writesPerSecond: true,
  readsPerSecond: true,
  alarmUsdPerDay: true,
};
const ofEncryption: Names<EncryptionProps> = { key: true, failuresKey: true };

/** Every key there is: one left out does not compile. */
type Names<Props> = Readonly<Record<keyof Props, true>>;

export const VIGIL_KEYS = Object.keys(ofVigil);
export const STACK_KEYS = Object.keys(ofStack);
export const ALERT_KEYS = Object.keys(ofAlerts);
export const ROUTE_KEYS = Object.keys(ofRoute);
export const SILENCE_KEYS = Object.keys(ofSilence);
export const SLACK_KEYS = Object.keys(ofSlack);
export const WEBHOOK_KEYS = Object.keys(ofWebhook);
export const LIMIT_KEYS = Object.keys(ofLimits);
export const ENCRYPTION_KEYS = Object.keys(ofEncryption);
export const ACCOUNT_WIDE_KEYS = Object.keys(ofAccountWide);
