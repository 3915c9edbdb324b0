/** Runs a program to its end and gives what it printed; where it fails, its last words are in the error. */
import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly withinMs: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const running = new Set<number>();

/** Ends whatever still runs, with all that it started. */
export function stopCommands(): void {
  for (const group of running) {
    try {
      process.kill(-group, 'SIGTERM');
    } catch {
      running.delete(group); // it has just ended by itself
    }
  }
}

export function runCommand(program: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { withinMs, ...where } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...where,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: withinMs,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    let output = '';
    const take = (text: string): void => void (output += text);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const fail = (why: string): void => {
      const said = output.trim().slice(-4_000);
      reject(new Error(`${[program, ...args.slice(0, 3)].join(' ')} ${why}${said === '' ? '' : `:\n${said}`}`));
    };
    child.on('error', ({ message }) => fail(`could not be started (${message})`));
    child.on('close', (code, signal) => {
      if (pid !== undefined) running.delete(pid);
      if (code === 0) resolve(output);
      else fail(`ended with ${code ?? signal}`);
    });
  });
}
