/** What happens, in order: deploy, learn the usual, attack and slow down, hear of both, count, take down. */
import { attackLogin, countReports, slowCheckout } from './attack';
import type { Aws } from './aws';
import { checkCounts } from './check-counts';
import { deliveryOf } from './delivery';
import { destroy, type Cdk } from './deploy';
import { listFilters } from './filters';
import { invoke } from './invoke';
import { findLeaks } from './leaks';
import { learn } from './learn';
import { areAllTold, checkMessages } from './messages';
import { checkHour, lastHour } from './one-hour';
import { putUp, type Deployed } from './put-up';
import type { Receiver } from './receiver';
import { Sent } from './sent';
import { SAMPLE_STACK, VIGIL_STACK } from './stack-names';
import type { Steps } from './steps';
import { pause, until } from './until';

export async function tellTheStory(steps: Steps, aws: Aws, cdk: Cdk, receiver: Receiver): Promise<void> {
  const sent = new Sent();
  const deployed = await putUp(steps, aws, cdk, receiver);
  const hour = lastHour(Date.now());
  await steps.step('an hour of calls handed over', () => invoke(aws, deployed.analyzer, deliveryOf(hour)));
  await learn(steps, aws, deployed, sent);
  await attack(steps, aws, deployed, sent, receiver);
  checkMessages(steps, receiver);
  await checkHour(steps, aws, cdk, deployed, hour);
  const { lines, leaks } = await findLeaks(aws, deployed.table);
  steps.check(
    `no webhook address and no account name in ${lines} own log lines and the table`,
    leaks.length === 0,
    leaks,
  );
  await takeDown(steps, aws);
}

async function attack(
  steps: Steps,
  aws: Aws,
  { sweeper, table }: Deployed,
  sent: Sent,
  receiver: Receiver,
): Promise<void> {
  const { step } = steps;
  const fromMs = Date.now();
  await step('a leaked list tried on the login', () => attackLogin(aws, sent));
  await step('payments that hang in the checkout', () => slowCheckout(aws));
  await countReports(aws, fromMs, sent);
  await checkCounts(steps, aws, table, sent, 'seeded and real calls and logins are counted exactly');
  await step('told by e-mail and Slack', () =>
    until(
      'the messages',
      60_000,
      async () => {
        await invoke(aws, sweeper, {});
        return receiver;
      },
      areAllTold,
      2_000,
    ),
  );
  await invoke(aws, sweeper, {});
  await pause(3_000); // for a message too many
  await checkCounts(steps, aws, table, sent, 'judging and telling have changed no count');
}

async function takeDown({ step, check }: Steps, aws: Aws): Promise<void> {
  await step('Vigil deleted', () => destroy(aws, VIGIL_STACK));
  const left = await listFilters(aws);
  check('no filter is left on the sample app', left.length === 0, left);
  await step('sample app deleted', () => destroy(aws, SAMPLE_STACK));
}
