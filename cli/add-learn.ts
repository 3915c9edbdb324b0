/** The options and help of `vigil learn`. */
import type { Command } from 'commander';
import type { LearnOptions } from './learn';
import { collect, examples, wholeNumber } from './option-readers';
import type { Terminal } from './terminal';

export function addLearn(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('learn')
    .description('build what is usual from the logs that are already there, so that a new stack knows it at once')
    .requiredOption('--table <name>', "the stack's table, as its output TableName says")
    .option('--days <number>', 'how far back to read', wholeNumber(1, 60), 14)
    .option('--log-group <name>', 'read this one, not all that the stack watches (repeatable)', collect)
    .option('--settings <file>', "the analyzer's settings.json, for logins that only settings can see")
    .option('--requests-per-second <number>', "of CloudWatch's quota, which the account shares", wholeNumber(1, 25), 4)
    .option('--checkpoint <folder>', 'where the work is kept until it is done', '.vigil-learn')
    .option('--fresh', 'begin anew, whatever an earlier run has read')
    .option('--replace', 'also where the table knows more than the logs')
    .addHelpText(
      'after',
      examples('npx vigil learn --table T', 'npx vigil learn --table T --days 3 --log-group /aws/lambda/checkout'),
    )
    .action(async (options: LearnOptions) => {
      const { learn } = await import('./learn'); // the SDK is loaded by whoever needs it
      done(await learn(options, terminal));
    });
}
