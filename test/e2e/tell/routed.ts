/** A route: a function's alert goes to its team's Slack channel, by a sender of its own, and to nobody else. */
import { pause, until } from '../until';
import { TEAM_CHANNEL } from './fake-slack';
import { putLines, timeoutLines } from './log-lines';
import { ROUTED } from './tell-names';
import type { TellWorld } from './tell-story';

export async function checkRouted({ steps, aws, receiver, slack }: TellWorld): Promise<void> {
  const posts = () => slack.posts.filter(({ states }) => JSON.stringify(states).includes(`${ROUTED} timed out`));
  await putLines(aws, ROUTED, timeoutLines());
  await steps.step('an alert that a route takes', () =>
    until(
      'the post',
      60_000,
      async () => posts().length,
      (count) => count > 0,
    ),
  );
  await pause(2_000); // for a message too many
  steps.check(
    'stands in the channel of its team alone',
    posts().every(({ channel }) => channel === TEAM_CHANNEL),
    posts(),
  );
  steps.check(
    'and in no e-mail',
    receiver.mails.every(({ subject }) => !subject.includes(ROUTED)),
  );
}
