/** Says in a sentence why the alert that was named cannot be had: it is over, or there is none of that id. */
import { formatTime } from '../core/alert/figures';
import { plainText } from '../core/alert/plain-text';
import type { NotOpen } from '../core/find-open-alert';
import { nearestNames } from './nearest-names';

const LONGEST_ID = 80;

/** The id as it was given, without the sign that messages write before it. */
export const alertIdOf = (given: string): string => plainText(given.replace(/^#/, ''), LONGEST_ID);

/** @param todo what could have been done with it, such as `acknowledge` */
export function notOpenWords(id: string, answer: NotOpen, todo: string): string {
  if (answer.kind === 'unknown') return `no alert has the id ${id}; ${cureOf(id, answer.open)}`;
  const { resolvedAtMs } = answer.episode;
  const end = resolvedAtMs === undefined ? 'is not open any more' : `was over at ${formatTime(resolvedAtMs)} UTC`;
  const next = answer.next === undefined ? '' : `; it is open again as #${answer.next}`;
  return `#${id} ${end}: there is nothing to ${todo}${next}`;
}

function cureOf(id: string, open: readonly string[]): string {
  if (open.length === 0) return 'none is open';
  const near = nearestNames(id, open);
  if (near.length > 0) return `did you mean ${near.join(' or ')}?`;
  return 'it stands in every message, such as 3fa9c1-2, and "vigil alerts" lists those that are open';
}
