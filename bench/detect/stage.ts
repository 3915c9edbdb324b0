/**
 * The engine as the bench drives it, and the one place where it is called: the real counting, judging and learning over the
 * stores in memory, one series a stage. Logins come as lines; the calls of functions as totals by the engine's own sums,
 * because reading lines of months would take hours.
 */
import { createMemory } from '../../adapters/memory';
import type { Alert } from '../../core/alert/alert';
import { countBatches, writeBucket, type Touched } from '../../core/count-batches';
import { longestWindow } from '../../core/detect/judge';
import { defaultRules } from '../../core/detect/rules';
import { isUrgent } from '../../core/detect/urgent';
import { judgeSeries } from '../../core/judge-series';
import type { AlertStore } from '../../core/ports';
import { minuteOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { createSubjectBudget } from '../../core/subject-budget';
import { createSlowLimits } from '../../lambda/analyzer/slow-limits';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { countCalls, type Call } from './function-call';
import { lineOf, type LoginTry, type Sees } from './login-try';
import { createQuickHasher } from './quick-hasher';

export interface Stage {
  /** Counts what happened, as one delivery that came at `nowMs`. */
  hearCalls(calls: readonly Call[], nowMs: number): Promise<void>;
  hearLogins(tries: readonly LoginTry[], sees: Sees, nowMs: number): Promise<void>;
  /** Whether what the last delivery touched passes the analyzer's floor. */
  isUrgent(nowMs: number): Promise<boolean>;
  /** What the analyzer does after a delivery: judges at once what cannot wait. */
  judgeUrgent(nowMs: number): Promise<readonly Alert[]>;
  /** The sweep's judgement alone, of a series with no open alert. */
  judge(nowMs: number): Promise<readonly Alert[]>;
  /** What the sweeper does each minute: judges what changed, learns closed minutes. */
  sweep(nowMs: number): Promise<readonly Alert[]>;
  /** Learns the closed minutes, and says and keeps nothing of what it would have said. */
  learn(nowMs: number): Promise<void>;
  isAnythingOpen(): Promise<boolean>;
  forgetBefore(nowMs: number): void;
}

/** As the analyzer's pause. */
const JUDGE_PAUSE_MS = 10_000;

export function createStage(series: Series): Stage {
  const memory = createMemory();
  const hasher = createQuickHasher();
  const budget = createSubjectBudget();
  const rules = defaultRules;
  let clockMs = 0;
  let deliveries = 0;
  let judgedAtMs = -Infinity;
  let touched: readonly Touched[] = [];
  const world = { ...memory, rules, hasher, budget, now: () => clockMs };
  const sweep = createSweeper({ ...world, pricedBy: PRICED });
  const learn = createSweeper({ ...world, alerts: NO_ALERTS });
  const slowLimits = createSlowLimits(world);
  const isUrgentNow = async (nowMs: number): Promise<boolean> => {
    clockMs = nowMs;
    const limitMs = await slowLimits(series);
    const oldest = minuteOf(nowMs) - longestWindow(rules);
    return touched.some(({ minute, after }) => minute > oldest && isUrgent(after.counters, limitMs));
  };

  return {
    async hearCalls(calls, nowMs) {
      clockMs = nowMs;
      const minute = minuteOf(nowMs);
      deliveries += 1;
      const part = { guard: hasher.guard(`${deliveries}`), counters: countCalls(calls), sketches: new Map() };
      touched = [await writeBucket({ series, minute, shard: 0, parts: [part] }, world)];
    },
    async hearLogins(tries, sees, nowMs) {
      clockMs = nowMs;
      deliveries += 1;
      const events = tries.map((login, index) => ({
        id: `${deliveries}-${index}`,
        timestampMs: login.atMs,
        message: lineOf(login, sees),
      }));
      const batch = { owner: '', logGroup: series.name, logStream: '', subscriptionFilters: [], events };
      ({ touched } = await countBatches([batch], world));
    },
    isUrgent: isUrgentNow,
    async judgeUrgent(nowMs) {
      if (nowMs - judgedAtMs < JUDGE_PAUSE_MS || !(await isUrgentNow(nowMs))) return [];
      judgedAtMs = nowMs;
      return judgeSeries(series, new Set(), { ...world, profiles: (of) => memory.usual.readProfile(of) });
    },
    async judge(nowMs) {
      clockMs = nowMs;
      return judgeSeries(series, new Set(), {
        ...world,
        pricedBy: PRICED,
        profiles: (of) => memory.usual.readProfile(of),
      });
    },
    async sweep(nowMs) {
      clockMs = nowMs;
      return (await sweep()).changes;
    },
    async learn(nowMs) {
      clockMs = nowMs;
      await learn();
    },
    isAnythingOpen: async () => (await memory.alerts.listOpen()).length > 0,
    forgetBefore: (nowMs) => memory.forgetBefore(minuteOf(nowMs)),
  };
}

/** As the sweeper is deployed; the analyzer knows no prices. */
const PRICED = async () => ({ region: 'eu-west-1' });

const NO_ALERTS: AlertStore = {
  read: async () => undefined,
  write: async () => true,
  markTold: async () => undefined,
  listOpen: async () => [],
  noteOpen: async () => undefined,
  forgetOpen: async () => undefined,
};
