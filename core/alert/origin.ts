/** Tells what one stack says from what others do: an alert's id is short, and the same for like functions of two accounts or Regions. */
import type { Place } from './links';
import { plainText } from './plain-text';
import { shortHash } from './short-hash';

/** Account, Region and table, as far as they are known. */
const partsOf = ({ account, region, table }: Place): readonly string[] =>
  [account, region, table].filter((part) => part !== undefined);

/** `123456789012/eu-west-1/Vigil-Table/3fa9c1-2`: known to no other stack; in a replay the id alone. */
export const worldwideId = (id: string, place: Place): string => [...partsOf(place), plainText(id, 64)].join('/');

/** Short, for what stands beside the id; the same as long as the stack keeps its table. */
export const originOf = (place: Place): string => shortHash(partsOf(place).join('/'));
