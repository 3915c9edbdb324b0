/**
 * The engine as the bench drives it, and the one place where it is called: the real counting, judging and learning over the
 * stores in memory, one series a stage. What lines say is made directly, by the engine's own sums: reading lines of years
 * would take hours, and whether they are read right is for other tests.
 */
import { createMemory } from '../../adapters/memory';
import type { Alert } from '../../core/alert/alert';
import { writeBucket, type Touched } from '../../core/count-batches';
import { longestWindow } from '../../core/detect/longest-window';
import { defaultRules } from '../../core/detect/rules';
import { isUrgent } from '../../core/detect/urgent';
import { judgeSeries } from '../../core/judge-series';
import { createLoginDays } from '../../core/login-days';
import { noteLogins } from '../../core/note-logins';
import type { LoginMinute } from '../../core/observe-login';
import { hashLogin } from '../../core/hash-login';
import type { AlertStore, DirtyList } from '../../core/ports';
import { createRecentProfiles } from '../../core/recent-profiles';
import { minuteOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { createSubjectBudget, type SubjectBudget } from '../../core/subject-budget';
import { createSlowLimits } from '../../lambda/analyzer/slow-limits';
import { createUrgency } from '../../lambda/analyzer/urgency';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { countCalls, type Call } from './function-call';
import { observeTries, type LoginTry, type Sees } from './login-try';
import { createQuickHasher } from './quick-hasher';

export interface Stage {
  /** Counts what happened, as one delivery that came at `nowMs`. */
  hearCalls(calls: readonly Call[], nowMs: number): Promise<void>;
  hearLogins(tries: readonly LoginTry[], sees: Sees, nowMs: number): Promise<void>;
  /** From now on, who tried what is kept; before, only totals and who logged in from where: nothing else is looked back at so far. */
  watchSubjects(): void;
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
  /** Whether anything waits to be learned: a sweep without has nothing to do but to judge. */
  isDue(nowMs: number): boolean;
  isAnythingOpen(): Promise<boolean>;
  forgetBefore(nowMs: number): void;
}

export function createStage(series: Series): Stage {
  const memory = createMemory();
  const hasher = createQuickHasher();
  const budget = createSubjectBudget();
  const rules = defaultRules;
  const dues = new Set<Minute>();
  let clockMs = 0;
  let deliveries = 0;
  let touched: Touched[] = [];
  let logins: readonly LoginMinute[] = [];
  const dirty: DirtyList = {
    ...memory.dirty,
    async add(of, minute, due) {
      dues.add(due);
      await memory.dirty.add(of, minute, due);
    },
  };
  const world = { ...memory, dirty, rules, hasher, budget, now: () => clockMs };
  const isDue = (nowMs: number): boolean => [...dues].some((due) => due < minuteOf(nowMs));
  const forgetDues = (): void => {
    for (const due of dues) if (due < minuteOf(clockMs)) dues.delete(due);
  };
  let isWatching = false;
  const unwatched = { budget: withoutItems(budget), subjects: memory.subjects };
  const sweep = createSweeper({ ...world, pricedBy: PRICED });
  const learn = createSweeper({ ...world, alerts: NO_ALERTS });
  const slowLimits = createSlowLimits(world);
  const urgency = createUrgency(world);
  const profiles = createRecentProfiles(world.usual, world.now);
  const days = createLoginDays(world.subjects);
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
      logins = observeTries(series, tries, sees, deliveries);
      touched = [];
      for (const login of logins) {
        const part = { guard: hasher.guard(`${deliveries} ${login.minute}`), ...hashLogin(login, hasher) };
        touched.push(await writeBucket({ series, minute: login.minute, shard: 0, parts: [part] }, world));
      }
      await noteLogins(logins, hasher, isWatching ? world : unwatched);
    },
    watchSubjects: () => void (isWatching = true),
    isUrgent: isUrgentNow,
    async judgeUrgent(nowMs) {
      clockMs = nowMs;
      const due = await urgency(touched, logins);
      const changes = due.map(({ last }) => judgeSeries(series, new Set(), { ...world, profiles, days }, last));
      return (await Promise.all(changes)).flat();
    },
    async judge(nowMs) {
      clockMs = nowMs;
      return judgeSeries(series, new Set(), {
        ...world,
        pricedBy: PRICED,
        profiles: (of) => memory.usual.readProfile(of),
        days,
      });
    },
    async sweep(nowMs) {
      clockMs = nowMs;
      const { changes } = await sweep();
      forgetDues();
      return changes;
    },
    async learn(nowMs) {
      clockMs = nowMs;
      if (!isDue(nowMs)) return;
      await learn();
      forgetDues();
    },
    isDue,
    isAnythingOpen: async () => (await memory.alerts.listOpen()).length > 0,
    forgetBefore: (nowMs) => memory.forgetBefore(minuteOf(nowMs)),
  };
}

/** As the sweeper is deployed; the analyzer knows no prices. */
const IRELAND = { region: 'eu-west-1' };
const PRICED = async () => IRELAND;

/** Nobody gets an item of his own. */
const withoutItems = (budget: SubjectBudget): SubjectBudget => ({ ...budget, choose: () => [] });

const NO_ALERTS: AlertStore = {
  read: async () => undefined,
  write: async () => true,
  markTold: async () => undefined,
  listOpen: async () => [],
  noteOpen: async () => undefined,
  forgetOpen: async () => undefined,
  noteEpisode: async () => undefined,
  listEpisodes: async () => [],
  async *pagesOfEpisodes() {},
};
