/** Walks a path such as `detail.users[0].name` through a log line, into JSON that was logged as text. */
import { isObject, readJsonObject, type JsonObject } from '../log/json';

/** The path in steps: keys and list positions. */
export type FieldPath = readonly (string | number)[];

/** Undefined where the text is no path. More than eight steps are no path either. */
export function readFieldPath(text: string): FieldPath | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const steps: (string | number)[] = [];
  for (const part of text.split('.')) {
    const shape = /^([^[\]]+)((?:\[\d{1,3}\])*)$/.exec(part);
    if (shape === null) return undefined;
    steps.push(shape[1] ?? '', ...(shape[2]?.match(/\d+/g) ?? []).map(Number));
  }
  return steps.length <= MAX_STEPS ? steps : undefined;
}

/** For paths written in the code, which are known to be right. */
export function fieldPath(text: string): FieldPath {
  return readFieldPath(text) ?? [];
}

/** A key may itself hold dots (`"user.name"`), and a list of one object counts as that object, as loggers write both. */
export function valueAt(value: unknown, path: FieldPath, from = 0): unknown {
  const step = path[from];
  if (step === undefined) return value;
  const inner = typeof value === 'string' ? readNested(value) : value;
  if (typeof step === 'number') return Array.isArray(inner) ? valueAt(inner[step], path, from + 1) : undefined;
  const object: unknown = Array.isArray(inner) && inner.length === 1 ? inner[0] : inner;
  if (!isObject(object)) return undefined;
  let key = step;
  for (let next = from + 1; ; next += 1) {
    if (Object.hasOwn(object, key)) {
      const found = valueAt(object[key], path, next);
      if (found !== undefined) return found;
    }
    const more = path[next];
    if (typeof more !== 'string') return undefined;
    key += `.${more}`;
  }
}

const MAX_LENGTH = 200;
const MAX_STEPS = 8;

let lastText = '';
let lastObject: JsonObject | undefined;

/** Remembers one text, because several paths of a map lead through the same. */
function readNested(text: string): JsonObject | undefined {
  if (text.charCodeAt(0) !== 0x7b) return undefined;
  if (text !== lastText) [lastText, lastObject] = [text, readJsonObject(text)];
  return lastObject;
}
