/** Every setting of the detectors with its default, its unit and why that number. Overridden by the stack's `detectors`. */
export interface Rules {
  readonly 'slow-calls': SlowCallsRule;
  readonly 'login-spike': LoginSpikeRule;
  readonly 'out-of-memory': CountRule;
  readonly timeouts: CountRule;
}

export interface SlowCallsRule {
  readonly enabled: boolean;
  /** Calls looked at together, in minutes; 10, as long as most people take to notice. */
  readonly windowMinutes: number;
  /** Slow calls in the window before anything is said; 5, for fewer are chance. */
  readonly minSlowCalls: number;
  /** Share of the window's calls that are slow (0 to 1); 0.25, so that a slow tail stays quiet. */
  readonly minSlowShare: number;
  /** A call is slow above this multiple of the usual 95th percentile; 1.5. */
  readonly timesUsualP95: number;
  /** … and above this multiple of the usual median; 2. */
  readonly timesUsualMedian: number;
  /** … and this much above the usual median, in ms; 100, what a person begins to feel. */
  readonly extraMs: number;
  /** What must be known of the function first: calls (200) and minutes in which it was called (60). */
  readonly knownCalls: number;
  readonly knownMinutes: number;
}

export interface LoginSpikeRule {
  readonly enabled: boolean;
  /** Logins looked at together, in minutes; 10, where most published rules lie. */
  readonly windowMinutes: number;
  /** Failed logins in the window before anything is said; 20, twice what published per-address rules take. */
  readonly minFailures: number;
  /** The same while less than `knownMinutes` is known of the source; 50. */
  readonly minFailuresUnknown: number;
  /** Failed logins as a multiple of the usual number; 4, above any daily rhythm. */
  readonly timesUsual: number;
  /** By how much the failing share must exceed the usual share (0 to 1); 0.15. */
  readonly shareAboveUsual: number;
  /** The share taken as usual until `knownMinutes` are known (0 to 1); 0.27, what real users of a large login fail. */
  readonly shareUnknown: number;
  readonly knownMinutes: number;
}

/** For troubles that are never usual. */
export interface CountRule {
  readonly enabled: boolean;
  /** Events looked at together, in minutes; 15, and the trouble ends when none came for that long. */
  readonly windowMinutes: number;
  /** Events in the window before anything is said; 1, for each is a call lost. */
  readonly minEvents: number;
}

export const defaultRules: Rules = {
  'slow-calls': {
    enabled: true,
    windowMinutes: 10,
    minSlowCalls: 5,
    minSlowShare: 0.25,
    timesUsualP95: 1.5,
    timesUsualMedian: 2,
    extraMs: 100,
    knownCalls: 200,
    knownMinutes: 60,
  },
  'login-spike': {
    enabled: true,
    windowMinutes: 10,
    minFailures: 20,
    minFailuresUnknown: 50,
    timesUsual: 4,
    shareAboveUsual: 0.15,
    shareUnknown: 0.27,
    knownMinutes: 60,
  },
  'out-of-memory': { enabled: true, windowMinutes: 15, minEvents: 1 },
  timeouts: { enabled: true, windowMinutes: 15, minEvents: 1 },
};

/** The longest window any detector may look at, in minutes: what one judging reads. */
export const LONGEST_WINDOW_MINUTES = 60;
