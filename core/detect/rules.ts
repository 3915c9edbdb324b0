/** Every setting of the detectors with its default, its unit and why that number. Overridden by the stack's `detectors`. */
export interface Rules {
  readonly 'slow-calls': SlowCallsRule;
  readonly 'login-spike': LoginSpikeRule;
  readonly 'out-of-memory': CountRule;
  readonly timeouts: CountRule;
  readonly 'memory-pressure': MemoryPressureRule;
  readonly 'retries-exhausted': CountRule;
  readonly 'only-failures': CountRule;
  readonly 'forged-lines': CountRule;
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

export interface MemoryPressureRule {
  readonly enabled: boolean;
  /** Calls looked at together, in minutes; 15. */
  readonly windowMinutes: number;
  /** Calls in the window before anything is said; 10, for a single large input is no pressure. */
  readonly minCalls: number;
  /** A call is near the limit from this share of the configured memory (0 to 1); 0.95, where published advice begins. */
  readonly nearLimit: number;
  /** Share of the window's calls that are near the limit (0 to 1); 0.25. */
  readonly minShare: number;
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
  'memory-pressure': { enabled: true, windowMinutes: 15, minCalls: 10, nearLimit: 0.95, minShare: 0.25 },
  'retries-exhausted': { enabled: true, windowMinutes: 15, minEvents: 1 },
  'only-failures': { enabled: true, windowMinutes: 15, minEvents: 5 },
  'forged-lines': { enabled: true, windowMinutes: 15, minEvents: 3 },
};

/** The longest window any detector may look at, in minutes: what one judging reads. */
export const LONGEST_WINDOW_MINUTES = 60;
