/** One channel's desk on memory, its clock, and whoever sits at the other end: what is told there, and in which words. */
import { createMemory } from '../../../../adapters/memory';
import type { Alert } from '../../../../core/alert/alert';
import { messageOfAlert } from '../../../../core/alert/alert-message';
import { tellChannel } from '../../../../core/alert/desk/tell-channel';
import type { Message } from '../../../../core/alert/message';
import { SAMPLE_EVIDENCE } from '../../../../core/alert/sample-evidence';
import { settleAlert } from '../../../../core/alert/settle';
import type { Summary } from '../../../../core/alert/summary';
import { messageOfSummary } from '../../../../core/alert/summary-message';
import type { Finding, Kind } from '../../../../core/detect/finding';
import { createPeople, type People } from '../model/people';

export const MINUTE = 60_000;
const T0 = Date.parse('2026-11-20T14:00:30Z');

export interface Look {
  /** How many times the threshold; 0 for nothing. */
  readonly ratio: number;
  readonly severity?: Finding['severity'];
  readonly kind?: Kind;
  /** Its bell is yet to come. */
  readonly isUnrung?: boolean;
}

export function aDesk({ hasThreads = false, channel = 'c' } = {}) {
  const { alerts, desks } = createMemory();
  let nowMs = T0;
  let runs = 0;
  let seen = 0;
  const now = () => nowMs;
  const people: People = createPeople(channel, hasThreads, now);
  const wait = (alert: Alert) =>
    desks.wait(channel, {
      key: { kind: alert.kind, subject: alert.subject },
      seq: alert.seq,
      severity: alert.severity,
    });

  async function look(name: string, { ratio, severity = 'warning', kind = 'slow-calls', isUnrung }: Look) {
    const key = { kind, subject: { kind: 'function', name } } as const;
    const evidence = SAMPLE_EVIDENCE[kind];
    const finding = {
      ...key,
      severity,
      ratio,
      firstSeenMs: nowMs - MINUTE,
      lastSeenMs: nowMs,
      evidence,
      addresses: [],
    };
    const world = { alerts, hushOf: () => undefined, newUsualOf: () => undefined, now };
    const alert = await settleAlert(key, ratio === 0 ? undefined : finding, world);
    if (alert !== undefined && isUnrung !== true) await wait(alert);
    return alert;
  }
  const each = async (names: readonly string[], how: Look) => {
    for (const name of names) await look(name, how);
  };

  return {
    people,
    alerts,
    desks,
    now,
    look,
    each,
    wait,
    skip: (minutes: number) => void (nowMs += minutes * MINUTE),
    /** Calm for long enough to be over. */
    async end(names: readonly string[], how: Omit<Look, 'ratio'> = {}) {
      await each(names, { ...how, ratio: 0 });
      nowMs += 4 * MINUTE;
      await each(names, { ...how, ratio: 0 });
    },
    async tell() {
      runs += 1;
      const common = { desk: desks, alerts, channel, now, settings: {}, onRefused: async () => undefined };
      return tellChannel({
        ...common,
        tell: async (told, thread) => people.tell(told, thread),
        wait: async () => undefined,
        holder: `run ${runs}`,
      });
    },
    waiting: async () => desks.listWaiting(channel, 1_000),
    /** What came since this was asked last. */
    fresh(): (Alert | Summary)[] {
      const told = people.receipts.slice(seen).map((receipt) => receipt.told);
      seen = people.receipts.length;
      return told;
    },
  };
}

export const said = (told: Alert | Summary): Message =>
  'form' in told ? messageOfSummary(told, { table: 'T' }) : messageOfAlert(told, { table: 'T' });
