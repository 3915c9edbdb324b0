/** Reads one login source that the app names: a log group whose name synth knows, and plain data. */
import { Token } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isRecord, kindOf, type Name, type ReadOne } from './prop-shape';
import { isLogGroup, readLogGroup } from './read-log-group';

export interface ReadLogin {
  /** Never a token. */
  readonly logGroup: Name;
  /** Everything else of it; undefined where it is no plain data. */
  readonly source: unknown;
}

export const readLogin: ReadOne<ReadLogin> = (value, place, faults) => {
  if (!isRecord(value)) {
    faults.push(`${place} must be an object such as { logGroup, format: 'auth0' }, got ${kindOf(value)}`);
    return undefined;
  }
  const { logGroup, ...source } = value;
  const name = readLogGroup(logGroup, `${place}.logGroup`, faults);
  const known = name === undefined || !Token.isUnresolved(name) ? name : givenName(logGroup);
  if (name !== undefined && known === undefined)
    faults.push(
      `${place}.logGroup must be a name known at synth, got one that only the deployment will know; ` +
        'give the log group a logGroupName, or write the name as text',
    );
  if (isPlain(source)) return { logGroup: known, source };
  faults.push(
    `${place} must be plain data known at synth, got a token or a construct in it; write its values as texts and numbers`,
  );
  return { logGroup: known, source: undefined };
};

/** The name that the app itself gave a log group of its own. */
function givenName(logGroup: unknown): string | undefined {
  const resource = isLogGroup(logGroup) ? logGroup.node.defaultChild : undefined;
  const name = resource instanceof CfnLogGroup ? resource.logGroupName : undefined;
  return name === undefined || Token.isUnresolved(name) ? undefined : name;
}

/** Whether it can travel in the settings; what is deeper than any login source is a circle. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !Token.isUnresolved(value);
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (depth > 8 || Construct.isConstruct(value)) return false;
  return Object.values(value).every((part) => isPlain(part, depth + 1));
}
