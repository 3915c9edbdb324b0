/** Reads the rows of the corpus files: a message, and what it must come to. */
import { isObject, readJsonObject, type JsonObject } from '../../core/log/json';

export interface Row {
  readonly message: string;
  readonly kind: string;
  readonly expected: JsonObject;
}

export interface HostileRow {
  readonly message: string;
  readonly verdict: string;
}

export function readRow(text: string): Row {
  const row = readJsonObject(text);
  if (typeof row?.['message'] !== 'string' || typeof row['kind'] !== 'string' || !isObject(row['expected']))
    throw new Error('a corpus row must have message, kind and expected');
  return { message: row['message'], kind: row['kind'], expected: row['expected'] };
}

export function readHostileRow(text: string): HostileRow {
  const row = readJsonObject(text);
  if (typeof row?.['message'] !== 'string' || typeof row['verdict'] !== 'string')
    throw new Error('a hostile row must have message and verdict');
  return { message: row['message'], verdict: row['verdict'] };
}
