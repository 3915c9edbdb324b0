/** Takes what a function now does as usual at once, because somebody who knows said so: of each kind of trouble the level that it is judged by. */
import type { Minute } from '../state/minute';
import { acceptDrift, acceptDurations } from './accept-durations';
import { acceptLosses } from './accept-losses';
import { acceptShare, acceptSilence, acceptVolume } from './accept-sums';
import type { LearnedPart } from './learned-part';
import type { Profile } from './profile';
import type { FunctionRecent } from './recent';

/** The kinds of trouble that are judged by what is usual. */
const ACCEPTABLE = [
  'slow-calls',
  'slow-drift',
  'timeouts',
  'out-of-memory',
  'error-burst',
  'invocation-surge',
  'cold-start-surge',
  'cost-spike',
  'gone-silent',
] as const;
export type Acceptable = (typeof ACCEPTABLE)[number];

export const isAcceptable = (kind: string): kind is Acceptable => ACCEPTABLE.some((each) => each === kind);

export interface Known {
  readonly recent: FunctionRecent;
  readonly profile: Profile | undefined;
}

/** What was done since the trouble began, of the last hour at most. */
export interface SeenLately {
  readonly parts: readonly LearnedPart[];
  /** How many minutes that are, with calls or without. */
  readonly minutes: number;
  readonly now: Minute;
}

export interface NewLevel {
  /** `slow-tail`: only the slowest calls take longer, and this is the 95th percentile. */
  readonly kind: Acceptable | 'slow-tail';
  /** In ms, calls an hour, billed MB-ms an hour, or a share of calls (0 to 1); undefined where it was none. */
  readonly from: number | undefined;
  readonly to: number;
}

export type Acceptance =
  | { readonly kind: 'accepted'; readonly known: Known; readonly level: NewLevel }
  /** The new level is what is usual. */
  | { readonly kind: 'already'; readonly level: NewLevel }
  /** Too little was learned before for anything to be put in its place. */
  | { readonly kind: 'nothing-known' }
  | { readonly kind: 'nothing-seen' }
  /** A level an hour is not told from so few minutes. */
  | { readonly kind: 'too-early' };

/** Up to here two levels are one: twice what a histogram's cell leaves open; more where somebody has just accepted it. */
const SAME = Math.log(1.1);
const SAME_ONCE_ACCEPTED = Math.log(1.25);
/** Recently accepted kinds that are remembered, so that their alerts can say why they ended. */
const MOST_ACCEPTED = 2;

/** @param openedAt the minute in which the alert was opened */
export function accept(kind: Acceptable, known: Known, seen: SeenLately, openedAt: Minute): Acceptance {
  const acceptance = acceptLevel(kind, known, seen);
  if (acceptance.kind !== 'accepted') return acceptance;
  const { level } = acceptance;
  const { recent } = acceptance.known;
  const before = known.recent.accepted ?? [];
  const wasAccepted = before.some(([each, at]) => each === kind && at >= openedAt);
  if (isSame(level, wasAccepted ? SAME_ONCE_ACCEPTED : SAME)) return { kind: 'already', level };
  const accepted = [...before.filter(([each]) => each !== kind), [kind, seen.now] as const].slice(-MOST_ACCEPTED);
  return { ...acceptance, known: { ...acceptance.known, recent: { ...recent, accepted } } };
}

function acceptLevel(kind: Acceptable, known: Known, seen: SeenLately): Acceptance {
  switch (kind) {
    case 'slow-calls':
      return acceptDurations(known, seen);
    case 'slow-drift':
      return acceptDrift(known);
    case 'timeouts':
    case 'out-of-memory':
      return acceptLosses(kind, known, seen);
    case 'error-burst':
    case 'cold-start-surge':
      return acceptShare(kind, known, seen);
    case 'invocation-surge':
    case 'cost-spike':
      return acceptVolume(kind, known, seen);
    case 'gone-silent':
      return acceptSilence(known);
  }
}

const isSame = ({ from = 0, to }: NewLevel, difference: number): boolean =>
  from === to || (from > 0 && to > 0 && Math.abs(Math.log(to / from)) <= difference);
