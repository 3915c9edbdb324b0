/** That `vigil alerts`, `ack` and `silence` do on a real table what they do in memory, and ask of it what they say they need. */
import { createDynamoAlerts } from '../../adapters/dynamodb/alerts';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoSilences } from '../../adapters/dynamodb/silences';
import { createMemory } from '../../adapters/memory';
import { createMemorySilences } from '../../adapters/memory/silences';
import { ackAndTell } from '../../cli/ack';
import { listAlerts } from '../../cli/alerts';
import { endSilence, listSilences, makeSilence } from '../../cli/silence';
import type { DeskStore } from '../../core/alert/desk/desk';
import { hushOf } from '../../core/alert/hush';
import { settleAlert } from '../../core/alert/settle';
import type { SilenceStore } from '../../core/alert/silences';
import type { AlertStore } from '../../core/ports';
import { captureTerminal } from '../cli/capture-terminal';
import { MINUTE, T0, timeouts } from '../cli/troubled-table';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';
import { listening } from './table-rights';

jest.setTimeout(60_000);

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
}, 60_000);
afterAll(() => server.stop());

interface Stores {
  readonly alerts: AlertStore;
  readonly desks: DeskStore;
  readonly silences: SilenceStore;
}

/** Two functions time out, one of them silenced; what each command prints, one after another. */
async function play(engine: Stores, command: Stores): Promise<readonly (readonly string[])[]> {
  let nowMs = T0;
  const now = () => nowMs;
  const said: (readonly string[])[] = [];
  const run = async (act: (terminal: ReturnType<typeof captureTerminal>) => Promise<unknown>) => {
    const terminal = captureTerminal();
    await act(terminal);
    said.push([...terminal.outs, ...terminal.errs]);
    return terminal.outs.join('\n');
  };
  const silenced = { silences: command.silences, table: 'T', now };
  const deploy = { function: 'checkout', forMs: 60 * MINUTE, reason: 'a deployment', author: 'Ada' };
  const made = await run((terminal) => makeSilence(deploy, silenced, terminal));
  const [id = ''] = /^s[0-9a-f]{6}/.exec(made) ?? [];

  nowMs += MINUTE;
  const findings = ['checkout', 'pay'].map((name) => timeouts(name));
  for (const finding of findings) {
    const seen = { silences: await engine.silences.list(), findings: [finding], recent: undefined, nowMs };
    const key = { kind: finding.kind, subject: finding.subject };
    const world = { alerts: engine.alerts, newUsualOf: () => undefined, now };
    await settleAlert(key, finding, { ...world, hushOf: (asked) => hushOf(asked, seen) });
  }
  const {
    id: paying,
    seq,
    severity,
  } = (await engine.alerts.read({ kind: 'timeouts', subject: findings[1]!.subject }))!;
  await engine.desks.wait('slack', { key: findings[1]!, seq, severity });
  await engine.alerts.markTold(findings[1]!, 'email', seq);

  const options = { open: false, json: false };
  await run((terminal) => listAlerts(options, { ...command, now }, terminal));
  await run((terminal) => ackAndTell(`#${paying}`, 'Bob', { ...command, now }, terminal));
  await run((terminal) => ackAndTell('nothing-1', 'Bob', { ...command, now }, terminal));
  await run((terminal) => listAlerts({ ...options, json: true }, { ...command, now }, terminal));
  await run((terminal) => listSilences({ json: false }, silenced, terminal));
  await run((terminal) => endSilence(id, 'Bob', silenced, terminal));
  await run((terminal) => endSilence(id, 'Bob', silenced, terminal));
  await run((terminal) => listSilences({ json: true }, silenced, terminal));
  return said;
}

it('say on the table what they say in memory, and ask no more than they name', async () => {
  const memory = createMemory();
  const inMemory: Stores = { alerts: memory.alerts, desks: memory.desks, silences: createMemorySilences() };
  const name = await server.makeTable();
  const storesOf = (client = server.client): Stores => ({
    alerts: createDynamoAlerts({ client, name }),
    desks: createDynamoDesks({ client, name }, () => T0),
    silences: createDynamoSilences({ client, name }),
  });
  const { client, asked } = listening(server.endpoint);
  const said = await play(storesOf(), storesOf(client));
  client.destroy();
  expect(said).toEqual(await play(inMemory, inMemory));
  expect(said[1]?.join('\n')).toMatch(/checkout +open, silenced by Ada until 2026-11-20 15:00 \(s[0-9a-f]{6}\)/);
  expect(said[1]?.join('\n')).toMatch(/pay +open .* email: told 1, slack: told 0 of 1, waiting/);
  expect(said.at(-2)?.join()).toMatch(/was over at 2026-11-20 14:01 UTC/);
  const acts = new Set([...asked].map((each) => each.split(' ')[0]));
  expect([...acts].toSorted((one, other) => (one! < other! ? -1 : 1))).toEqual([
    'GetItem',
    'PutItem',
    'Query',
    'UpdateItem',
  ]);
});
