/** Shows the commands that speak with a deployed stack: a test alert until every channel has it, and whose a hash is. */
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import { readChannelsOfTable, readStackOutputs } from '../../adapters/stack-outputs';
import { hashLine } from '../../cli/account-hash';
import { sendTest } from '../../cli/test-alert';
import { messageOfAlert } from '../../core/alert/alert-message';
import { renderEmail } from '../../core/alert/email';
import { renderSlack } from '../../core/alert/slack';
import type { Alert } from '../../core/alert/alert';
import { captureTerminal } from './capture-terminal';

const KEY = { kind: 'slow-calls', subject: { kind: 'function', name: 'vigil-test' } } as const;

async function send(tells: Readonly<Record<string, number>>, times = 1) {
  const { alerts } = createMemory();
  const terminal = captureTerminal();
  let nowMs = 1_795_183_500_000;
  const written: Alert[] = [];
  const code: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const startMs = nowMs;
    const pause = async (durationMs: number) => {
      nowMs += durationMs;
      const alert = await alerts.read(KEY);
      if (alert === undefined) return;
      if (written.at(-1)?.id !== alert.id) written.push(alert);
      for (const [channel, afterMs] of Object.entries(tells))
        if (nowMs - startMs >= afterMs) await alerts.markTold(KEY, channel, alert.seq);
    };
    const world = { alerts, channels: ['email', 'slack'], now: () => nowMs, pause };
    code.push(await sendTest({ severity: 'warning', wait: 30 }, world, terminal));
  }
  return { code, outs: terminal.outs, errs: terminal.errs, written };
}

it('says of each channel when it was told', async () => {
  const { code, outs, written } = await send({ email: 1_000, slack: 2_500 });
  expect(outs).toEqual(['email: told after 1.0 s', 'slack: told after 2.5 s']);
  expect(code).toEqual([0]);
  const [alert] = written;
  if (alert === undefined) throw new Error('no alert was written');
  const message = messageOfAlert(alert, {});
  expect(renderEmail(message).subject).toMatch(/^\[Vigil TEST warning\] vigil-test is slow/);
  expect(renderEmail(message).body.replaceAll('\u00a0', ' ')).toMatch(
    /^TEST: .*This is a test, made at 2026-11-20 14:05 UTC: nothing is wrong\./s,
  );
  expect(JSON.stringify(renderSlack(message))).toContain('TEST: vigil-test is slow');
  expect(message.json).toMatchObject({ test: true });
});

it('names the channel that was not told, and where to look', async () => {
  const { code, outs } = await send({ email: 1_000 });
  expect(code).toEqual([1]);
  expect(outs.at(-1)).toBe('slack: not told within 30 s; look at the log of sender-slack and its dead letters');
});

it('can be sent again: each test is an episode of its own', async () => {
  const { code, written } = await send({ email: 0, slack: 0 }, 3);
  expect(code).toEqual([0, 0, 0]);
  expect(written.map(({ id, seq }) => [id, seq])).toEqual([
    ['test-1', 1],
    ['test-2', 2],
    ['test-3', 3],
  ]);
});

it('prints an account as alerts do, with the hash that they show', () => {
  const hash = createHasher('pepper').subject('account', 'bob@example.com');
  expect(hashLine('bob@example.com', 'pepper')).toBe(`#${hash.slice(0, 8)}  b***@e***.com  ${hash}`);
});

describe('the outputs of a stack', () => {
  const client = mockClient(CloudFormationClient);
  const QUEUES = { slack: { queue: 'https://q', deadLetters: 'https://d' } };
  const outputs = (prefix: string, suffix: string) =>
    Object.entries({ TableName: 'T', PepperSecret: 'P', Channels: JSON.stringify(QUEUES), Watching: '2 of 2' }).map(
      ([name, value]) => ({ OutputKey: `${prefix}${name}${suffix}`, OutputValue: value }),
    );
  const answer = (Outputs: object[]) =>
    client
      .on(DescribeStacksCommand)
      .resolves({ Stacks: [{ StackName: 's', CreationTime: undefined, StackStatus: undefined, Outputs }] });

  it.each([
    ['a stack of its own', '', ''],
    ['a stack of somebody else’s', 'WatchVigil', '1A2B3C4D'],
  ])('are found in %s', async (_, prefix, suffix) => {
    answer(outputs(prefix, suffix));
    expect(await readStackOutputs('s', new CloudFormationClient({}))).toEqual({
      tableName: 'T',
      pepperSecret: 'P',
      channels: ['slack'],
      queues: QUEUES,
    });
  });

  it.each([
    ['are those of the stack that made the table', 'T', ['slack']],
    ['are of no other table of that stack', 'U', undefined],
    ['are not known where no stack made it', 'V', undefined],
  ])('by the name of a table %s', async (_, table, channels) => {
    answer(outputs('', ''));
    client.on(DescribeStackResourcesCommand).callsFake(({ PhysicalResourceId }: { PhysicalResourceId: string }) => {
      if (PhysicalResourceId === 'V') return {};
      return {
        StackResources: ['other', PhysicalResourceId].map((each) => ({ PhysicalResourceId: each, StackName: 's' })),
      };
    });
    expect(await readChannelsOfTable(table, new CloudFormationClient({}))).toEqual(channels);
  });

  it('are not there in a stack without Vigil', async () => {
    answer([{ OutputKey: 'Other', OutputValue: 'x' }]);
    expect(await readStackOutputs('s', new CloudFormationClient({}))).toBeUndefined();
  });
});
