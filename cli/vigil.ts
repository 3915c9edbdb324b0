/** The commands of `vigil` with their options and help; turns what goes wrong into a sentence and an exit code. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../package.json';
import type { Severity } from '../core/alert/alert';
import { addAccept } from './add-accept';
import { addAlerts } from './add-alerts';
import { addCoverage } from './add-coverage';
import { addDoctor } from './add-doctor';
import { addLearn } from './add-learn';
import { addProfile } from './add-profile';
import { addRedrive } from './add-redrive';
import { addSilence } from './add-silence';
import { addTelling } from './add-telling';
import { PRESETS } from '../core/detect/login-attack-rule';
import { runDemo } from './demo/run-demo';
import { readSeverity } from './fail-on';
import { createLineStream } from './line-stream';
import { noteForm } from './note-form';
import { collect, examples } from './option-readers';
import { parseFiles } from './parse';
import { readLogins } from './read-logins';
import { UnreadableFile } from './read-text';
import { replayFiles, type ReplayOptions } from './replay/replay-files';
import { readerOf, type Form } from './replay/sniff';
import { suggestFromFiles } from './suggest';
import { createTerminal, type Terminal } from './terminal';
import { WrongUse } from './wrong-use';

const WRONG_USE = 2;

/** Gives the exit code: 0, 1 when `--fail-on` found something, 2 when it was used wrong. */
export async function vigil(args: readonly string[], terminal: Terminal = terminalOfProcess()): Promise<number> {
  let exitCode = 0;
  const done = (code: number) => void (exitCode = code);
  const program = commands(terminal, done);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE; // commander has told it
    const isKnown = error instanceof WrongUse || error instanceof UnreadableFile;
    const message = error instanceof Error ? error.message : String(error);
    terminal.err(`vigil: ${isKnown ? message : `this should not have happened: ${message}`}`);
    return WRONG_USE;
  }
}

function terminalOfProcess(): Terminal {
  // Whoever reads may stop reading, as `head` does: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : WRONG_USE));
  return createTerminal(process.stdout, process.stderr, process.env);
}

function commands(terminal: Terminal, done: (exitCode: number) => void): Command {
  const program = new Command('vigil')
    .description('Watches AWS Lambda through its logs. Here: the same analysis on saved logs, without an account.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .exitOverride()
    .showHelpAfterError('(add --help for how it is used)')
    .configureOutput({
      writeOut: (text) => void terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'vigil: ')),
    });
  addReplay(program, terminal, done);
  addParse(program, terminal);
  addSuggest(program, terminal);
  addDemo(program, terminal, done);
  addProfile(program, terminal);
  addLearn(program, terminal, done);
  addCoverage(program, terminal, done);
  addRedrive(program, terminal, done);
  addAccept(program, terminal, done);
  addAlerts(program, terminal, done);
  addSilence(program, terminal, done);
  addTelling(program, terminal, done);
  addDoctor(program, terminal, done);
  return program.addHelpText(
    'after',
    examples('npx vigil demo', 'npx vigil replay saved.ndjson', 'npx vigil parse lines.log | head'),
  );
}

function addReplay(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('replay')
    .description('run saved logs through the engine and print the alerts as a timeline')
    .argument('<file...>', 'saved logs in any form listed below, also gzipped; - is standard input')
    .option('--log-group <[file=]name>', 'the log group of a file whose rows do not say it (repeatable)', collect)
    .option('--logins <file>', LOGINS)
    .option('--json', 'print one JSON object a line: the alerts, last the tally')
    .addOption(new Option('--preset <name>', 'how soon a login attack is told').choices(PRESETS).default('default'))
    .option('--settings <file>', "judge by a stack's settings.json, which cdk synth writes, instead of by the defaults")
    .addOption(failOnOption())
    .addHelpText('after', FORMS)
    .addHelpText(
      'after',
      examples(
        'npx vigil replay saved.ndjson',
        'aws logs filter-log-events --log-group-name /aws/lambda/checkout > checkout.json',
        'npx vigil replay checkout.json --log-group /aws/lambda/checkout',
        'npx vigil replay a.json b.json --log-group a.json=/aws/lambda/a --log-group b.json=/aws/lambda/b',
        'zcat export/*.gz | npx vigil replay - --log-group /aws/lambda/login --json',
      ),
    )
    .action(async (files: string[], options: ReplayOptions) => done(await replayFiles(files, options, terminal)));
}

