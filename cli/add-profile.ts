/** The options and help of `vigil profile`. */
import { Option, type Command } from 'commander';
import { collect, examples } from './option-readers';
import type { ProfileOptions } from './profile';
import type { Terminal } from './terminal';

export function addProfile(program: Command, terminal: Terminal): void {
  program
    .command('profile')
    .description('show what is usual for a function, or for all of them')
    .usage('[FUNCTION] (--table NAME | FILE...) [options]')
    .argument('[function-and-files...]', 'a function, and saved logs in any form that replay reads')
    .option('--table <name>', "read what a stack has learned: the stack's table, as its output TableName says")
    .option('--log-group <[file=]name>', 'the log group of a file whose rows do not say it (repeatable)', collect)
    .addOption(
      new Option('--chart [figure]', 'the hours of the week as shades').choices(['calls', 'p95']).preset('calls'),
    )
    .option('--region <name>', 'whose prices hold; of a table, its own')
    .addOption(new Option('--architecture <name>', 'for the price, where it is not known').choices(['x86_64', 'arm64']))
    .option('--settings <file>', "a settings.json of a cdk synth, for the costs that the stack's settings name")
    .option('--json', 'print one JSON object a function')
    .addHelpText(
      'after',
      examples(
        'npx vigil profile --table T',
        'npx vigil profile checkout --table T --chart',
        'npx vigil profile checkout saved.ndjson',
      ),
    )
    .action(async (given: string[], options: ProfileOptions) => {
      const { showProfile } = await import('./profile'); // the SDK is loaded by whoever needs it
      await showProfile(given, options, terminal);
    });
}
