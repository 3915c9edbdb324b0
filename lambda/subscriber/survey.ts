/** Finds out what there is in the account, as far as the wishes depend on it. */
import { prefixesToList, type Survey } from '../../core/watch/choose';
import type { Account, Listed, LogGroupSeen } from '../../core/watch/ports';
import { isSearching, OPT_OUT_TAG, type WatchWishes } from '../../core/watch/watch-wishes';

const NOTHING = { kind: 'listed', items: [] } as const;

export async function takeSurvey(account: Account, wishes: WatchWishes): Promise<Survey> {
  const listedPrefixes = prefixesToList(wishes);
  return {
    // Always: also of log groups that are watched by name, it says who writes there.
    functions: await account.listFunctions(),
    logGroups: await listAll(account, listedPrefixes),
    listedPrefixes,
    tagged: Object.keys(wishes.tags).length > 0 ? await account.listTagged(wishes.tags) : NOTHING,
    optedOut: isSearching(wishes) ? await account.listTagged(OPT_OUT_TAG) : NOTHING,
  };
}

async function listAll(account: Account, prefixes: readonly string[]): Promise<Listed<LogGroupSeen>> {
  const items: LogGroupSeen[] = [];
  for (const prefix of prefixes) {
    const listed = await account.listLogGroups(prefix);
    if (listed.kind === 'failed') return listed;
    items.push(...listed.items);
  }
  return { kind: 'listed', items };
}
