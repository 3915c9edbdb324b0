/** Runs MiniStack, the AWS emulator, from a venv of its own: installs it if absent, starts it fresh, stops it by its id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { runCommand } from './command';
import { pause, until } from './until';

const VERSION = '1.5.33';

export interface Ministack {
  readonly url: string;
  readonly pid: number;
  readonly ready: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** What it printed about troubles, and its last lines. */
  readonly troubles: () => Promise<string>;
}

/** Takes half a minute the first time; afterwards the venv is there. */
export async function installMinistack(folder: string): Promise<string> {
  const python = join(folder, 'venv', 'bin', 'python');
  if (existsSync(python) && (await installedVersion(python)) === VERSION) return python;
  await rm(join(folder, 'venv'), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    await runCommand('python3', ['-m', 'venv', join(folder, 'venv')], { withinMs: 60_000 });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `ministack==${VERSION}`];
    await runCommand(python, pip, { withinMs: 180_000 });
  } catch (cause) {
    await rm(join(folder, 'venv'), { recursive: true, force: true });
    throw new Error(
      `MiniStack ${VERSION} could not be installed into ${join(folder, 'venv')}: ${cause instanceof Error ? cause.message : String(cause)}\n` +
        'It needs python3 (3.10 or later) with venv and pip, and a way to PyPI.',
      { cause },
    );
  }
  return python;
}

async function installedVersion(python: string): Promise<string | undefined> {
  const ask = 'import importlib.metadata as m; print(m.version("ministack"))';
  return runCommand(python, ['-c', ask], { withinMs: 10_000 }).then(
    (output) => output.trim(),
    () => undefined,
  );
}

/** Begins it, and gives what ends it before it is `ready`. */
export async function startMinistack(python: string, folder: string, env: NodeJS.ProcessEnv): Promise<Ministack> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logPath = join(folder, 'ministack.log');
  const log = await open(logPath, 'w');
  // A group of its own: Ctrl-C must reach the suite first, so that it can take down what it put up.
  const child = spawn(python, ['-m', 'ministack'], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...env, BIND_HOST: '127.0.0.1', MINISTACK_HOST: '127.0.0.1', GATEWAY_PORT: String(port) },
  });
  await log.close();
  const { pid } = child;
  if (pid === undefined) throw new Error(`${python} could not be started`);
  return {
    url,
    pid,
    ready: () => isReady(child, url),
    stop: () => stop(child, pid),
    troubles: () => troubles(logPath),
  };
}

const isReady = async (child: ChildProcess, url: string): Promise<void> =>
  void (await until('MiniStack to answer', 30_000, () => answers(child, url), Boolean));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free loopback port');
  return address.port;
}

async function answers(child: ChildProcess, url: string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`MiniStack ended with ${child.exitCode}`);
  return fetch(`${url}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** SIGTERM, which ends the functions' processes too; what is left of the group after that is killed. */
async function stop(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    for (let waited = 0; waited < 100 && child.exitCode === null && child.signalCode === null; waited += 1)
      await pause(100);
  }
  if ((await membersOf(pid)).length > 0) process.kill(-pid, 'SIGKILL');
  await until(
    `the processes of group ${pid} to end`,
    5_000,
    () => membersOf(pid),
    (members) => members.length === 0,
  );
}

/** The processes of a group that still run; those that ended and wait to be collected are not among them. */
async function membersOf(group: number): Promise<string[]> {
  const output = await runCommand('ps', ['-A', '-o', 'pid=,pgid=,stat='], { withinMs: 10_000 });
  const rows = output.split('\n').map((row) => row.trim().split(/\s+/));
  return rows.flatMap(([pid = '', pgid, stat = 'Z']) => (pgid === String(group) && !stat.startsWith('Z') ? [pid] : []));
}

async function troubles(logPath: string): Promise<string> {
  const lines = (await readFile(logPath, 'utf8').catch(() => '')).split('\n');
  const bad = lines.filter((line) => / (ERROR|WARNING) |Traceback|Error: /.test(line)).slice(-40);
  return [...bad, '… last lines:', ...lines.slice(-15)].map((line) => line.slice(0, 600)).join('\n');
}
