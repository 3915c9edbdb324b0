/** Parts what the props say into what synth knows, which is checked here and travels in the bundles, and what only the deployment will know. */
import { Token } from 'aws-cdk-lib';
import { CfnFunction, type IFunction, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { checkSettings, ownLogGroup, type RuntimeSettings } from '../core/settings';
import type { VigilProps } from './vigil-props';

export interface ReadWishes {
  readonly settings: RuntimeSettings;
  /** Names of log groups that are still tokens. */
  readonly lateNames: readonly string[];
}

/** Throws one error that names every fault, one a line. */
export function readWishes(stack: string, props: VigilProps, functionIds: readonly string[]): ReadWishes {
  const named = (props.logGroups ?? []).map((group) => (typeof group === 'string' ? group : group.logGroupName));
  const ofFunctions = (props.functions ?? []).map(logGroupOf);
  const { emails = [], slack, topic } = props.alerts;
  const { rules, faults } = checkSettings({
    stack,
    logGroups: named.map(resolved),
    functions: ofFunctions.map(resolved),
    emails: emails.map(resolved),
    slack: slack && { secretName: resolved(slack.secretName), host: slack.host && resolved(slack.host) },
    hasTopic: topic !== undefined,
    detectors: props.detectors,
  });
  if (faults.length > 0) throw new Error(`${stack} cannot be deployed like this:\n${faults.join('\n')}`);

  const all = [...named, ...ofFunctions];
  return {
    settings: {
      version: 1,
      stack,
      ownLogGroups: functionIds.map((id) => ownLogGroup(stack, id)),
      filterName: `vigil-${stack}`,
      logGroups: all.filter((name) => !Token.isUnresolved(name)),
      rules,
    },
    lateNames: all.filter((name) => Token.isUnresolved(name)),
  };
}

const resolved = (value: string): string | undefined => (Token.isUnresolved(value) ? undefined : value);

/** Asks the template's resource, not `fn.logGroup`: that getter makes a custom resource where no log group was given. */
function logGroupOf(given: IFunction): string {
  const fn = isQualified(given) ? given.lambda : given; // a version or an alias logs where its function does
  const resource = fn.node.defaultChild;
  const logging = resource instanceof CfnFunction ? resource.loggingConfig : undefined;
  const ownName = logging !== undefined && 'logGroup' in logging ? logging.logGroup : undefined;
  return ownName ?? `/aws/lambda/${fn.functionName}`;
}

const isQualified = (fn: IFunction): fn is IFunction & Pick<IVersion, 'lambda'> => 'lambda' in fn;
