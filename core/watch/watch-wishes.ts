/** What is to be watched beside what is named: by prefix, by tag, every function; and what is left out of all that. */
import { whyNoLogGroupName } from './log-group-name';

/** Names and values, all of which a log group or a function must carry; an empty value stands for any. */
export type Tags = Readonly<Record<string, string>>;

export interface WatchWishes {
  /** Beginnings of log groups' names. */
  readonly prefixes: readonly string[];
  /** Empty where no tag chooses. */
  readonly tags: Tags;
  /** Whatever log group a function of this account and Region writes to. */
  readonly everyFunction: boolean;
  /** Names of log groups; a `*` at the end stands for whatever follows. */
  readonly exclude: readonly string[];
}

/** A log group or a function that carries it is not watched, whoever asks for it. */
export const OPT_OUT_TAG: Tags = { 'vigil:exclude': 'true' };

export const NO_WISHES: WatchWishes = { prefixes: [], tags: {}, everyFunction: false, exclude: [] };

/** False where only what is named is watched. */
export const isSearching = ({ prefixes, tags, everyFunction }: WatchWishes): boolean =>
  everyFunction || prefixes.length > 0 || Object.keys(tags).length > 0;

export const isExcluded = (logGroup: string, { exclude }: Pick<WatchWishes, 'exclude'>): boolean =>
  exclude.some((pattern) => (pattern.endsWith('*') ? logGroup.startsWith(pattern.slice(0, -1)) : logGroup === pattern));

/** One sentence a fault. */
export function faultsOfWatchWishes({ prefixes, tags, exclude }: WatchWishes): string[] {
  const ofPrefixes = prefixes.flatMap((prefix, index) => {
    const why = whyNoLogGroupName(prefix);
    const place = `prefixes[${index}]`;
    if (why !== undefined)
      return [`${place} must begin a log group's name, such as /aws/lambda/shop-, got ${quoted(prefix)}; ${why}`];
    const wider = prefixes.findIndex(
      (other, at) => at !== index && prefix.startsWith(other) && (other !== prefix || at < index),
    );
    return wider === -1
      ? []
      : [`${place} lies within prefixes[${wider}], ${quoted(prefixes[wider] ?? '')}; take it out`];
  });
  const ofExclusions = exclude.flatMap((pattern, index) => {
    const name = pattern.endsWith('*') ? pattern.slice(0, -1) : pattern;
    const why = name === '' && pattern === '*' ? 'it would leave nothing to watch' : whyNoLogGroupName(name);
    if (why === undefined) return [];
    return [
      `exclude[${index}] must be a log group's name, with a * at the end at most, such as /aws/lambda/test-*, got ${quoted(pattern)}; ${why}`,
    ];
  });
  const ofTags = Object.entries(tags).flatMap(([name, value]) => {
    if (name !== '' && name.length <= 128 && value.length <= 256) return [];
    return [
      "tagged must be such as { team: 'shop' }, a name of 1 to 128 characters and a value of 256 at most; shorten it",
    ];
  });
  return [...ofPrefixes, ...ofExclusions, ...ofTags];
}

const quoted = (text: string): string => JSON.stringify(text.slice(0, 80));

/** Undefined when this is not what our own synth writes. */
export function readWatchWishes(json: unknown): WatchWishes | undefined {
  if (json === undefined) return NO_WISHES;
  if (typeof json !== 'object' || json === null) return undefined;
  const { prefixes, tags, everyFunction, exclude }: Partial<Record<keyof WatchWishes, unknown>> = json;
  if (!isNames(prefixes) || !isNames(exclude) || typeof everyFunction !== 'boolean' || !isTags(tags)) return undefined;
  return { prefixes, tags, everyFunction, exclude };
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const isTags = (value: unknown): value is Tags =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string');
