/** Knows which functions and log groups carry the tags that routes ask for; lists and answers those tags alone. */
import { homeOf, type Series } from '../state/series';
import type { Account } from '../watch/ports';
import type { Routing, Tags } from './route';

/** Who carries one tag with one value. */
export interface TagCarriers {
  readonly tag: string;
  readonly value: string;
  readonly functions: readonly string[];
  readonly logGroups: readonly string[];
}

export interface RouteTagStore {
  read(): Promise<readonly TagCarriers[]>;
  write(carriers: readonly TagCarriers[]): Promise<void>;
}

export type TagsOf = (series: Series) => Tags;

/** They stand in one item, which holds 400 KB. */
const MOST_CARRIERS = 4_000;
const KEEP_MS = 5 * 60_000;

/** Each tag with each value once. */
export function tagsIn(routing: Routing | undefined): readonly (readonly [tag: string, value: string])[] {
  const pairs = (routing?.routes ?? []).flatMap(({ match }) => Object.entries(match.tags ?? {}));
  const named = new Map(pairs.map((pair) => [JSON.stringify(pair), pair]));
  return [...named].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
}

/** Asks the account who carries them, and notes it where it changed. Throws where the account does not say. */
export async function noteRouteTags(
  routing: Routing | undefined,
  account: Pick<Account, 'listTagged'>,
  store: RouteTagStore,
): Promise<void> {
  const wanted = tagsIn(routing);
  if (wanted.length === 0) return;
  const carriers: TagCarriers[] = [];
  let room = MOST_CARRIERS;
  for (const [tag, value] of wanted) {
    const listed = await account.listTagged({ [tag]: value });
    if (listed.kind === 'failed')
      throw new Error(`the tags that alerts.routes ask for could not be listed: ${listed.why}`);
    room -= listed.items.length;
    const named = (kind: 'function' | 'log-group') =>
      listed.items.flatMap((each) => (each.kind === kind ? [each.name] : [])).toSorted();
    carriers.push({ tag, value, functions: named('function'), logGroups: named('log-group') });
  }
  if (room < 0)
    throw new Error(
      `more than ${MOST_CARRIERS} functions and log groups carry tags of alerts.routes; route by names like shop-* instead`,
    );
  if (JSON.stringify(await store.read()) !== JSON.stringify(carriers)) await store.write(carriers);
}

/** Reads them at most every five minutes, and never where no route asks for tags. */
export function createRouteTags(
  routing: Routing | undefined,
  store: Pick<RouteTagStore, 'read'>,
  now: () => number,
): () => Promise<TagsOf> {
  let readAtMs = -Infinity;
  let known: Promise<TagsOf> | undefined;
  const isAsked = tagsIn(routing).length > 0;
  return () => {
    if (!isAsked) return NO_TAGS;
    if (known === undefined || now() - readAtMs >= KEEP_MS) {
      readAtMs = now();
      const read = store.read().then(indexOf);
      read.catch(() => (known = undefined)); // asked for again by the next
      known = read;
    }
    return known;
  };
}

const NO_TAGS = Promise.resolve<TagsOf>(() => ({}));

/** A function and its own log group count as one: whichever carries the tag. */
function indexOf(carriers: readonly TagCarriers[]): TagsOf {
  const tags = new Map<string, Record<string, string>>();
  for (const { tag, value, functions, logGroups } of carriers)
    for (const name of [...functions.map((fn) => homeOf({ kind: 'function', name: fn })), ...logGroups])
      tags.set(name, { ...tags.get(name), [tag]: value });
  return (series) => tags.get(homeOf(series)) ?? {};
}
