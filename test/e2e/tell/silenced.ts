/** A silence made by hand: what it holds back is stored and listed as silenced, and told once somebody ends it. */
import { join } from 'node:path';
import { awsEnv } from '../aws';
import { runCommand } from '../command';
import { pause, until } from '../until';
import { putLines, timeoutLines } from './log-lines';
import { QUIET } from './tell-names';
import type { TellWorld } from './tell-story';

const ROOT = join(__dirname, '..', '..', '..');
const AUTHOR = 'on-call';

export interface SilencedStory {
  /** The alert comes while the silence holds; its route leads to a channel of its own, so that it takes no place of the others'. */
  readonly check: () => Promise<void>;
  readonly end: () => Promise<void>;
  readonly checkTold: () => Promise<void>;
}

/** Made well before it is needed: whoever judges may know a minute-old list. */
export async function silence({ steps, aws, cdk, receiver, slack }: TellWorld, table: string): Promise<SilencedStory> {
  const vigil = (...args: string[]): Promise<string> =>
    runCommand(process.execPath, ['dist/vigil.mjs', ...args, '--table', table], {
      withinMs: 30_000,
      cwd: ROOT,
      env: awsEnv(cdk.url),
    });
  const told = (): number =>
    slack.posts.filter(({ states }) => JSON.stringify(states).includes(`${QUIET} timed out`)).length +
    receiver.mails.filter(({ subject }) => subject.includes(QUIET)).length;

  const made = ['silence', '--function', QUIET, '--for', '20m', '--reason', 'a deployment', '--author', AUTHOR];
  const said = await steps.step('vigil silence', () => vigil(...made));
  const [id = ''] = /^s[0-9a-f]{6}/.exec(said) ?? [];
  steps.check('it says until when, by whom and why', said.includes(`by ${AUTHOR}: a deployment`) && id !== '', said);
  return {
    async check() {
      await putLines(aws, QUIET, timeoutLines());
      const listed = await steps.step('vigil alerts lists a silenced alert', () =>
        until(
          'the silenced alert',
          45_000,
          () => vigil('alerts', '--open'),
          (text) => text.includes(QUIET),
          2_000,
        ),
      );
      const line = listed.split('\n').find((each) => each.includes(QUIET)) ?? '';
      steps.check('as silenced, by whom and until when', line.includes(`silenced by ${AUTHOR} until`), listed);
      await pause(6_000);
      steps.check('nobody was told of it', told() === 0, told());
      const inForce = await vigil('silence', 'list');
      steps.check('vigil silence list names it', inForce.includes(id), inForce);
    },
    async end() {
      const ended = await steps.step('vigil silence end', () => vigil('silence', 'end', id));
      steps.check('it says that it is over', ended.includes(`${id} is over`), ended);
    },
    async checkTold() {
      const count = await steps.step('what was still open is told', () =>
        until(
          'the alert',
          150_000,
          async () => told(),
          (each) => each > 0,
          1_000,
        ),
      );
      steps.check('once', count === 1, count);
    },
  };
}
