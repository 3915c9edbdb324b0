/** `vigil test-alert`: sends a marked test the whole way, from the table's stream to every channel, and says what arrived. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoState } from '../adapters/dynamodb/state';
import type { Alert, AlertKey, Severity } from '../core/alert/alert';
import { TEST_FUNCTION } from '../core/alert/route';
import type { AlertStore } from '../core/ports';
import { openStack } from './open-stack';
import { sampleAlert } from './preview/sample-alert';
import type { Terminal } from './terminal';

export interface TestAlertOptions {
  readonly stack: string;
  readonly severity: Severity;
  /** Seconds. */
  readonly wait: number;
}

export interface TestAlertWorld {
  readonly alerts: Pick<AlertStore, 'read' | 'write'>;
  readonly channels: readonly string[];
  readonly now: () => number;
  readonly pause: (durationMs: number) => Promise<void>;
}

const SUBJECT = { kind: 'function', name: TEST_FUNCTION } as const;
const KEY: AlertKey = { kind: 'slow-calls', subject: SUBJECT };
const LOOK_EVERY_MS = 500;

export async function testAlert(options: TestAlertOptions, terminal: Terminal): Promise<number> {
  const { tableName, channels } = await openStack(options.stack);
  const { alerts } = createDynamoState(createDynamoClient(), tableName);
  return sendTest(options, { alerts, channels, now: Date.now, pause }, terminal);
}

const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Gives the exit code: 1 where a channel was not told in time. */
export async function sendTest(
  { severity, wait }: Pick<TestAlertOptions, 'severity' | 'wait'>,
  world: TestAlertWorld,
  terminal: Terminal,
): Promise<number> {
  const { alerts, channels, now } = world;
  const sentMs = now();
  const alert = await writeTest(alerts, severity, sentMs);
  terminal.err(`a test alert (#${alert.id}, ${severity}) is on its way to ${channels.join(', ')}`);
  const told = new Set<string>();
  while (told.size < channels.length && now() - sentMs < wait * 1000) {
    await world.pause(LOOK_EVERY_MS);
    const stored = await alerts.read(KEY);
    for (const channel of channels) {
      if (told.has(channel) || (stored?.told[channel] ?? 0) < alert.seq) continue;
      told.add(channel);
      await terminal.out(`${channel}: told after ${((now() - sentMs) / 1000).toFixed(1)} s`);
    }
  }
  const left = channels.filter((channel) => !told.has(channel));
  for (const channel of left)
    await terminal.out(
      `${channel}: not told within ${wait} s; look at the log of sender-${channel} and its dead letters`,
    );
  return left.length === 0 ? 0 : 1;
}

/** Beside the open alerts, so that nothing looks after it: each test is an episode of its own. */
async function writeTest(alerts: TestAlertWorld['alerts'], severity: Severity, nowMs: number): Promise<Alert> {
  for (;;) {
    const stored = await alerts.read(KEY);
    const episode = (stored?.episode ?? 0) + 1;
    const alert: Alert = {
      ...sampleAlert('slow-calls', 'open', nowMs),
      subject: SUBJECT,
      severity,
      isTest: true,
      id: `test-${episode}`,
      episode,
      openedAtMs: nowMs,
      seq: (stored?.seq ?? 0) + 1,
      rev: (stored?.rev ?? 0) + 1,
    };
    if (await alerts.write(alert, stored?.rev ?? 0)) return alert;
  }
}
