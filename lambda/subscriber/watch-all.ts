/** One run over everything that is to be watched: finds it, puts and takes filters, notes whose functions write there, and sums up. */
import { chooseLogGroups, type Choice } from '../../core/watch/choose';
import { summarizeCoverage } from '../../core/watch/coverage';
import { planFunctions } from '../../core/watch/functions';
import type { FunctionSeen, WatchedGroup } from '../../core/watch/ports';
import type { WatchReport } from '../../core/watch/report';
import { settleFilters } from './settle-filters';
import type { SubscriberWorld } from './subscriber-world';
import { takeSurvey } from './survey';

/** @param graceMs for so long what nobody asks for any more keeps its filter */
export async function watchAll(
  world: SubscriberWorld,
  graceMs: number,
  mayChange: () => Promise<boolean>,
): Promise<WatchReport> {
  const { account, wishes, store, now } = world;
  const survey = await takeSurvey(account, wishes);
  const choice = chooseLogGroups(await world.readNamed(), wishes, survey);
  const known = await store.list();
  const { ledger, ...done } = await settleFilters(world, { ...choice, known, graceMs, nowMs: now() }, mayChange);
  const undeliverable = await account.whyUndeliverable();
  const troubles = [...choice.troubles, ...(undeliverable === undefined ? [] : [undeliverable])];
  const groups = wantedGroups(choice, ledger.groups(), known);
  const functions = survey.functions.kind === 'listed' ? survey.functions.items : undefined;
  if (functions !== undefined) await noteFunctions(world, groups, functions);
  await world.putCoverage(summarizeCoverage({ groups, functions, troubles }, now()));
  return { ...done, groups, changed: ledger.changed(), troubles };
}

/** What this run noted, and what is stored of those that it did not come to. */
function wantedGroups(
  { wanted }: Choice,
  noted: readonly WatchedGroup[],
  known: readonly WatchedGroup[],
): readonly WatchedGroup[] {
  const latest = new Map([...known, ...noted].map((group) => [group.logGroup, group]));
  return wanted.flatMap(({ logGroup }) => latest.get(logGroup) ?? []);
}

async function noteFunctions(
  { functions, now }: SubscriberWorld,
  groups: readonly WatchedGroup[],
  seen: readonly FunctionSeen[],
): Promise<void> {
  const watched = new Set(groups.flatMap(({ logGroup, state }) => (state === 'watched' ? [logGroup] : [])));
  const { put, forget } = planFunctions(watched, seen, await functions.list(), now());
  for (const known of put) await functions.put(known);
  for (const name of forget) await functions.forget(name);
}
