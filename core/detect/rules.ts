/** Every setting of the detectors with its default, its unit and why that number. Overridden by the stack's `detectors`. */
import { loginAttackRules, type LoginAttackRule } from './login-attack-rule';

export interface Rules {
  readonly 'slow-calls': SlowCallsRule;
  readonly 'login-attack': LoginAttackRule;
  readonly 'out-of-memory': CountRule;
  readonly timeouts: CountRule;
  readonly 'memory-pressure': MemoryPressureRule;
  readonly 'retries-exhausted': CountRule;
  readonly 'only-failures': CountRule;
  readonly 'forged-lines': CountRule;
  readonly 'error-burst': ErrorBurstRule;
  readonly 'invocation-surge': SurgeRule;
  readonly 'cold-start-surge': ColdStartRule;
  readonly 'cost-spike': CostSpikeRule;
  readonly 'gone-silent': GoneSilentRule;
  readonly 'slow-drift': SlowDriftRule;
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

export interface ErrorBurstRule {
  readonly enabled: boolean;
  /** Calls looked at together, in minutes; 15. */
  readonly windowMinutes: number;
  /** Errors in the window before anything is said; 8, for one failure brings the next. */
  readonly minErrors: number;
  /** The share of calls that is borne, as a multiple of the upper end of the usual one and of that of the last days; 1.5. */
  readonly timesUsual: number;
  /** A share that nobody is told of, however rare it is (0 to 1); 0.015. */
  readonly shareBearable: number;
  /** The share taken as usual while it is not known (0 to 1); 0.05, where published rules lie. */
  readonly shareUnknown: number;
  /** −ln of the chance that so many fail at the borne share, in runs; 9, once in 8,000 windows, for several spans are looked at. */
  readonly minSurprise: number;
}

export interface SurgeRule {
  readonly enabled: boolean;
  /** Calls looked at together, in minutes; 10. */
  readonly windowMinutes: number;
  /** Calls in the window before anything is said; 1,000, below which no surge costs or harms. */
  readonly minCalls: number;
  /** Calls as a multiple of the upper end of what is usual at this hour; 5. */
  readonly timesUsual: number;
}

export interface ColdStartRule {
  readonly enabled: boolean;
  /** Calls looked at together, in minutes; 15, longer than a deployment takes to warm up. */
  readonly windowMinutes: number;
  /** Cold starts in the window before anything is said; 30. */
  readonly minColdStarts: number;
  /** The share of calls that is borne as a multiple of the usual one; 3 … */
  readonly timesUsual: number;
  /** … and at least this share (0 to 1); 0.1. */
  readonly shareBearable: number;
  /** −ln of the chance that so many start cold at the borne share; 14, once in a million windows. */
  readonly minSurprise: number;
}

export interface CostSpikeRule {
  readonly enabled: boolean;
  /** Calls looked at together, in minutes; 15. */
  readonly windowMinutes: number;
  /** Dollars an hour above the usual before anything is said; 0.1, which is $73 a month. */
  readonly minExtraUsdAnHour: number;
  /** Cost as a multiple of the upper end of what is usual at this hour; 2.2, above most busy spells. In fewer minutes up to 2.3 times as much. */
  readonly timesUsual: number;
  /** Dollars an hour above the usual from which it cannot wait, or in all from which it is told while nothing usual is known; 10. */
  readonly criticalUsdAnHour: number;
}

export interface GoneSilentRule {
  readonly enabled: boolean;
  /** How far back is looked, in minutes; 60: what is called every fourth minute is known to be silent then. */
  readonly windowMinutes: number;
  /** Minutes without a call before anything is said; 5, longer than log lines are late. */
  readonly minSilentMinutes: number;
  /** −ln of the chance of so many minutes without a call; 14, once in a million. */
  readonly minSurprise: number;
}

export interface SlowDriftRule {
  readonly enabled: boolean;
  /** What is looked at for signs of life, in minutes; 10. The drift itself is seen over five weeks. */
  readonly windowMinutes: number;
  /** The last week's median call as a multiple of that of four weeks before, as far as that is sure; 1.25. */
  readonly timesFourWeeksAgo: number;
  /** … and this much above it, in ms; 20, for nobody feels less. */
  readonly extraMs: number;
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
  'login-attack': loginAttackRules.default,
  'out-of-memory': { enabled: true, windowMinutes: 15, minEvents: 1 },
  timeouts: { enabled: true, windowMinutes: 15, minEvents: 1 },
  'memory-pressure': { enabled: true, windowMinutes: 15, minCalls: 10, nearLimit: 0.95, minShare: 0.25 },
  'retries-exhausted': { enabled: true, windowMinutes: 15, minEvents: 1 },
  'only-failures': { enabled: true, windowMinutes: 15, minEvents: 5 },
  'forged-lines': { enabled: true, windowMinutes: 15, minEvents: 3 },
  'error-burst': {
    enabled: true,
    windowMinutes: 15,
    minErrors: 8,
    timesUsual: 1.5,
    shareBearable: 0.015,
    shareUnknown: 0.05,
    minSurprise: 9,
  },
  'invocation-surge': { enabled: true, windowMinutes: 10, minCalls: 1000, timesUsual: 5 },
  'cold-start-surge': {
    enabled: true,
    windowMinutes: 15,
    minColdStarts: 30,
    timesUsual: 3,
    shareBearable: 0.1,
    minSurprise: 14,
  },
  'cost-spike': { enabled: true, windowMinutes: 15, minExtraUsdAnHour: 0.1, timesUsual: 2.2, criticalUsdAnHour: 10 },
  'slow-drift': { enabled: true, windowMinutes: 10, timesFourWeeksAgo: 1.25, extraMs: 20 },
  'gone-silent': { enabled: true, windowMinutes: 60, minSilentMinutes: 5, minSurprise: 14 },
};

/** The longest window any detector may look at, in minutes: what one judging reads. */
export const LONGEST_WINDOW_MINUTES = 60;
