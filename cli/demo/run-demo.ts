/** `vigil demo`: makes a seeded day of six functions, replays it in memory, and writes what people would be sent. */
import { join } from 'node:path';
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import type { Severity } from '../../core/alert/alert';
import { countOf, formatCount } from '../../core/alert/figures';
import { defaultRules } from '../../core/detect/rules';
import { createSourceOf } from '../../core/login/source-of';
import { hasFailed } from '../fail-on';
import type { Ordered } from '../replay/order-rows';
import type { LogRow } from '../replay/read-file';
import { replay } from '../replay/replay';
import { REPLAY_PEPPER } from '../replay/replay-files';
import type { Form } from '../replay/sniff';
import { tellAlerts } from '../replay/tell-alerts';
import type { Terminal } from '../terminal';
import { DEMO_FUNCTIONS } from './functions';
import { makeDays } from './make-days';
import { writeDays } from './write-days';
import { openMessageFolder } from './write-messages';
import { prepareFile, prepareFolder } from './write-places';

export interface DemoCommand {
  readonly seed: number;
  readonly honest: boolean;
  readonly json: boolean;
  readonly out: string;
  readonly failOn?: Severity;
  readonly save?: string;
  readonly form: Form;
}

/** Gives the exit code. */
export async function runDemo(command: DemoCommand, terminal: Terminal): Promise<number> {
  const { json, honest, seed, out, save, form } = command;
  const say = async (text: string) => (json ? undefined : terminal.out(text));
  await prepareFolder(out);
  if (save !== undefined) await (form === 'ndjson' ? prepareFile(save) : prepareFolder(save));
  const rows = makeDays({ seed, honest });
  await say(
    `A made-up shop: ${DEMO_FUNCTIONS.length} Lambda functions, ${formatCount(rows.length)} log rows. ` +
      `Two ordinary days to learn from,\nthen 2026-11-19 ${honest ? 'as ordinary as they were' : 'with four troubles'}.\n`,
  );
  const messages = await openMessageFolder(out);
  // As a stack's owner would: whose form is declared, its addresses are ready to block.
  const sourceOf = createSourceOf({ '/aws/lambda/login': { format: 'owasp' } }, undefined);
  const world = { memory: createMemory(), hasher: createHasher(REPLAY_PEPPER), rules: defaultRules, sourceOf };
  const found = await tellAlerts(replay(inOrder(rows), world), {
    terminal,
    json,
    files: { unreadable: 0, control: 0 },
    nowMs: () => performance.now(),
    onAlert: (alert) => messages.write(alert),
  });
  const folder = join(out, '/');
  if (messages.count > 0) {
    await say(
      `\n${countOf(messages.count, 'message', 'messages')} as people would get them, for e-mail and Slack: ${folder}` +
        (messages.hasReplaced ? ' (earlier ones there were replaced)' : ''),
    );
  } else if (messages.hasReplaced) await say(`\nThe messages of an earlier demo were taken out of ${folder}`);
  if (save !== undefined) await say(`\n${await writeDays(save, form, rows)}`);
  return hasFailed(found.opened, command.failOn) ? 1 : 0;
}

/** The replay takes its rows as they come, from files or from here. */
async function* inOrder(rows: readonly LogRow[]): AsyncGenerator<Ordered> {
  yield { rows, late: 0, repeated: 0 };
}
