/** Slack's bad days: down for a while, then limiting the rate. Nothing is lost, nothing told twice, and e-mail does not wait. */
import { pause, until } from '../until';
import { putLines, timeoutLines } from './log-lines';
import { DOWN, LIMITED } from './tell-names';
import type { TellWorld } from './tell-story';

const DOWN_MS = 20_000;
const RETRY_AFTER_SECONDS = 6;

export async function checkBadDays(world: TellWorld): Promise<void> {
  const { steps, aws, receiver, slack } = world;
  const postsOf = (name: string) =>
    slack.posts.filter(({ states }) => JSON.stringify(states).includes(`${name} timed out`));
  const mailsOf = (name: string) => receiver.mails.filter(({ subject }) => subject.includes(name));

  slack.setDown(true);
  await putLines(aws, DOWN, timeoutLines());
  await steps.step('Slack is down: e-mail is told all the same', () =>
    until(
      'the e-mail',
      60_000,
      async () => mailsOf(DOWN).length,
      (count) => count === 1,
    ),
  );
  await until(
    'Slack to be asked in vain',
    60_000,
    async () => slack.missed,
    (missed) => missed > 0,
  );
  await pause(DOWN_MS);
  steps.check('Slack was told nothing while it was down', postsOf(DOWN).length === 0, slack.missed);
  slack.setDown(false);
  await steps.step(`Slack is back after ${slack.missed} requests in vain: told`, () =>
    until(
      'the message in Slack',
      180_000,
      async () => postsOf(DOWN).length,
      (count) => count > 0,
    ),
  );

  slack.limitOnce(RETRY_AFTER_SECONDS);
  await putLines(aws, LIMITED, timeoutLines());
  await steps.step(`Slack asks to come back after ${RETRY_AFTER_SECONDS} s: told then`, () =>
    until(
      'the message in Slack',
      120_000,
      async () => postsOf(LIMITED).length,
      (count) => count > 0,
    ),
  );
  const [limit] = slack.limited;
  const waitedMs = (limit?.nextMs ?? 0) - (limit?.atMs ?? 0);
  steps.check(
    `Retry-After is kept: asked again after ${(waitedMs / 1000).toFixed(1)} s, not before ${RETRY_AFTER_SECONDS}`,
    slack.limited.length === 1 && waitedMs >= RETRY_AFTER_SECONDS * 1000 - 50,
    slack.limited,
  );
  await pause(3_000); // for a message too many
  steps.check(
    'each was told once',
    postsOf(DOWN).length === 1 && postsOf(LIMITED).length === 1 && mailsOf(DOWN).length === 1,
    {
      down: postsOf(DOWN).length,
      limited: postsOf(LIMITED).length,
    },
  );
}