function addParse(program: Command, terminal: Terminal): void {
  program
    .command('parse')
    .description(
      'print what Vigil sees in each row, as one JSON object a line: for whoever wonders why a line is not seen',
    )
    .argument('<file...>', 'NDJSON rows with message, or plain log lines, also gzipped; - is standard input')
    .option('--log-group <name>', 'the log group of lines that do not say it, for --logins')
    .option('--logins <file>', LOGINS)
    .option('--json', 'changes nothing: parse prints JSON anyway')
    .addHelpText(
      'after',
      examples(
        'npx vigil parse lines.log',
        'pbpaste | npx vigil parse -',
        'npx vigil parse lines.log --logins logins.json --log-group /aws/lambda/login',
      ),
    )
    .action(async (files: string[], { logins, logGroup }: ParseFlags) => {
      const sourceOf = await readLogins(logins);
      for (const file of files) await noteForm(file, terminal);
      const lines = createLineStream(terminal);
      try {
        await parseFiles(files, lines, { sourceOf, logGroup });
      } finally {
        await lines.finish();
      }
    });
}

interface ParseFlags {
  readonly logins?: string;
  readonly logGroup?: string;
}

function addSuggest(program: Command, terminal: Terminal): void {
  program
    .command('suggest')
    .description(
      'propose how to read lines that look like logins and are not read: a field map for the stack, with what it would read',
    )
    .argument('<file...>', 'a sample of the log, rows or plain lines, also gzipped; - is standard input')
    .addHelpText('after', examples('npx vigil suggest login.ndjson', 'pbpaste | npx vigil suggest -'))
    .action(async (files: string[]) => {
      let proposal = '';
      await suggestFromFiles(files, { write: (text: string) => (proposal += text) });
      await terminal.out(proposal.trimEnd());
    });
}

interface DemoFlags {
  readonly seed: number;
  readonly honest?: boolean;
  readonly json?: boolean;
  readonly out: string;
  readonly failOn?: Severity;
  readonly save?: string;
  readonly form: Form;
}

function addDemo(program: Command, terminal: Terminal, done: (exitCode: number) => void): void {
  program
    .command('demo')
    .description(
      'make up a shop of six functions with four troubles, replay its log, and write what people would be sent',
    )
    .option('--honest', 'leave the troubles out')
    .option('--seed <number>', 'make up another shop; the same number makes the same one', readSeed, 1)
    .option('--out <folder>', 'where the e-mails and Slack messages go', 'out')
    .option('--json', 'print one JSON object a line: the alerts, last the tally')
    .addOption(failOnOption())
    .option(
      '--save <path>',
      "save the shop's log: a file for ndjson, a folder with a file a log group for the other forms",
    )
    .addOption(
      new Option('--form <form>', 'the form of what is saved').choices(Object.keys(readerOf)).default('ndjson'),
    )
    .addHelpText('after', examples('npx vigil demo', 'npx vigil demo --honest', 'npx vigil demo --save shop.ndjson'))
    .action(async ({ honest = false, json = false, ...flags }: DemoFlags) =>
      done(await runDemo({ honest, json, ...flags }, terminal)),
    );
}

const LOGINS = 'login sources as JSON, a list as the stack\'s `logins`: [{ "logGroup": "…", "format": "auth0" }]';

const failOnOption = (): Option =>
  new Option(
    '--fail-on <severity>',
    'exit with 1 when an alert at least this severe was opened: info, warning, critical',
  ).argParser(readSeverity);

function readSeed(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 9999999.');
}

const FORMS = `
Forms, known by content:
  NDJSON rows            {"logGroup","logStream","timestamp","message"[,"id"]}, timestamp in ms
  filter-log-events      what "aws logs filter-log-events" prints
  S3 export              2026-11-20T14:05:00.123Z message
  subscription payloads  one a line, decoded or as {"awslogs":{"data":"…"}}

Several files are merged by time. Rows are put in order within 15 minutes or 200,000 rows.`;
