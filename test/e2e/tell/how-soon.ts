/** Measures how long it takes from a line's delivery to the message in the channel's hands, for alerts on both channels. */
import { pause, watch } from '../until';
import { putLines, timeoutLines } from './log-lines';
import { TIMED } from './tell-names';
import type { TellWorld } from './tell-story';

/** Apart from each other, so that they are told one by one and not as a group. */
const EVERY_MS = 2_500;
const P50_MS = 15_000;
const P99_MS = 60_000;

export async function checkHowSoon({ steps, aws, receiver, slack }: TellWorld): Promise<void> {
  const putMs = new Map<string, number>();
  for (const name of TIMED) {
    putMs.set(name, await putLines(aws, name, timeoutLines()));
    await pause(EVERY_MS);
  }
  const samples = () =>
    TIMED.flatMap((name) => {
      const fromMs = putMs.get(name) ?? 0;
      const title = new RegExp(`${name} timed out`);
      const post = slack.posts.find(({ states }) => title.test(JSON.stringify(states)));
      const mail = receiver.mails.find(({ subject }) => title.test(subject));
      return [post?.atMs, mail?.atMs].flatMap((atMs) => (atMs === undefined ? [] : [atMs - fromMs]));
    }).toSorted((a, b) => a - b);
  const wanted = TIMED.length * 2;
  const seen = await watch(
    75_000,
    async () => samples(),
    ({ length }) => length === wanted,
    1_000,
  );
  const at = (share: number): number => seen[Math.min(seen.length - 1, Math.ceil(share * seen.length) - 1)] ?? Infinity;
  const figures = `p50 ${seconds(at(0.5))}, p99 ${seconds(at(0.99))}, of ${seen.length} (e-mail and Slack)`;
  steps.say(`event delivered → message handed to the channel: ${figures}`);
  steps.check('every alert was told on both channels', seen.length === wanted, seen);
  steps.check(
    `p50 is at most ${seconds(P50_MS)}, p99 at most ${seconds(P99_MS)}`,
    at(0.5) <= P50_MS && at(0.99) <= P99_MS,
    seen,
  );
}

const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;
