/** The options and help of `vigil doctor`. */
import type { Command } from 'commander';
import type { DoctorOptions } from './doctor';
import { examples } from './option-readers';
import type { Terminal } from './terminal';

export function addDoctor(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('doctor')
    .description(
      'look at all that commonly stands in the way, before and after deploying: credentials, clock, bootstrap, quotas, ' +
        'secrets, filter slots, e-mail subscriptions; with the cure',
    )
    .option('--stack <name>', 'which stack', 'Vigil')
    .option('--app <folder>', 'what npx cdk synth wrote', 'cdk.out')
    .option('--json', 'print the findings as one JSON list')
    .addHelpText(
      'after',
      examples('npx cdk synth --quiet && npx vigil doctor', 'npx vigil doctor --stack Vigil-shop-eu'),
    )
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import('./doctor'); // the SDK is loaded by whoever needs it
      done(await runDoctor(options, terminal));
    });
}
