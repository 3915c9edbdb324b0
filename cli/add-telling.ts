/** The options and help of the commands about what people are told. */
import { Option, type Command } from 'commander';
import type { Change } from '../core/alert/alert';
import { KINDS } from '../core/detect/kinds';
import { examples, wholeNumber } from './option-readers';
import type { RedriveAlertsOptions } from './redrive-alerts';
import type { TestAlertOptions } from './test-alert';
import type { Terminal } from './terminal';

const STACK = ['--stack <name>', "the stack's name in CloudFormation"] as const;

export function addTelling(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('preview')
    .description('show how an alert looks as an e-mail and in Slack')
    .argument('<kind>', `one of ${KINDS.join(', ')}; or digest, overflow, group`)
    .addOption(
      new Option('--change <change>', 'which of its messages').choices(['open', 'update', 'resolve']).default('open'),
    )
    .option('--html <file>', 'write it as a page instead')
    .addHelpText('after', examples('npx vigil preview login-attack', 'npx vigil preview digest --html digest.html'))
    .action(async (kind: string, options: { readonly change: Change; readonly html?: string }) => {
      const { preview } = await import('./preview/preview');
      await preview(kind, options, terminal, Date.now());
    });

  program
    .command('test-alert')
    .description('send a marked test through every channel of a deployed stack, and say where it arrived')
    .requiredOption(...STACK)
    .addOption(
      new Option('--severity <severity>', 'how bad it says it is')
        .choices(['info', 'warning', 'critical'])
        .default('warning'),
    )
    .option('--wait <seconds>', 'how long to wait for the channels', wholeNumber(1, 3600), 90)
    .addHelpText('after', examples('npx vigil test-alert --stack Vigil'))
    .action(async (options: TestAlertOptions) => {
      const { testAlert } = await import('./test-alert'); // the SDK is loaded by whoever needs it
      done(await testAlert(options, terminal));
    });

  program
    .command('redrive-alerts')
    .description('put back on their queues the alerts that a channel had refused')
    .requiredOption(...STACK)
    .option('--channel <name>', 'only this one, such as slack')
    .option('--dry-run', 'only list them', false)
    .addHelpText('after', examples('npx vigil redrive-alerts --stack Vigil --channel slack'))
    .action(async (options: RedriveAlertsOptions) => {
      const { redriveAlerts } = await import('./redrive-alerts');
      done(await redriveAlerts(options, terminal));
    });

  program
    .command('account')
    .description('find out who a keyed hash is')
    .command('hash')
    .description('print how an account stands in alerts: #hash, masked, and the whole hash')
    .argument('<name>', 'the account as the login logs it; - reads names from standard input, one a line')
    .requiredOption(...STACK)
    .addHelpText('after', examples('npx vigil account hash - --stack Vigil < names.txt'))
    .action(async (name: string, { stack }: { readonly stack: string }) => {
      const { tellAccountHash } = await import('./account-hash');
      await tellAccountHash(name, stack, terminal);
    });
}
