/** What is put on a channel's queue: which alert has something new, never what. The sender reads the alert as it then is. */
import { readJsonObject } from '../log/json';
import { alertKey, readAlertPartition } from '../state/keys';
import type { AlertKey, Severity } from './alert';

export interface AlertNews {
  readonly key: AlertKey;
  readonly seq: number;
}

/** With what decides where it is told, and how soon. */
export interface FreshNews extends AlertNews {
  readonly severity: Severity;
  /** The channels that told of this episode before. */
  readonly knownOn?: readonly string[];
}

export const renderNews = ({ key, seq }: AlertNews): string => JSON.stringify({ alert: alertKey(key).pk, seq });

/** Undefined where the text is no news of ours. */
export function readNews(text: string): AlertNews | undefined {
  const { alert, seq } = readJsonObject(text) ?? {};
  if (typeof alert !== 'string' || typeof seq !== 'number' || !Number.isInteger(seq)) return undefined;
  const key = readAlertPartition(alert);
  return key && { key, seq };
}

/** The same message, put back by somebody: what its channel had refused is to be tried again. */
export function renderAgain(text: string): string {
  const body = readJsonObject(text);
  return body === undefined ? text : JSON.stringify({ ...body, again: true });
}

export const isAgain = (text: string): boolean => readJsonObject(text)?.['again'] === true;

/** Wakes a sender; what is to be told stands in the table. */
export const BELL = JSON.stringify({ bell: true });

export const isBell = (text: string): boolean => readJsonObject(text)?.['bell'] === true;
