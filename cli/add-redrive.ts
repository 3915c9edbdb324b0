/** The options and help of `vigil redrive`. */
import type { Command } from 'commander';
import { examples } from './option-readers';
import type { RedriveOptions } from './redrive';
import type { Terminal } from './terminal';

interface RedriveFlags extends Omit<RedriveOptions, 'dryRun' | 'json'> {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addRedrive(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('redrive')
    .description(
      'count the deliveries that lie in the failure bucket of a stack, and remove each once it is seen to be counted',
    )
    .requiredOption('--table <name>', "the stack's table")
    .requiredOption('--bucket <name>', "the stack's failure bucket")
    .requiredOption('--secret <name>', "the secret with the stack's pepper")
    .requiredOption('--settings <file>', "the redriver's settings.json, which cdk synth writes into cdk.out")
    .option('--prefix <text>', 'only objects whose names begin so; set-aside/ for those given up', 'aws/lambda/')
    .option('--dry-run', 'only list them')
    .option('--json', 'print the tally as one JSON object')
    .addHelpText(
      'after',
      examples('npx vigil redrive --table T --bucket B --secret S --settings cdk.out/bundle-redriver-*/settings.json'),
    )
    .action(async ({ dryRun = false, json = false, ...flags }: RedriveFlags) => {
      const { redriveBucket } = await import('./redrive'); // the SDK is loaded by whoever needs it
      done(await redriveBucket({ ...flags, dryRun, json }, terminal));
    });
}
