/** The options and help of `vigil alerts` and `vigil ack`. */
import type { Command } from 'commander';
import type { AlertsOptions } from './alerts';
import { examples } from './option-readers';
import type { Terminal } from './terminal';
import { userName } from './user-name';

const TABLE = ['--table <name>', "the stack's table"] as const;

const TOLD = `
Messages are counted over all episodes of an alert: "email: told 3 of 4, waiting" has one yet to tell.`;

export function addAlerts(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('alerts')
    .description('list the open alerts, then those of the last 7 days, newest first, with what was told where')
    .requiredOption(...TABLE)
    .option('--open', 'only those that are open or wait for a second look', false)
    .option('--json', 'print one JSON object a line', false)
    .addHelpText('after', TOLD)
    .addHelpText('after', examples('npx vigil alerts --table T', 'npx vigil alerts --table T --open --json'))
    .action(async ({ table, ...options }: AlertsOptions & { readonly table: string }) => {
      const { alertsInTable } = await import('./alerts'); // the SDK is loaded by whoever needs it
      await alertsInTable(table, options, terminal);
    });

  program
    .command('ack')
    .description('acknowledge an open alert: no reminders of it, and updates only when it gets worse')
    .argument('<alert>', "the alert's id, as every message shows it")
    .requiredOption(...TABLE)
    .option('--by <name>', 'who takes it on (default: who is signed in on this computer)')
    .addHelpText('after', examples('npx vigil ack 3fa9c1-2 --table T', 'npx vigil ack 3fa9c1-2 --table T --by alice'))
    .action(async (alert: string, { table, by }: { readonly table: string; readonly by?: string }) => {
      const { ackInTable } = await import('./ack');
      done(await ackInTable(alert, by ?? userName(), table, terminal));
    });
}
