/** What is planted in honest traffic, and from which of its events on a perfect judge could know of it. */
import type { Sees } from './login-try';

export const LOGIN_TROUBLES = ['guessing', 'spraying', 'credential-stuffing', 'distributed', 'low-and-slow'] as const;
export const FUNCTION_TROUBLES = ['slow-calls', 'error-burst', 'cost-spike', 'gone-silent'] as const;

export type LoginTrouble = (typeof LOGIN_TROUBLES)[number];
export type FunctionTrouble = (typeof FUNCTION_TROUBLES)[number];
export type Trouble = LoginTrouble | FunctionTrouble;

export const SIZES = [1, 3, 10] as const;
export type Size = (typeof SIZES)[number];

export interface Incident {
  readonly trouble: Trouble;
  readonly size: Size;
  readonly startMs: number;
  readonly endMs: number;
  /** Since when a perfect judge could know: the time of the event that `KNOWABLE` names. */
  readonly knowableMs: number;
  /** Accounts that an attacking address got into. */
  readonly fallen: number;
  /** Where an attack comes from; of a function's trouble undefined. */
  readonly addresses?: ReadonlySet<string>;
  /** Of an attack: what the lines of its source name. */
  readonly sees?: Sees;
}

interface Planted {
  /** What is planted at a size of 1. */
  readonly what: string;
  /** The event from which the time to detect is counted. */
  readonly k: string;
}

/** See `perfect-judge.ts`. */
const CLEAR =
  'the call at which the odds are e^17.8 for one who knows the law of the function: one wrong word a year in a hundred of them';

/** As counts at which published rules speak: fewer of them are every day's noise. */
export const PLANTED: Record<Trouble, Planted> = {
  guessing: { what: '20 tries at one account in 10 min', k: '5th try' },
  spraying: { what: '15 accounts × 3 in 20 min', k: '5th account' },
  'credential-stuffing': { what: '60 accounts in 10 min', k: '10th account' },
  distributed: { what: '30 addresses × 4 in 30 min', k: '10th try and 5th address' },
  'low-and-slow': { what: '15 tries in 24 h', k: '10th try; at one account, where lines name accounts only' },
  'slow-calls': { what: 'calls × 3 slower for 5 min', k: CLEAR },
  'error-burst': { what: 'errors from 1 % to 20 % for 10 min (60 %, 90 %)', k: CLEAR },
  'cost-spike': { what: 'cost × 3 for 15 min, by as many more calls; longer ones are slow calls', k: CLEAR },
  'gone-silent': {
    what: 'silence for 30 min (90, 300) of a function that is called in nearly every hour of the week',
    k: 'as many calls missing as make the odds e^17.8 even in an hour with few (21 on average; one that a clock starts), and no earlier than 5 min, for lines are late',
  },
};
