/**
 * The engine as the bench drives it, and the one place where it is called: the real counting, judging and learning over the
 * stores in memory, one series a stage. What lines say is made directly, by the engine's own sums: reading lines of years
 * would take hours, and whether they are read right is for other tests.
 */
import { createMemory } from '../../adapters/memory';
import type { Alert } from '../../core/alert/alert';
import { writeBucket, type Touched } from '../../core/count-batches';
import { ranAlways } from '../../core/baseline/ran-always';
import type { Profile } from '../../core/baseline/profile';
import { canFindLater } from '../../core/detect/can-find';
import { longestWindow } from '../../core/detect/longest-window';
import { defaultRules } from '../../core/detect/rules';
import { isUrgent } from '../../core/detect/urgent';
import { foldMinutes } from '../../core/fold-minutes';
import { judgeSeries } from '../../core/judge-series';
import { createLoginDays } from '../../core/login-days';
import { noteLogins } from '../../core/note-logins';
import type { LoginMinute } from '../../core/observe-login';
import { hashLogin } from '../../core/hash-login';
import type { DirtyList } from '../../core/ports';
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
  /** The sweep's learning alone, of a series with no open alert: folds the closed minutes. */
  learn(nowMs: number): Promise<void>;
  /** What the sweeper does each minute: judges what changed, learns closed minutes. */
  sweep(nowMs: number): Promise<readonly Alert[]>;
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
  const forgetDues = (): void => {
    for (const due of dues) if (due < minuteOf(clockMs)) dues.delete(due);
  };
  let isWatching = false;
  /** The profile beside which nothing can be found before something more comes. */
  let calm: Profile | undefined;
  const unwatched = { budget: withoutItems(budget), subjects: memory.subjects };
  const sweep = createSweeper({ ...world, pricedBy: PRICED });
  const slowLimits = createSlowLimits(world);
  const urgency = createUrgency(world);
  const profiles = createRecentProfiles(world.usual, world.now);
  const days = createLoginDays(world.subjects);
  const analyzing = { ...world, profiles, days };
  const judgeWorld = { ...world, pricedBy: PRICED, profiles: (of: Series) => memory.usual.readProfile(of), days };
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
      calm = undefined;
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
      const changes = due.map(({ last }) => judgeSeries(series, new Set(), analyzing, last));
      return (await Promise.all(changes)).flat();
    },
    async judge(nowMs) {
      clockMs = nowMs;
      if (series.kind === 'login-source') return judgeSeries(series, NOTHING_OPEN, judgeWorld);
      const last = minuteOf(nowMs);
      const profile = await memory.usual.readProfile(series);
      if (calm !== undefined && calm === profile && !ranAlways(profile)) return [];
      const found = await judgeSeries(series, NOTHING_OPEN, judgeWorld);
      const buckets = await memory.buckets.read(series, last - longestWindow(rules, 'function') + 1, last);
      calm = canFindLater(buckets, last, rules, IRELAND) ? undefined : profile;
      return found;
    },
    async sweep(nowMs) {
      clockMs = nowMs;
      const { changes } = await sweep();
      forgetDues();
      return changes;
    },
    async learn(nowMs) {
      clockMs = nowMs;
      const through = minuteOf(nowMs) - 1;
      const due = [...dues].filter((each) => each <= through).toSorted((one, other) => one - other);
      if (due.length === 0) return;
      const lists = await Promise.all(due.map((each) => memory.dirty.list(each)));
      const entries = lists.flatMap((list, at) => list.map(({ minute }) => ({ minute, due: due[at]! })));
      await foldMinutes(series, entries, through, 'none', world);
      await memory.usual.writeCursor(through);
      forgetDues();
    },
    isAnythingOpen: async () => (await memory.alerts.listOpen()).length > 0,
    forgetBefore: (nowMs) => memory.forgetBefore(minuteOf(nowMs)),
  };
}

/** As the sweeper is deployed; the analyzer knows no prices. */
const IRELAND = { region: 'eu-west-1' };
const NOTHING_OPEN: ReadonlySet<Alert['kind']> = new Set();
const PRICED = async () => IRELAND;

/** Nobody gets an item of his own. */
const withoutItems = (budget: SubjectBudget): SubjectBudget => ({ ...budget, choose: () => [] });
