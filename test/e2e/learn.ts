/** Lets Vigil learn the usual: past events through the real filter, folded by the real sweeper. */
import type { Recent } from '../../core/baseline/recent';
import type { Aws } from './aws';
import { checkCounts, waitForCounts } from './check-counts';
import { readUsual } from './counts';
import { deliveryOf } from './delivery';
import { invoke } from './invoke';
import type { Deployed } from './put-up';
import { checkSameAsReplay } from './same-as-replay';
import { seed, SEEDED_MINUTES } from './seed';
import type { Sent } from './sent';
import type { Steps } from './steps';
import { makeRows } from './twice';
import { pause, watch } from './until';

const MINUTE_MS = 60_000;

export async function learn(steps: Steps, aws: Aws, { analyzer, sweeper, table }: Deployed, sent: Sent): Promise<void> {
  const { step, check, say } = steps;
  await step('two hours of log events written', () =>
    seed(aws, Date.now(), sent, () => waitForCounts(aws, table, sent)),
  );
  await checkCounts(steps, aws, table, sent, 'the two hours are counted exactly');
  const rows = makeRows(Date.now(), sent);
  const delivery = deliveryOf(rows);
  await invoke(aws, analyzer, delivery);
  await checkCounts(steps, aws, table, sent, 'a delivery handed over directly is counted');
  await invoke(aws, analyzer, delivery);
  await checkCounts(steps, aws, table, sent, 'the same delivery again changes nothing');
  // What was counted in one minute is due in the next, and folded by the sweep of the one after.
  const dueMs = (Math.floor(Date.now() / MINUTE_MS) + 2) * MINUTE_MS;
  say(`until it may be folded: ${Math.round((dueMs - Date.now()) / 1000)} s`);
  await pause(dueMs + 500 - Date.now());
  const usual = await step('swept', async () => {
    await invoke(aws, sweeper, {});
    return watch(20_000, () => readUsual(aws, table), knowsAll);
  });
  check(`what is usual rests on all ${SEEDED_MINUTES} minutes of both series`, knowsAll(usual), usual);
  await checkSameAsReplay(steps, aws, table, rows);
}

const knowsAll = (usual: readonly (Recent | undefined)[]): boolean =>
  usual.every((one) => one?.minutes === SEEDED_MINUTES);
