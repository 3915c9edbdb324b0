/** Looks at the filters of one log group after another, as long as there is time. */
import type { Filters, FilterSeen } from '../../core/watch/ports';
import type { Paced } from './paced';

export async function lookAt(
  names: readonly string[],
  { filters, paced, hasTime }: { readonly filters: Filters; readonly paced: Paced; readonly hasTime: () => boolean },
): Promise<ReadonlyMap<string, FilterSeen>> {
  const seen = new Map<string, FilterSeen>();
  for (const logGroup of names) {
    if (!hasTime()) break;
    seen.set(logGroup, await paced(() => filters.look(logGroup)));
  }
  return seen;
}
