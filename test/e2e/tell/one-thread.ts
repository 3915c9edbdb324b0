/** One attack on a login: opens, gets in, is over; one thread in Slack, its first message edited each time. */
import { invoke } from '../invoke';
import { until } from '../until';
import type { SlackPost } from './fake-slack';
import { loginLine, putLines } from './log-lines';
import { wordsOfPost } from './slack-words';
import { sweepAhead } from '../sweep-ahead';
import { LOGIN } from './tell-names';
import type { TellWorld } from './tell-story';

const ATTACKER = '203.0.113.7';
const TRIES = 90;
const MINUTE_MS = 60_000;
/** An attack is over when it has been quiet for half an hour and longer, and looked at twice. */
const AHEAD_MINUTES = [40, 44, 48];

export async function checkOneThread(world: TellWorld, sweeper: string): Promise<void> {
  const { steps, aws, cdk, receiver, slack } = world;
  const thread = (): SlackPost[] => {
    const first = slack.posts.find(
      ({ states, threadTs }) => threadTs === undefined && textOf(states).includes('Login attack'),
    );
    return first === undefined ? [] : [first, ...slack.posts.filter(({ threadTs }) => threadTs === first.ts)];
  };
  const mails = (): readonly string[] =>
    receiver.mails.filter(({ subject }) => subject.includes('Login attack')).map(({ subject }) => subject);
  const told = (what: string, isTold: () => boolean, act: () => Promise<void> = async () => undefined) =>
    steps.step(what, () =>
      until(
        what,
        90_000,
        async () => {
          if (!isTold()) await act();
          return isTold();
        },
        Boolean,
        1_500,
      ),
    );

  const tries = Array.from({ length: TRIES }, (_, at) => loginLine(`leaked-${at}@example.com`, ATTACKER, false));
  await putLines(aws, LOGIN, tries);
  const sweep = async (): Promise<void> => void (await invoke(aws, sweeper, {}));
  await told(
    'an attack opens: told in Slack and by e-mail',
    () => thread().length === 1 && mails().length === 1,
    sweep,
  );
  await putLines(aws, LOGIN, [loginLine('leaked-3@example.com', ATTACKER, true)]);
  await told(
    'it gets in: the first message edited, an answer in its thread',
    () => thread().length >= 2 && mails().length >= 2,
    sweep,
  );
  const ahead = [...AHEAD_MINUTES];
  await told(
    'it is over: edited and answered again',
    () =>
      thread().some((post) => textOf([post.content]).includes('is over')) &&
      mails().some((subject) => subject.startsWith('[Vigil resolved]')),
    async () => {
      const minutes = ahead.shift();
      if (minutes !== undefined) await sweepAhead(aws, cdk, sweeper, minutes * MINUTE_MS);
    },
  );

  const [first, ...answers] = thread();
  const titles = (first?.states ?? []).map((state) => titleOf(state));
  steps.check('one thread, its first message edited from open to resolved', isStory(titles), titles);
  steps.check(
    'each change answered once in it',
    answers.length === titles.length - 1,
    answers.map(({ content }) => titleOf(content)),
  );
  steps.check(
    'nothing of the incident stands outside its thread',
    slack.posts.filter(({ threadTs, states }) => threadTs === undefined && textOf(states).includes('Login attack'))
      .length === 1,
  );
  steps.say(`the thread as it now reads:\n\n${wordsOfPost(first?.content ?? {})}\n`);
  for (const { content } of answers) steps.say(`answered:\n\n${wordsOfPost(content)}\n`);
  for (const { subject, text } of receiver.mails.filter((mail) => mail.subject.includes('Login attack')))
    steps.say(`e-mail: ${subject}\n\n${text.replace(/https:\S{80}\S+/g, (url) => `${url.slice(0, 80)}…`)}`);
}

function isStory(titles: readonly string[]): boolean {
  return (
    titles.length >= 3 &&
    /^🟠|^🔴/u.test(titles[0] ?? '') &&
    titles.some((title) => /^🔴.*got into 1 account/u.test(title)) &&
    /^✅.*is over/u.test(titles.at(-1) ?? '')
  );
}

const textOf = (states: readonly object[]): string => JSON.stringify(states);

function titleOf({ blocks }: Readonly<Record<string, unknown>>): string {
  const [head] = Array.isArray(blocks) ? (blocks as { readonly text?: { readonly text?: string } }[]) : [];
  return head?.text?.text ?? '';
}
