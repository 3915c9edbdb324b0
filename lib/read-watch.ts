/** Reads what the app wants watched beside what it names: prefixes, tags, every function, and what is left out. */
import { Token } from 'aws-cdk-lib';
import type { RuntimeSettings } from '../core/settings';
import { isRecord, kindOf, readList, type Given, type ReadOne } from './prop-shape';

export type WatchProps = RuntimeSettings['watch'];

export const NOTHING: WatchProps = { prefixes: [], tags: {}, everyFunction: false, exclude: [] };

export function readWatchProps({ prefixes, tagged, everyFunction, exclude }: Given, faults: string[]): WatchProps {
  if (everyFunction !== undefined && typeof everyFunction !== 'boolean')
    faults.push(`everyFunction must be true or false, got ${kindOf(everyFunction)}`);
  const texts = (place: string, value: unknown, such: string): readonly string[] =>
    readList(place, value, such, faults, readText).filter((text) => text !== undefined);
  return {
    prefixes: texts('prefixes', prefixes, "['/aws/lambda/shop-']"),
    tags: readTags(tagged, faults),
    everyFunction: everyFunction === true,
    exclude: texts('exclude', exclude, "['/aws/lambda/test-*']"),
  };
}

const readText: ReadOne<string> = (value, place, faults) => {
  if (typeof value === 'string' && !Token.isUnresolved(value)) return value;
  const got = typeof value === 'string' ? 'one that only the deployment will know' : kindOf(value);
  faults.push(`${place} must be a text known at synth, got ${got}; write it out`);
  return undefined;
};

function readTags(value: unknown, faults: string[]): WatchProps['tags'] {
  if (value === undefined) return {};
  const tags = isRecord(value) ? Object.entries(value) : [];
  const known = tags.filter(
    (tag): tag is [string, string] => typeof tag[1] === 'string' && !Token.isUnresolved(tag[1]),
  );
  if (tags.length > 0 && known.length === tags.length) return Object.fromEntries(known);
  faults.push(`tagged must be names and values known at synth, such as { team: 'shop' }, got ${kindOf(value)}`);
  return {};
}
