/** What all props have in common when they are read: lists, keys, and words for what came that never repeat it. */

/** A name may be a token; undefined stands for what has the wrong shape, which a fault names. */
export type Name = string | undefined;

export type Given = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one entry; adds a fault and gives undefined where its shape is wrong. */
export type ReadOne<T> = (value: unknown, place: string, faults: string[]) => T | undefined;

/** Of a list that is none, one entry that nothing is known of: it is not empty. */
export function readList<T>(
  place: string,
  value: unknown,
  such: string,
  faults: string[],
  readOne: ReadOne<T>,
): readonly (T | undefined)[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return Array.from(value, (one, index) => readOne(one, `${place}[${index}]`, faults));
  faults.push(`${place} must be a list such as ${such}, got ${kindOf(value)}`);
  return [undefined];
}

/** A key is named only where it reads like one: people paste secrets into odd places. */
export function faultsOfKeys(
  place: string,
  value: Given,
  keys: readonly string[],
  alsoKeys: readonly string[] = [],
): string[] {
  const also = alsoKeys.length === 0 ? '' : " and the CDK's own for a stack";
  return Object.keys(value)
    .filter((key) => !keys.includes(key) && !alsoKeys.includes(key))
    .map(
      (key) =>
        `${place}${/^[A-Za-z]\w{0,39}$/.test(key) ? key : '…'} is no setting; there are ${keys.join(', ')}${also}`,
    );
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
