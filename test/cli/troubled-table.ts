/** A table in memory with time-outs of functions in it, led through their life by the engine's own steps. */
import { createMemory } from '../../adapters/memory';
import type { Alert } from '../../core/alert/alert';
import type { Hush } from '../../core/alert/hush';
import { settleAlert } from '../../core/alert/settle';
import type { Finding } from '../../core/detect/finding';

export const T0 = Date.parse('2026-11-20T14:00:00Z');
export const MINUTE = 60_000;

export const timeouts = (name: string, extra: Partial<Finding> = {}): Finding => ({
  kind: 'timeouts',
  subject: { kind: 'function', name },
  severity: 'warning',
  ratio: 3,
  firstSeenMs: T0 - MINUTE,
  lastSeenMs: T0,
  evidence: { kind: 'timeouts', timeouts: 3, calls: 10, windowMinutes: 15 },
  addresses: [],
  ...extra,
});

export function troubledTable() {
  const memory = createMemory();
  let nowMs = T0;
  const now = () => nowMs;
  /** The alert as it is stored after a look in such a minute; what is not given was not found. */
  const look = async (minute: number, name: string, finding?: Finding, hush?: Hush): Promise<Alert> => {
    nowMs = T0 + minute * MINUTE;
    const key = { kind: finding?.kind ?? 'timeouts', subject: { kind: 'function', name } } as const;
    const world = { alerts: memory.alerts, hushOf: () => hush, newUsualOf: () => undefined, now };
    await settleAlert(key, finding, world);
    return (await memory.alerts.read(key))!;
  };
  const ends = async (minute: number, name: string): Promise<Alert> => {
    await look(minute - 3, name);
    return look(minute, name);
  };
  return { ...memory, now, look, ends };
}
