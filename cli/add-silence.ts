/** The options and help of `vigil silence`. */
import { Argument, InvalidArgumentError, type Command } from 'commander';
import { examples } from './option-readers';
import type { SilenceOptions } from './silence';
import type { Terminal } from './terminal';
import { userName } from './user-name';
import { WrongUse } from './wrong-use';

interface Flags extends Omit<SilenceOptions, 'forMs' | 'author'> {
  readonly table: string;
  readonly for?: number;
  readonly author?: string;
  readonly json: boolean;
}

const NOTES = `
At least one of --kind, --function and --severity is needed. A silence lasts 7 days at most; what it kept silent and is
still open at its end is told then. What tells of Vigil itself can't be silenced.`;

export function addSilence(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('silence')
    .description('tell nobody of some alerts for a while, such as during a deployment; list and end silences')
    .addArgument(new Argument('[act]', 'list them, or end one').choices(['list', 'end']))
    .argument('[id]', 'which one to end')
    .requiredOption('--table <name>', "the stack's table")
    .option('--kind <kind>', 'alerts of this kind, such as slow-calls')
    .option('--function <name>', 'alerts of this function or log group; * stands for any text')
    .option('--severity <severity>', 'alerts up to this severity: info, warning, critical')
    .option('--for <time>', 'how long, in minutes, hours or days: 20m, 2h, 3d', readSpan)
    .option('--reason <text>', 'why, for whoever wonders')
    .option('--author <name>', 'who wants it (default: who is signed in on this computer)')
    .option('--json', 'with list: print one JSON object a line', false)
    .addHelpText('after', NOTES)
    .addHelpText(
      'after',
      examples(
        "npx vigil silence --function checkout --for 20m --reason 'a deployment' --table T",
        "npx vigil silence --kind slow-calls --function 'pay-*' --for 2d --reason 'known, OPS-17' --table T",
        'npx vigil silence list --table T',
        'npx vigil silence end s3fa9c1 --table T',
      ),
    )
    .action(async (act: 'list' | 'end' | undefined, id: string | undefined, flags: Flags) => {
      const { endSilence, inTable, listSilences, makeSilence } = await import('./silence'); // loads the SDK
      const { table, for: forMs, author = userName(), json, ...which } = flags;
      if (act !== 'end' && id !== undefined) throw new WrongUse(`${act ?? 'silence'} takes no id`);
      if (act === 'list') return inTable(table, (world) => listSilences({ json }, world, terminal));
      if (act === undefined)
        return inTable(table, (world) =>
          makeSilence({ ...which, author, ...(forMs !== undefined && { forMs }) }, world, terminal),
        );
      if (id === undefined) throw new WrongUse('say which one to end; "vigil silence list" names them');
      return done(await inTable(table, (world) => endSilence(id, author, world, terminal)));
    });
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function readSpan(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It must be a time such as 20m, 2h or 3d.');
}
