/** Checks a field map that a user wrote; every fault is named, with what came and the cure. */
import type { PatternEngine } from '../ports';
import { readFieldPath } from './field-path';
import { LOGIN_REASONS } from './login-event';

/** One sentence a fault, none when all is well. `place` is where the map stands; without an engine a pattern is not tried. */
export function checkFieldMap(value: unknown, place = 'fieldMap', engine?: PatternEngine): string[] {
  if (!isRecord(value)) return [`${place} must be an object with outcome at least, got ${show(value)}`];
  const faults = faultsOfKeys(place, value, KEYS);
  if ('caseSensitive' in value && typeof value['caseSensitive'] !== 'boolean')
    faults.push(`${place}.caseSensitive must be true or false, got ${show(value['caseSensitive'])}`);
  faults.push(...faultsOfOutcome(`${place}.outcome`, value['outcome']));
  for (const key of ['account', 'address', 'userAgent'] as const) {
    if (value[key] === undefined) continue;
    const list: readonly unknown[] = Array.isArray(value[key]) ? value[key] : [value[key]];
    if (list.length === 0) faults.push(`${place}.${key} is an empty list; name a path or leave it out`);
    faults.push(...list.flatMap((path) => faultsOfPath(`${place}.${key}`, path)));
  }
  if (value['when'] !== undefined) faults.push(...faultsOfWhen(`${place}.when`, value['when']));
  if (value['reason'] !== undefined) faults.push(...faultsOfReason(`${place}.reason`, value['reason']));
  if (value['known'] !== undefined) {
    const known = value['known'];
    if (isRecord(known)) faults.push(...faultsOfLists(`${place}.known`, known, ['yes', 'no']));
    else faults.push(`${place}.known must be an object with path and yes or no, got ${show(known)}`);
  }
  if (value['pattern'] === undefined) return faults;
  return [...faults, ...faultsOfPattern(`${place}.pattern`, value['pattern'], pathsOf(value), engine)];
}

const KEYS = ['outcome', 'when', 'account', 'address', 'userAgent', 'reason', 'known', 'caseSensitive', 'pattern'];

function faultsOfOutcome(place: string, value: unknown): string[] {
  if (!isRecord(value))
    return [
      `${place} must say where the outcome stands, as { path: 'result', failure: ['denied'] }, got ${show(value)}`,
    ];
  return faultsOfLists(place, value, ['success', 'failure']);
}

/** A path and two lists of values, one of which there must be and which must not share a value. */
function faultsOfLists(place: string, value: Settings, [one, other]: readonly [string, string]): string[] {
  const faults = [...faultsOfKeys(place, value, ['path', one, other]), ...faultsOfPath(`${place}.path`, value['path'])];
  if (value[one] === undefined && value[other] === undefined)
    return [...faults, `${place} names neither ${one} nor ${other}, so it would fit no line; name the values of one`];
  for (const key of [one, other])
    if (value[key] !== undefined) faults.push(...faultsOfValues(`${place}.${key}`, value[key]));
  const both = words(value[one]).find((word) => words(value[other]).includes(word));
  if (both !== undefined) faults.push(`${place} has "${both}" in both ${one} and ${other}; take it out of one`);
  return faults;
}

function faultsOfWhen(place: string, value: unknown): string[] {
  if (!Array.isArray(value)) return [`${place} must be a list of { path, values }, got ${show(value)}`];
  return value.flatMap((entry: unknown, index) => {
    const at = `${place}[${index}]`;
    if (!isRecord(entry)) return [`${at} must be { path, values }, got ${show(entry)}`];
    const { path, values } = entry;
    return [
      ...faultsOfKeys(at, entry, ['path', 'values']),
      ...faultsOfPath(`${at}.path`, path),
      ...faultsOfValues(`${at}.values`, values),
    ];
  });
}

function faultsOfReason(place: string, value: unknown): string[] {
  if (!isRecord(value)) return [`${place} must be { path } or { path, values }, got ${show(value)}`];
  const faults = [...faultsOfKeys(place, value, ['path', 'values']), ...faultsOfPath(`${place}.path`, value['path'])];
  const { values } = value;
  if (values === undefined) return faults;
  if (!isRecord(values))
    return [...faults, `${place}.values must be an object from word to reason, got ${show(values)}`];
  const known: readonly string[] = LOGIN_REASONS;
  for (const [word, reason] of Object.entries(values)) {
    if (typeof reason === 'string' && known.includes(reason)) continue;
    faults.push(`${place}.values["${word}"] must be one of ${known.join(', ')}, got ${show(reason)}`);
  }
  return faults;
}

function faultsOfPattern(place: string, value: unknown, paths: readonly string[], engine?: PatternEngine): string[] {
  if (typeof value !== 'string' || value === '')
    return [`${place} must be a pattern in RE2's syntax, such as (?P<user>\\S+) logged in, got ${show(value)}`];
  const compiled = engine?.compile(value);
  if (compiled === undefined) return [];
  if (compiled.kind === 'refused') return [`${place} ${compiled.why}, got ${show(value)}`];
  const { groupNames } = compiled.pattern;
  return [...new Set(paths)]
    .filter((path) => !groupNames.includes(path))
    .map((path) => `${place} has no group named "${path}", which a path names; write (?P<${path}>…) where it stands`);
}

/** Every path of a map, as far as it is one. */
function pathsOf(map: Settings): string[] {
  const { outcome, account, address, userAgent, reason, known, when } = map;
  const nested: unknown[] = [outcome, reason, known, ...(Array.isArray(when) ? (when as unknown[]) : [])];
  const own = nested.map((entry) => (isRecord(entry) ? entry['path'] : undefined));
  return [...own, account, address, userAgent].flat().filter((path): path is string => typeof path === 'string');
}

function faultsOfKeys(place: string, value: Settings, keys: readonly string[]): string[] {
  return Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => `${place}.${key} is no setting; there are ${keys.join(', ')}`);
}

function faultsOfPath(place: string, value: unknown): string[] {
  if (typeof value === 'string' && readFieldPath(value) !== undefined) return [];
  return [`${place} must be a path of at most 8 steps such as detail.users[0].name, got ${show(value)}`];
}

function faultsOfValues(place: string, value: unknown): string[] {
  const isGood = Array.isArray(value) && value.length > 0 && words(value).length === value.length;
  if (!isGood || value.includes('') || value.includes('*'))
    return [`${place} must be a list of texts such as ["denied", "login failed*"], got ${show(value)}`];
  return [];
}

type Settings = Readonly<Record<string, unknown>>;

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}

const isRecord = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80);
