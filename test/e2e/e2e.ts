/** `npm run e2e`: the whole system deployed onto an emulator of AWS, from a log line to a message that a person reads. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { awsEnv, createAws } from './aws';
import { stopCommands } from './command';
import { installMinistack, startMinistack } from './ministack';
import { readOwnTroubles } from './own-lines';
import { startReceiver } from './receiver';
import { createSteps } from './steps';
import { tellTheStory } from './story';

const FOLDER = join(__dirname, '..', '..', '.e2e');
const NODE_MODULES = join(__dirname, '..', '..', 'node_modules');
/** Every step has a limit of its own; this is for what none of them foresaw. */
const MOST_MS = 8 * 60_000;

const steps = createSteps();
/** What is up and must be taken down again, the last first. */
const up: { readonly what: string; readonly stop: () => Promise<void> }[] = [];

let isEnding = false;

async function run(): Promise<void> {
  const python = await steps.step('MiniStack is installed', () => installMinistack(FOLDER));
  const temporary = join(FOLDER, 'tmp');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });

  const receiver = await startReceiver();
  up.push({ what: 'receiver', stop: receiver.stop });
  // NODE_PATH is for those functions of the CDK's own that expect the SDK in the runtime.
  const env = { ...awsEnv(), NODE_PATH: NODE_MODULES, TMPDIR: temporary };
  const ministack = await startMinistack(python, FOLDER, env);
  up.push({ what: `MiniStack (process ${ministack.pid})`, stop: ministack.stop });

  const cdk = {
    url: ministack.url,
    folder: join(FOLDER, 'cdk'),
    env: { E2E_SLACK_HOST: new URL(receiver.origin).host },
  };
  const aws = createAws(ministack.url);
  try {
    await steps.step('MiniStack is up', ministack.ready);
    await tellTheStory(steps, aws, cdk, receiver);
  } catch (error) {
    steps.fail('the run broke off', error);
  }
  if (steps.failed === 0 || isEnding) return;
  steps.say(`our functions said:\n${await readOwnTroubles(aws)}`);
  steps.say(`MiniStack said:\n${await ministack.troubles()}`);
}

async function takeDown(): Promise<void> {
  stopCommands();
  for (let last = up.pop(); last !== undefined; last = up.pop()) {
    const { what, stop } = last;
    await stop().then(
      () => steps.say(`stopped: ${what}`),
      (error: unknown) => steps.fail(`${what} could not be stopped`, error),
    );
  }
}

/** Once, whoever calls first: the run itself, a signal, the clock. */
async function end(exitCode?: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await takeDown();
  process.stdout.write(`e2e: ${steps.passed} passed, ${steps.failed} failed\n`);
  process.exit(exitCode ?? (steps.failed === 0 && steps.passed > 0 ? 0 : 1));
}

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  // `on`, not `once`: npm and tsx pass on what the terminal has sent us already.
  process.on(signal, () => {
    if (!isEnding) steps.fail(signal, 'taking down what is up');
    void end(exitCode);
  });
}
setTimeout(() => {
  steps.fail(`longer than ${MOST_MS / 60_000} minutes`, 'taking down what is up');
  void end();
}, MOST_MS).unref();

process.on('uncaughtException', (error) => {
  steps.fail('nobody caught this', error);
  void end(1);
});
process.stdout.on('error', () => undefined); // a reader that went away, as of `| head`, must not keep us from taking down

void run()
  .catch((error: unknown) => steps.fail('the run could not begin', error))
  .then(() => end());
