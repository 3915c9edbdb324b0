/** Watches log groups that have just been made, without a look at all the others. */
import { chooseLogGroups } from '../../core/watch/choose';
import type { WatchReport } from '../../core/watch/report';
import type { NewGroup } from './new-groups';
import { settleFilters } from './settle-filters';
import type { SubscriberWorld } from './subscriber-world';
import { surveyNew } from './survey-new';

export async function welcome(
  world: SubscriberWorld,
  made: readonly NewGroup[],
  graceMs: number,
): Promise<WatchReport> {
  const { account, store, wishes, now } = world;
  const names = new Set(made.map(({ logGroup }) => logGroup));
  const survey = await surveyNew(made, account, world.functions);
  const choice = chooseLogGroups(await world.readNamed(), wishes, survey);
  const wanted = choice.wanted.filter(({ logGroup }) => names.has(logGroup));
  const known = (await store.list()).filter(({ logGroup }) => wanted.some((each) => each.logGroup === logGroup));
  const watch = { ...choice, wanted, known, graceMs, nowMs: now() };
  const { ledger, ...done } = await settleFilters(world, watch, async () => !(await store.isStopped()));
  return { ...done, groups: ledger.groups(), changed: ledger.changed(), troubles: [] };
}
