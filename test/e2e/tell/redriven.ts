/** A channel that refuses for good: told on the others at once, kept among the dead letters, and told once somebody puts it back. */
import { join } from 'node:path';
import { awsEnv } from '../aws';
import { runCommand } from '../command';
import { VIGIL_STACK } from '../stack-names';
import { until } from '../until';
import { TEAM_CHANNEL } from './fake-slack';
import { putLines, timeoutLines } from './log-lines';
import { REFUSED } from './tell-names';
import type { TellWorld } from './tell-story';

const ROOT = join(__dirname, '..', '..', '..');
const CHANNEL = 'slack-team';

export async function checkRedriven({ steps, aws, cdk, receiver, slack }: TellWorld): Promise<void> {
  // The other channels' notice names the alert too.
  const posts = () =>
    slack.posts.filter(
      ({ channel, states }) => channel === TEAM_CHANNEL && JSON.stringify(states).includes(`${REFUSED} timed out`),
    );
  slack.archiveTeam(true);
  await putLines(aws, REFUSED, timeoutLines());
  await steps.step('a channel refuses for good: told by e-mail', () =>
    until(
      'the notice',
      60_000,
      async () => receiver.mails.filter(({ text }) => text.includes(CHANNEL)).length,
      (count) => count > 0,
      1_000,
    ),
  );
  slack.archiveTeam(false);
  const args = ['dist/vigil.mjs', 'redrive-alerts', '--stack', VIGIL_STACK, '--channel', CHANNEL];
  const said = await steps.step('vigil redrive-alerts', () =>
    runCommand(process.execPath, args, { withinMs: 60_000, cwd: ROOT, env: awsEnv(cdk.url) }),
  );
  steps.check(
    'it says why it lay there, and that it is put back',
    /is_archived[^]*1 message put back/.test(said),
    said,
  );
  await steps.step('told after all', () =>
    until(
      'the post',
      60_000,
      async () => posts().length,
      (count) => count > 0,
      1_000,
    ),
  );
  steps.check('once', posts().length === 1, posts().length);
}
