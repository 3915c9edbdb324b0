/** Writes the ARNs by which a role may touch log groups: each by its name while there are few, by what they have in common when there are many. */
import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';

/** Names that a role's policy has room for beside all else (10,240 characters in all, 2026-11). */
const MOST_NAMES = 40;

export interface WatchedNames {
  readonly settings: RuntimeSettings;
  /** Names of log groups that are still tokens. */
  readonly lateNames: readonly string[];
}

/** The log groups that are watched, as they are read: with their streams. */
export function watchedArns(scope: Construct, { settings, lateNames }: WatchedNames): readonly string[] {
  return patternsOf(settings, lateNames).map((pattern) => logGroupArn(scope, `${pattern}:*`));
}

function patternsOf({ logGroups, watch }: RuntimeSettings, lateNames: readonly string[]): readonly string[] {
  // A function may write to any log group, and a tag may stand on any.
  if (watch.everyFunction || Object.keys(watch.tags).length > 0) return ['*'];
  const names = [...logGroups, ...lateNames, ...watch.prefixes.map((prefix) => `${prefix}*`)];
  if (names.length <= MOST_NAMES) return names;
  if (lateNames.length > MOST_NAMES / 2) return ['*'];
  const folders = [...new Set(names.map((name) => (Token.isUnresolved(name) ? name : folderOf(name))))];
  return folders.length <= MOST_NAMES ? folders : ['*'];
}

/** `/aws/lambda/*` of `/aws/lambda/checkout`; a name without a folder stays what it is. */
const folderOf = (name: string): string => name.replace(/\/[^/]*$/, '/*');

export const logGroupArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
