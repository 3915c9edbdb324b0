/** Why nobody is told of an alert at present; it is judged and counted all the same, and told when the reason is gone. */
import type { Recent } from '../baseline/recent';
import type { Finding, Kind } from '../detect/finding';
import type { Alert } from './alert';
import { silenceOf, type Silence } from './silence';

export interface Hush {
  /** `silenced`: somebody wants it; `inhibited`: another alert of the same series says more. */
  readonly why: 'silenced' | 'inhibited' | 'new-function';
  /** The silence's id, or the other alert's kind. */
  readonly by?: string;
  /** Of a silence: who wants it, and until when. */
  readonly author?: string;
  readonly untilMs?: number;
  /** Set once something was kept from people who know of the alert. */
  readonly holdsBack?: true;
}

/** What says more than the other, where both are found of one series. */
const SAYS_MORE: Readonly<Partial<Record<Kind, Kind>>> = {
  'slow-calls': 'timeouts', // a call that is cut off at its limit is slow as well
  'memory-pressure': 'out-of-memory',
  'error-burst': 'only-failures',
};
/** Time-outs that make a storm: fewer do not explain why other calls are slow. */
const STORM_TIMEOUTS = 3;

/** Kinds that compare with what is usual of a function, or take failing as unusual: of a new one nobody knows. */
const WAITS_FOR_KNOWLEDGE: readonly Kind[] = ['error-burst', 'only-failures', 'memory-pressure', 'cold-start-surge'];
/** A function is new until it was called in so many minutes, or so many times. */
const KNOWN_MINUTES = 24 * 60;
const KNOWN_CALLS = 200;

export interface HushLook {
  readonly silences: readonly Silence[];
  /** All that was found of the series in this look. */
  readonly findings: readonly Finding[];
  readonly recent: Recent | undefined;
  readonly nowMs: number;
}

export type Asked = Pick<Alert, 'kind' | 'subject' | 'severity'> & {
  readonly hasFallen?: boolean;
};

/** The first reason that holds; critical alerts know only silences. */
export function hushOf(alert: Asked, { silences, findings, recent, nowMs }: HushLook): Hush | undefined {
  const silence = silenceOf(alert, silences, nowMs);
  if (silence !== undefined) {
    const { id, author, untilMs } = silence;
    return { why: 'silenced', by: id, author, untilMs };
  }
  if (alert.severity === 'critical') return undefined;
  const other = SAYS_MORE[alert.kind];
  if (other !== undefined && findings.some((each) => each.kind === other && isWeighty(each)))
    return { why: 'inhibited', by: other };
  if (WAITS_FOR_KNOWLEDGE.includes(alert.kind) && isNew(recent)) return { why: 'new-function' };
  return undefined;
}

const isWeighty = ({ evidence, ratio }: Finding): boolean =>
  ratio >= 1 && (evidence.kind !== 'timeouts' || evidence.timeouts >= STORM_TIMEOUTS);

const isNew = (recent: Recent | undefined): boolean =>
  recent?.kind !== 'function' || (recent.minutes < KNOWN_MINUTES && recent.calls < KNOWN_CALLS);

export const isSameHush = (one: Hush | undefined, other: Hush | undefined): boolean =>
  one?.why === other?.why && one?.by === other?.by && one?.untilMs === other?.untilMs;
