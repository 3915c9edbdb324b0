/** Takes the share of calls that now time out, or run out of memory, as a matter of course: until it fades, as every habit does. */
import { COUNTER } from '../state/counters';
import type { Acceptance, Known, SeenLately } from './accept';
import { habitualShare, withShare, type LostKind } from './habit';

const LOST: Record<'timeouts' | 'out-of-memory', { readonly kind: LostKind; readonly counter: string }> = {
  timeouts: { kind: 'timeouts', counter: COUNTER.timeouts },
  'out-of-memory': { kind: 'outOfMemory', counter: COUNTER.outOfMemory },
};

export function acceptLosses(
  kind: 'timeouts' | 'out-of-memory',
  { recent, profile }: Known,
  { parts }: SeenLately,
): Acceptance {
  const { kind: lost, counter } = LOST[kind];
  const sum = (name: string): number => parts.reduce((all, { counters }) => all + (counters.get(name) ?? 0), 0);
  const losses = sum(counter);
  if (losses === 0) return { kind: 'nothing-seen' };
  const calls = Math.max(losses, sum(COUNTER.calls));
  const share = losses / calls;
  return {
    kind: 'accepted',
    known: { recent: withShare(recent, lost, share, calls), profile },
    level: { kind, from: habitualShare(recent, lost), to: share },
  };
}
