/** Makes a field map ready to be read by: paths in steps, values folded; once a map, not once a line. */
import type { FieldMap, Path } from './field-map';
import { readFieldPath, type FieldPath } from './field-path';
import type { LoginReason } from './login-event';

export interface ReadyMap {
  readonly when: readonly { readonly path: FieldPath; readonly values: Words }[];
  readonly outcome: FieldPath;
  readonly success: Words;
  readonly failure: Words;
  readonly account: readonly FieldPath[];
  readonly address: readonly FieldPath[];
  readonly userAgent: readonly FieldPath[];
  readonly reason?: { readonly path: FieldPath; readonly values?: readonly (readonly [Words, LoginReason])[] };
  readonly known?: { readonly path: FieldPath; readonly yes: Words; readonly no: Words };
}

interface Words {
  readonly isCaseSensitive: boolean;
  readonly whole: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}

/** Remembered for as long as the settings live. */
export function compiled(map: FieldMap): ReadyMap {
  const known = ready.get(map);
  if (known !== undefined) return known;
  const fresh = compile(map);
  ready.set(map, fresh);
  return fresh;
}

/** Texts, numbers and truth values are compared as text. */
export function isOneOf(value: unknown, { isCaseSensitive, whole, beginnings }: Words): boolean {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false;
  const cut = String(value).slice(0, MAX_VALUE).trim();
  const text = isCaseSensitive ? cut : cut.toLowerCase();
  return whole.has(text) || beginnings.some((beginning) => text.startsWith(beginning));
}

const ready = new WeakMap<FieldMap, ReadyMap>();
const MAX_VALUE = 512;

function compile(map: FieldMap): ReadyMap {
  const { outcome, reason, known } = map;
  const words = (values: readonly string[] = []): Words => wordsOf(values, map.caseSensitive === true);
  return {
    when: (map.when ?? []).map(({ path, values }) => ({ path: pathOf(path), values: words(values) })),
    outcome: pathOf(outcome.path),
    success: words(outcome.success),
    failure: words(outcome.failure),
    account: pathsOf(map.account),
    address: pathsOf(map.address),
    userAgent: pathsOf(map.userAgent),
    reason: reason && {
      path: pathOf(reason.path),
      values: reason.values && Object.entries(reason.values).map(([word, value]) => [words([word]), value] as const),
    },
    known: known && { path: pathOf(known.path), yes: words(known.yes), no: words(known.no) },
  };
}

function wordsOf(values: readonly string[], isCaseSensitive: boolean): Words {
  const folded = values.map((value) => (isCaseSensitive ? value : value.toLowerCase()));
  const beginnings = folded.filter((value) => value.endsWith('*')).map((value) => value.slice(0, -1));
  const whole = new Set(folded.filter((value) => !value.endsWith('*')).map((value) => value.trim()));
  return { isCaseSensitive, whole, beginnings };
}

function pathsOf(paths: Path | readonly Path[] | undefined): readonly FieldPath[] {
  return (typeof paths === 'string' ? [paths] : (paths ?? [])).map(pathOf);
}

/** A text that is no path fits no line; the check of the settings names it. */
function pathOf(text: Path): FieldPath {
  return readFieldPath(text) ?? [0];
}
