/** Says in one sentence what is watched and what is not, for the stack's outputs and the subscriber's log. */
import type { WatchedGroup, WatchState } from './ports';

export interface WatchReport {
  /** Every wanted log group and what became of it; on leaving, those whose filter could not be taken. */
  readonly groups: readonly WatchedGroup[];
  readonly put: number;
  readonly taken: number;
  /** Whether anything became other than it was stored. */
  readonly changed: boolean;
}

const WORDS: readonly (readonly [WatchState, string])[] = [
  ['missing', 'not there yet'],
  ['full', 'no free subscription filter'],
  ['refused', 'refused'],
  ['failed', 'failed'],
];
/** Named of each trouble: CloudFormation takes 4 KB of answer in all. */
const NAMES = 5;

export function renderReport({ groups }: WatchReport): string {
  const watched = groups.filter(({ state }) => state === 'watched').length;
  const troubles = WORDS.flatMap(([state, words]) => {
    const found = groups.filter((group) => group.state === state);
    return found.length === 0 ? [] : [`; ${words}: ${renderNames(found)}`];
  });
  return `${watched} of ${groups.length} log groups watched${troubles.join('')}`;
}

function renderNames(groups: readonly WatchedGroup[]): string {
  const names = groups.slice(0, NAMES).map(({ logGroup, why }) => {
    const name = logGroup.slice(0, 60);
    return why === undefined ? name : `${name} (${why.slice(0, 80)})`;
  });
  const rest = groups.length - names.length;
  return names.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
