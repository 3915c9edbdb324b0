/** Takes every filter of ours away at the end: what is known to be ours without a look; looks where it might be. */
import { chooseLogGroups } from '../../core/watch/choose';
import { whyNoLogGroupName } from '../../core/watch/log-group-name';
import type { WatchReport } from '../../core/watch/report';
import { lookAt } from './look-at';
import { createPaced } from './paced';
import type { SubscriberWorld } from './subscriber-world';
import { takeSurvey } from './survey';

/** Throws when a filter of ours could not be taken. */
export async function leave(world: SubscriberWorld): Promise<WatchReport> {
  const { account, filters, store, wishes, hasTime } = world;
  const paced = createPaced(world);
  const known = await store.list();
  const { wanted } = chooseLogGroups(await world.readNamed(), wishes, await takeSurvey(account, wishes));
  const ours = new Set(known.flatMap(({ logGroup, state }) => (state === 'watched' ? [logGroup] : [])));
  const perhaps = new Set([...known.map(({ logGroup }) => logGroup), ...wanted.map(({ logGroup }) => logGroup)]);
  const toLookAt = [...perhaps].filter((name) => !ours.has(name) && whyNoLogGroupName(name) === undefined);
  const failed: string[] = [];
  for (const [logGroup, look] of await lookAt(toLookAt, { filters, paced, hasTime: () => true })) {
    if (look.kind === 'current' || look.kind === 'outdated') ours.add(logGroup);
    if (look.kind === 'failed') failed.push(`${logGroup} (${look.why})`);
  }
  let taken = 0;
  for (const logGroup of ours) {
    const result = hasTime()
      ? await paced(() => filters.take(logGroup))
      : ({ kind: 'failed', why: 'there was no time left' } as const);
    if (result.kind === 'failed') failed.push(`${logGroup} (${result.why})`);
    else {
      taken += 1;
      await store.forget(logGroup);
    }
  }
  if (failed.length > 0) {
    const first = failed.slice(0, 3).join(', ');
    throw new Error(
      `${failed.length} log groups may still carry our subscription filter: ${first}; delete the stack again`,
    );
  }
  return { groups: [], put: 0, taken, left: 0, changed: taken > 0, troubles: [] };
}
