/** What an alert says in its end where somebody accepted the level that it reported. */
import type { Alert } from './alert';
import type { KindWords } from './kind-words';

/** Nothing where it ended otherwise; slow calls have words of their own, with the new level in them. */
export function acceptedWords(
  { kind, change, newUsual }: Alert,
  name: string,
): Partial<Pick<KindWords, 'title' | 'firstStep'>> {
  if (change !== 'resolve' || newUsual !== 'accepted' || kind === 'slow-calls') return {};
  return {
    title: `${name}: what was reported is usual from here on`,
    firstStep: 'Somebody accepted the new level. Vigil speaks up again when it is left behind.',
  };
}
