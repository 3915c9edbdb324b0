/** Runs a suite against a fresh MiniStack: puts it up, hands over, takes down whatever happens, and prints the score. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { awsEnv, createAws, type Aws } from './aws';
import { stopCommands } from './command';
import type { Cdk } from './deploy';
import { installMinistack, startMinistack } from './ministack';
import { readOwnTroubles } from './own-lines';
import { createSteps, type Steps } from './steps';

const FOLDER = join(__dirname, '..', '..', '.e2e');
const NODE_MODULES = join(__dirname, '..', '..', 'node_modules');

export interface Suite {
  readonly name: string;
  /** Of its own, so that two suites do not write over each other. */
  readonly folder: string;
  /** Every step has a limit of its own; this is for what none of them foresaw. */
  readonly mostMs: number;
  /** Puts up what the suite needs besides; what it gives is stopped at the end, the last first. */
  readonly start: (up: Up[]) => Promise<Story>;
}

export interface Up {
  readonly what: string;
  readonly stop: () => Promise<void>;
}

export interface Story {
  /** For the app that is synthesized. */
  readonly env: NodeJS.ProcessEnv;
  readonly app?: string;
  readonly tell: (steps: Steps, aws: Aws, cdk: Cdk) => Promise<void>;
}

export function runOnMinistack({ name, folder, mostMs, start }: Suite): void {
  const steps = createSteps();
  const up: Up[] = [];
  let isEnding = false;

  const run = async (): Promise<void> => {
    const python = await steps.step('MiniStack is installed', () => installMinistack(FOLDER));
    const work = join(FOLDER, folder);
    const temporary = join(work, 'tmp');
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });

    const story = await start(up);
    // NODE_PATH is for those functions of the CDK's own that expect the SDK in the runtime.
    const env = { ...awsEnv(), NODE_PATH: NODE_MODULES, TMPDIR: temporary };
    const ministack = await startMinistack(python, work, env);
    up.push({ what: `MiniStack (process ${ministack.pid})`, stop: ministack.stop });

    const cdk: Cdk = {
      url: ministack.url,
      folder: join(work, 'cdk'),
      env: story.env,
      ...(story.app !== undefined && { app: story.app }),
    };
    const aws = createAws(ministack.url);
    try {
      await steps.step('MiniStack is up', ministack.ready);
      await story.tell(steps, aws, cdk);
    } catch (error) {
      steps.fail('the run broke off', error);
    }
    if (steps.failed === 0 || isEnding) return;
    steps.say(`our functions said:\n${await readOwnTroubles(aws)}`);
    steps.say(`MiniStack said:\n${await ministack.troubles()}`);
  };

  const takeDown = async (): Promise<void> => {
    stopCommands();
    for (let last = up.pop(); last !== undefined; last = up.pop()) {
      const { what, stop } = last;
      await stop().then(
        () => steps.say(`stopped: ${what}`),
        (error: unknown) => steps.fail(`${what} could not be stopped`, error),
      );
    }
  };

  /** Once, whoever calls first: the run itself, a signal, the clock. */
  const end = async (exitCode?: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await takeDown();
    process.stdout.write(`${name}: ${steps.passed} passed, ${steps.failed} failed\n`);
    process.exit(exitCode ?? (steps.failed === 0 && steps.passed > 0 ? 0 : 1));
  };

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
    steps.fail(`longer than ${mostMs / 60_000} minutes`, 'taking down what is up');
    void end();
  }, mostMs).unref();

  process.on('uncaughtException', (error) => {
    steps.fail('nobody caught this', error);
    void end(1);
  });
  process.stdout.on('error', () => undefined); // a reader that went away, as of `| head`, must not keep us from taking down

  void run()
    .catch((error: unknown) => steps.fail('the run could not begin', error))
    .then(() => end());
}
