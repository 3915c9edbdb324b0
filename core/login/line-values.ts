/** Takes single values from a line's object: what loggers write for "nothing" is nothing here. */
import { isObject, type JsonObject } from '../log/json';

/** A text or number as text; undefined for anything else, for blanks and for `-`, which access logs write for nothing. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value.length === 0) return undefined;
  return value === '-' || value.trim() === '' ? undefined : value.slice(0, MAX_TEXT);
}

/** The account's name; undefined also where the log hides it. */
export function accountOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text === HIDDEN ? undefined : text.slice(0, MAX_ACCOUNT);
}

/** The first of these keys that holds a text. */
export function firstText(line: JsonObject | undefined, keys: readonly string[]): string | undefined {
  if (line === undefined) return undefined;
  for (const key of keys) {
    const text = textOf(line[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}

export function objectAt(line: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = line?.[key];
  return isObject(value) ? value : undefined;
}

const MAX_TEXT = 512;
const MAX_ACCOUNT = 256;
/** What AWS writes where a person may have typed a password into the field for the name. */
export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
