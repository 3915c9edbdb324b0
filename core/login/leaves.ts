/** Lists the single values of a log line with the paths that a field map would name them by. */
import { isObject, readJsonObject, type JsonObject } from '../log/json';
import { readFieldPath } from './field-path';

export interface Leaf {
  readonly path: string;
  /** The last key of the path. */
  readonly key: string;
  readonly value: string | number | boolean;
}

/** Bounded in depth and number; what a field map could not name is left out. */
export function leavesOf(line: JsonObject): Leaf[] {
  const leaves: Leaf[] = [];
  walk(line, '', 0, leaves);
  return leaves.filter(({ path }) => readFieldPath(path) !== undefined);
}

const MAX_LEAVES = 200;
const MAX_DEPTH = 6;
const MAX_LIST = 3;

function walk(value: unknown, path: string, depth: number, leaves: Leaf[]): void {
  if (leaves.length >= MAX_LEAVES || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.slice(0, MAX_LIST).entries())
      walk(entry, `${path}[${index}]`, depth + 1, leaves);
    return;
  }
  const object = isObject(value) ? value : typeof value === 'string' ? readJsonObject(value) : undefined;
  if (object !== undefined) {
    for (const [key, entry] of Object.entries(object))
      walk(entry, path === '' ? key : `${path}.${key}`, depth + 1, leaves);
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
  leaves.push({ path, key: path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, ''), value });
}
