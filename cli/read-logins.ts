/** Reads `--logins FILE`: the login sources as the stack's `logins` has them, checked with the same words. */
import { loadPatternEngine } from '../adapters/pattern-engine-loader';
import type { LoginSource } from '../core/login/login-source';
import { createSourceOf } from '../core/login/source-of';
import { checkLoginSource } from '../core/login/source-settings';
import type { SourceOf } from '../core/observe';
import { whyNoLogGroupName } from '../core/watch/log-group-name';
import { readText } from './read-text';
import { WrongUse } from './wrong-use';

/** Nothing is declared where no file is given. Throws UnreadableFile, and WrongUse with every fault at once. */
export async function readLogins(file: string | undefined): Promise<SourceOf> {
  if (file === undefined) return () => undefined;
  const entries = await readList(file);
  const faults = entries.flatMap((entry, index) => faultsOf(entry, index, entries));
  if (faults.length > 0) throw wrong(file, faults);
  const sources = new Map(entries.filter(isSound).map(({ logGroup, ...source }) => [logGroup, source] as const));
  const engine = await loadPatternEngine(sources.values());
  const ofPatterns = [...sources.values()].flatMap((source, index) =>
    checkLoginSource(source, `logins[${index}]`, engine),
  );
  if (ofPatterns.length > 0) throw wrong(file, ofPatterns);
  return createSourceOf(Object.fromEntries(sources), engine);
}

type Entry = LoginSource & { readonly logGroup: string };

const EXAMPLE = '[{ "logGroup": "/aws/lambda/login", "format": "auth0" }]';

async function readList(file: string): Promise<readonly unknown[]> {
  let text = '';
  for await (const piece of readText(file)) text += piece;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WrongUse(`--logins ${file}: is not JSON; give a list such as ${EXAMPLE}`);
  }
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new WrongUse(`--logins ${file}: must hold a list such as ${EXAMPLE}`);
}

function faultsOf(entry: unknown, index: number, entries: readonly unknown[]): string[] {
  const place = `logins[${index}]`;
  if (!isRecord(entry)) return checkLoginSource(entry, place);
  const { logGroup, ...source } = entry;
  const faults = checkLoginSource(source, place);
  const why = typeof logGroup === 'string' ? whyNoLogGroupName(logGroup) : 'it is no text';
  if (why !== undefined) {
    const got = (JSON.stringify(logGroup) ?? 'nothing').slice(0, 80);
    return [`${place}.logGroup must be a log group name such as /aws/lambda/login, got ${got}; ${why}`, ...faults];
  }
  const first = entries.findIndex((other) => isRecord(other) && other['logGroup'] === logGroup);
  if (first < index)
    faults.push(`${place}.logGroup repeats logins[${first}].logGroup, "${String(logGroup)}"; take one of them out`);
  return faults;
}

const wrong = (file: string, faults: readonly string[]): WrongUse =>
  new WrongUse([`--logins ${file}:`, ...faults].join('\n  '));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Holds for every entry once there are no faults. */
const isSound = (entry: unknown): entry is Entry => isRecord(entry) && typeof entry['logGroup'] === 'string';
