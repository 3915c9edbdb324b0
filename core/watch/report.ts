/** Says in one sentence what is watched and what is not, for the stack's outputs and the subscriber's log. */
import type { WatchedGroup, WatchState } from './ports';

export interface WatchReport {
  /** Every wanted log group and what became of it; on leaving, those whose filter could not be taken. */
  readonly groups: readonly WatchedGroup[];
  readonly put: number;
  readonly taken: number;
  /** Planned, and left for the next run for want of time. */
  readonly left: number;
  /** Whether anything became other than it was stored. */
  readonly changed: boolean;
  /** What keeps us from seeing or watching at all. */
  readonly troubles: readonly string[];
}

const WORDS: readonly (readonly [WatchState, string])[] = [
  ['missing', 'not there yet'],
  ['full', 'no free subscription filter'],
  ['unfit', 'of a class without subscription filters'],
  ['refused', 'refused'],
  ['failed', 'failed'],
];
/** Named of each trouble: CloudFormation takes 4 KB of answer in all. */
const NAMES = 4;

export function renderReport({ groups, left, troubles }: WatchReport): string {
  const watched = groups.filter(({ state }) => state === 'watched').length;
  const ofGroups = WORDS.flatMap(([state, words]) => {
    const found = groups.filter((group) => group.state === state);
    return found.length === 0 ? [] : [`; ${words}: ${renderNames(found)}`];
  });
  const toCome = left > 0 ? [`; ${left} still to come`] : [];
  const ofOurs = troubles.slice(0, 3).map((why) => `; trouble: ${why.slice(0, 160)}`);
  return [`${watched} of ${groups.length} log groups watched`, ...toCome, ...ofGroups, ...ofOurs].join('');
}

function renderNames(groups: readonly WatchedGroup[]): string {
  const names = groups.slice(0, NAMES).map(({ logGroup, why, holders = [] }) => {
    const name = logGroup.slice(0, 60);
    const because = why ?? (holders.length > 0 ? `held by ${holders.join(', ')}` : undefined);
    return because === undefined ? name : `${name} (${because.slice(0, 80)})`;
  });
  const rest = groups.length - names.length;
  return names.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
