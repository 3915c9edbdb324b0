/** What the other channels are told when one refuses an alert for good, or does not answer for long: Vigil's own trouble, which nobody can silence. */
import { readJsonObject } from '../log/json';
import { alertKey, readAlertPartition } from '../state/keys';
import type { AlertKey } from './alert';

export interface Notice {
  /** The channel that has the trouble. */
  readonly channel: string;
  /** In our own words; holds no secret. */
  readonly why: string;
  readonly atMs: number;
  /** It does not answer, since so long: nothing is lost, and it is tried on. */
  readonly downForMs?: number;
  /** The alert that was not told; undefined where the message named none. */
  readonly key?: AlertKey;
}

export const renderNotice = ({ key, ...notice }: Notice): string =>
  JSON.stringify({ notice: 'undelivered', ...notice, ...(key && { alert: alertKey(key).pk }) });

/** Undefined where the text is no notice of ours. */
export function readNotice(text: string): Notice | undefined {
  const { notice, channel, why, atMs, alert, downForMs } = readJsonObject(text) ?? {};
  if (notice !== 'undelivered' || typeof channel !== 'string' || typeof why !== 'string') return undefined;
  if (typeof atMs !== 'number' || !Number.isFinite(atMs)) return undefined;
  const key = typeof alert === 'string' ? readAlertPartition(alert) : undefined;
  return { channel, why, atMs, ...(typeof downForMs === 'number' && { downForMs }), ...(key && { key }) };
}
