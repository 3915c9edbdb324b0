/** The options and help of `vigil accept`. */
import type { Command } from 'commander';
import { examples } from './option-readers';
import type { Terminal } from './terminal';

export function addAccept(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('accept')
    .description(
      'take what an open alert reports as usual from now on: the alert resolves, and the profile moves along',
    )
    .argument('<alert>', "the alert's id, as every message shows it")
    .requiredOption('--table <name>', "the stack's table")
    .addHelpText('after', examples('npx vigil accept 3fa9c1-2 --table T'))
    .action(async (alert: string, { table }: { readonly table: string }) => {
      const { acceptInTable } = await import('./accept'); // the SDK is loaded by whoever needs it
      done(await acceptInTable(alert, table, terminal));
    });
}
