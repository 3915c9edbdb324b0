/** The options and help of `vigil coverage`. */
import type { Command } from 'commander';
import { examples } from './option-readers';
import type { Terminal } from './terminal';

export function addCoverage(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('coverage')
    .description('say what a stack watches, what it does not and why, and what did not reach it')
    .requiredOption('--table <name>', "the stack's table, as its output TableName says")
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExits with 1 where something that should be watched is not, or was lost.')
    .addHelpText('after', examples('npx vigil coverage --table T'))
    .action(async ({ table, json = false }: { readonly table: string; readonly json?: boolean }) => {
      const { tellCoverage } = await import('./coverage'); // the SDK is loaded by whoever needs it
      done(await tellCoverage(table, json, terminal));
    });
}
