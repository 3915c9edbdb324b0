/** What is put on a channel's queue: which alert has something new, never what. The sender reads the alert as it then is. */
import { readJsonObject } from '../log/json';
import { alertKey, readAlertPartition } from '../state/keys';
import type { AlertKey } from './alert';

export interface AlertNews {
  readonly key: AlertKey;
  readonly seq: number;
}

export const renderNews = ({ key, seq }: AlertNews): string => JSON.stringify({ alert: alertKey(key).pk, seq });

/** Undefined where the text is no news of ours. */
export function readNews(text: string): AlertNews | undefined {
  const { alert, seq } = readJsonObject(text) ?? {};
  if (typeof alert !== 'string' || typeof seq !== 'number' || !Number.isInteger(seq)) return undefined;
  const key = readAlertPartition(alert);
  return key && { key, seq };
}
