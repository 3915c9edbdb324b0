/** Turns text into a JSON object, or undefined where it is none. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of an object by their names, however it is held: parsed, or as it stands in a delivery. */
export type Values = (name: string) => unknown;

export const valuesOf =
  (line: JsonObject): Values =>
  (name) =>
    line[name];

/** Looks at both ends first: an exception costs more than ten times as much as reading a log line. */
export function readJsonObject(text: string): JsonObject | undefined {
  let end = text.length - 1;
  while (end > 0 && text.charCodeAt(end) <= 0x20) end -= 1;
  if (text.charCodeAt(0) !== 0x7b || text.charCodeAt(end) !== 0x7d) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // text in braces that is no JSON: an ordinary log line
  }
}
