/** Parts what the props say into what synth knows, which is checked here and travels in the bundles, and what only the deployment will know. */
import { Token } from 'aws-cdk-lib';
import { CfnFunction, type IFunction, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { createPatternEngine } from '../adapters/pattern-engine';
import type { AlertSettings } from '../core/alert/alert-settings';
import { checkSettings, type RuntimeSettings, type Wishes } from '../core/settings';
import { ownLogGroup } from '../core/watch/vigil-log-group';
import { faultsOfPlan, planChannels, type PlannedChannel } from './plan-channels';
import { readProps } from './read-props';
import type { ReadWays } from './read-ways';
import type { VigilProps } from './vigil-props';

export interface ReadWishes {
  readonly settings: RuntimeSettings;
  /** How people are told. */
  readonly channels: readonly PlannedChannel[];
  /** Names of log groups that are still tokens. */
  readonly lateNames: readonly string[];
  /** Set where one account policy takes the place of all filters: names of log groups that it leaves out. */
  readonly leftOut?: readonly string[];
}

/** Throws one error that names every fault, one a line. `otherKeys` are props that are somebody else's to read. */
export function readWishes(
  stack: string,
  props: VigilProps,
  functionIds: readonly string[],
  otherKeys: readonly string[] = [],
): ReadWishes {
  const { detectors, overrides, costs, ...read } = readProps(props, otherKeys);
  const ofFunctions = read.functions.map((fn) => fn && logGroupOf(fn));
  const wishes: Wishes = {
    stack,
    logGroups: read.logGroups.map(resolved),
    functions: ofFunctions.map(resolved),
    watch: read.watch,
    accountWide: read.accountWide !== undefined,
    logins: read.logins,
    alerts: {
      ...read.alerts,
      ...resolvedWays(read.alerts),
      routes: read.alerts.routes.map(({ match, ...ways }) => ({ match, ...resolvedWays(ways) })),
    },
    detectors,
    overrides,
    costs,
  };
  const {
    rules,
    overrides: functionRules,
    logins,
    costs: checkedCosts,
    faults,
  } = checkSettings(wishes, createPatternEngine());
  if (read.faults.length + faults.length > 0) throw errorOf(stack, [...read.faults, ...faults]);

  const plan = planChannels(props.alerts);
  const tooMany = faultsOfPlan(plan);
  if (tooMany.length > 0) throw errorOf(stack, tooMany);
  const senders = plan.channels.map(({ name }) => `sender-${name}`);
  const ownLogGroups = [...new Set([...functionIds, ...senders])].map((id) => ownLogGroup(stack, id));
  const { silences, telling } = read.alerts;
  const alerts: AlertSettings = {
    ...telling,
    ...(plan.routing && { routing: plan.routing }),
    ...(silences.length > 0 && { silences }),
  };
  const { accountWide } = read;
  // Nothing is subscribed by name then, and filters that an earlier deployment made are taken off.
  const named = accountWide === undefined ? [...read.logGroups, ...ofFunctions, ...Object.keys(logins)] : [];
  const all = named.filter((name) => name !== undefined);
  return {
    settings: {
      version: 1,
      stack,
      ownLogGroups,
      filterName: `vigil-${stack}`,
      logGroups: [...new Set(all.filter((name) => !Token.isUnresolved(name)))],
      watch: read.watch,
      logins,
      rules,
      ...(Object.keys(functionRules).length > 0 && { overrides: functionRules }),
      ...(checkedCosts && { costs: checkedCosts }),
      ...(Object.keys(alerts).length > 0 && { alerts }),
    },
    channels: plan.channels,
    lateNames: all.filter((name) => Token.isUnresolved(name)),
    ...(accountWide && { leftOut: [...ownLogGroups, ...accountWide.leftOut] }),
  };
}

function errorOf(stack: string, faults: readonly string[]): Error {
  const error = new Error(`${stack} cannot be deployed like this:\n${faults.join('\n')}`);
  error.stack = error.message; // Node prints the stack, and frames of the CDK would bury what is to be mended
  return error;
}

const resolvedWays = ({ emails, slack, webhook, hasTopic }: ReadWays) => ({
  emails: emails.map(resolved),
  slack: slack && { secretName: resolved(slack.secretName), host: resolved(slack.host) },
  webhook: webhook && { secretName: resolved(webhook.secretName), host: resolved(webhook.host) },
  hasTopic,
});

const resolved = (value: string | undefined): string | undefined => (Token.isUnresolved(value) ? undefined : value);

/** Asks the template's resource, not `fn.logGroup`: that getter makes a custom resource where no log group was given. */
function logGroupOf(given: IFunction): string {
  const fn = isQualified(given) ? given.lambda : given; // a version or an alias logs where its function does
  const resource = fn.node.defaultChild;
  const logging = resource instanceof CfnFunction ? resource.loggingConfig : undefined;
  const ownName = logging !== undefined && 'logGroup' in logging ? logging.logGroup : undefined;
  return ownName ?? `/aws/lambda/${fn.functionName}`;
}

const isQualified = (fn: IFunction): fn is IFunction & Pick<IVersion, 'lambda'> => 'lambda' in fn;
