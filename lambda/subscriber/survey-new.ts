/** Finds out of log groups that were just made what a whole survey would, without one. */
import type { Survey } from '../../core/watch/choose';
import { functionOfGroup, logGroupOf, type FunctionStore } from '../../core/watch/functions';
import type { Account, FunctionSeen, LogGroupSeen, Tagged } from '../../core/watch/ports';
import type { NewGroup } from './new-groups';

export async function surveyNew(
  made: readonly NewGroup[],
  account: Pick<Account, 'findLogGroup'>,
  known: Pick<FunctionStore, 'list'>,
): Promise<Survey> {
  const found: LogGroupSeen[] = [];
  for (const name of new Set(made.map(({ logGroup }) => logGroup))) {
    const group = await account.findLogGroup(name);
    if (group !== undefined) found.push(group);
  }
  const ofKnown = (await known.list()).map(({ name, logGroup, configuration, hidesReports = false }) => ({
    name,
    logGroup: logGroupOf({ name, logGroup, configuration, atMs: 0 }),
    configuration,
    hidesReports,
  }));
  const isNamed = new Set(ofKnown.map(({ logGroup }) => logGroup));
  return {
    functions: { kind: 'listed', items: [...ofKnown, ...made.flatMap((each) => functionOf(each, isNamed))] },
    logGroups: { kind: 'listed', items: found },
    listedPrefixes: found.length > 0 ? [] : [...new Set(made.map(({ logGroup }) => logGroup))],
    tagged: { kind: 'listed', items: [] }, // tags are asked for by the next run
    optedOut: { kind: 'listed', items: made.flatMap(optedOut) },
  };
}

/** A log group that bears a function's name was made by that function's first line. */
function functionOf({ logGroup, functionName }: NewGroup, isNamed: ReadonlySet<string>): FunctionSeen[] {
  const name = functionName ?? (isNamed.has(logGroup) ? undefined : functionOfGroup(logGroup));
  return name === undefined ? [] : [{ name, logGroup, configuration: {}, hidesReports: false }];
}

function optedOut({ logGroup, functionName, isOptedOut }: NewGroup): Tagged[] {
  if (!isOptedOut) return [];
  return [
    functionName === undefined ? { kind: 'log-group', name: logGroup } : { kind: 'function', name: functionName },
  ];
}
