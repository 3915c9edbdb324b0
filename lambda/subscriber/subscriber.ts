/** Keeps our subscription filter on every log group that is to be watched, and takes all of them away at the end. */
import { takeTurns } from '../../core/take-turns';
import { chooseLogGroups, type Choice, type Survey } from '../../core/watch/choose';
import { summarizeCoverage, type Coverage } from '../../core/watch/coverage';
import { planFunctions, type FunctionStore } from '../../core/watch/functions';
import { planFilters, planLook, type Watch } from '../../core/watch/plan';
import type { Account, Filters, FilterSeen, ReadBackStore, WatchedGroup, WatchStore } from '../../core/watch/ports';
import type { WatchReport } from '../../core/watch/report';
import type { WatchWishes } from '../../core/watch/watch-wishes';
import { carryOut } from './carry-out';
import { createLedger } from './ledger';
import type { NewGroup } from './new-groups';
import { createPaced, type Paced, type PacedWorld } from './paced';
import { takeSurvey } from './survey';
import { surveyNew } from './survey-new';

export interface SubscriberWorld extends PacedWorld {
  /** Log groups named in the settings and those that only the deployment knew. */
  readonly readNamed: () => Promise<readonly string[]>;
  readonly wishes: WatchWishes;
  readonly account: Account;
  readonly filters: Filters;
  readonly store: WatchStore;
  readonly functions: FunctionStore;
  readonly readBacks: Pick<ReadBackStore, 'note'>;
  readonly putCoverage: (coverage: Coverage) => Promise<void>;
  /** Names a run, each another. */
  readonly newRun: () => string;
}

export interface Subscriber {
  /** At deployment: begins, also after an earlier stop; nobody else is at work from then on. */
  begin(): Promise<WatchReport>;
  /** On the schedule. */
  watch(): Promise<WatchReport>;
  /** Log groups that have just been made: without a look at all the others. */
  welcome(made: readonly NewGroup[]): Promise<WatchReport>;
  /** At the stack's deletion: throws when a filter of ours could not be taken, so that nobody believes it gone. */
  leave(): Promise<WatchReport>;
}

/** A run that was killed holds the others up no longer than Lambda lets one run. */
const LONGEST_RUN_MS = 15 * 60_000;
/** Six runs: a function that is replaced, or that a listing passed over, is back by then. */
const GRACE_MS = 30 * 60_000;

const NOTHING_DONE: WatchReport = { groups: [], put: 0, taken: 0, left: 0, changed: false, troubles: [] };

export const createSubscriber = (world: SubscriberWorld): Subscriber => {
  const { store, now, newRun } = world;

  const alone = async (isForced: boolean, work: (run: string) => Promise<WatchReport>): Promise<WatchReport> => {
    const run = newRun();
    if (!(await store.begin(run, now(), now() + LONGEST_RUN_MS, isForced))) return NOTHING_DONE;
    try {
      return await work(run);
    } finally {
      await store.end(run);
    }
  };

  return {
    begin: () => alone(true, (run) => watchAll(world, 0, () => store.isOurs(run))),
    watch: () => alone(false, (run) => watchAll(world, GRACE_MS, () => store.isOurs(run))),
    welcome: async (made) => ((await store.isStopped()) ? NOTHING_DONE : welcome(world, made)),
    leave: async () => {
      await store.stop(newRun());
      return leave(world);
    },
  };
};

async function watchAll(
  world: SubscriberWorld,
  graceMs: number,
  mayChange: () => Promise<boolean>,
): Promise<WatchReport> {
  const { account, wishes, store, now } = world;
  const survey = await takeSurvey(account, wishes);
  const choice = chooseLogGroups(await world.readNamed(), wishes, survey);
  const known = await store.list();
  const { ledger, ...done } = await change(world, { ...choice, known, graceMs, nowMs: now() }, mayChange);
  const undeliverable = await account.whyUndeliverable();
  const troubles = [...choice.troubles, ...(undeliverable === undefined ? [] : [undeliverable])];
  const groups = wantedGroups(choice, ledger.groups(), known);
  const functions = survey.functions.kind === 'listed' ? survey.functions.items : undefined;
  if (functions !== undefined) await noteFunctions(world, groups, functions);
  await world.putCoverage(summarizeCoverage({ groups, functions, troubles }, now()));
  return { ...done, groups, changed: ledger.changed(), troubles };
}

/** Looks, plans and carries out. */
async function change(world: SubscriberWorld, watch: Watch, mayChange: () => Promise<boolean>) {
  const { account, filters, hasTime, now, readBacks, store } = world;
  const paced = createPaced(world);
  const { first, reassured } = planLook(watch, (names) => takeTurns(names, now()));
  const seen = await lookAt([...first, ...reassured], filters, paced, hasTime);
  const ledger = createLedger(store, watch.known, now());
  const wanted = new Map(watch.wanted.map((each) => [each.logGroup, each]));
  const plan = planFilters(watch, seen);
  const done = await carryOut(plan, {
    account,
    filters,
    readBacks,
    paced,
    ledger,
    wanted,
    seen,
    now,
    hasTime,
    mayChange,
  });
  return { ...done, ledger };
}

async function lookAt(
  names: readonly string[],
  filters: Filters,
  paced: Paced,
  hasTime: () => boolean,
): Promise<ReadonlyMap<string, FilterSeen>> {
  const seen = new Map<string, FilterSeen>();
  for (const logGroup of names) {
    if (!hasTime()) break;
    seen.set(logGroup, await paced(() => filters.look(logGroup)));
  }
  return seen;
}

/** What this run noted, and what is stored of those that it did not come to. */
function wantedGroups(
  { wanted }: Choice,
  noted: readonly WatchedGroup[],
  known: readonly WatchedGroup[],
): readonly WatchedGroup[] {
  const latest = new Map([...known, ...noted].map((group) => [group.logGroup, group]));
  return wanted.flatMap(({ logGroup }) => latest.get(logGroup) ?? []);
}

async function noteFunctions(
  { functions, now }: SubscriberWorld,
  groups: readonly WatchedGroup[],
  seen: Extract<Survey['functions'], { kind: 'listed' }>['items'],
): Promise<void> {
  const watched = new Set(groups.flatMap(({ logGroup, state }) => (state === 'watched' ? [logGroup] : [])));
  const { put, forget } = planFunctions(watched, seen, await functions.list(), now());
  for (const known of put) await functions.put(known);
  for (const name of forget) await functions.forget(name);
}

async function welcome(world: SubscriberWorld, made: readonly NewGroup[]): Promise<WatchReport> {
  const { account, store, wishes, now } = world;
  const names = new Set(made.map(({ logGroup }) => logGroup));
  const survey = await surveyNew(made, account, world.functions);
  const choice = chooseLogGroups(await world.readNamed(), wishes, survey);
  const wanted = choice.wanted.filter(({ logGroup }) => names.has(logGroup));
  const known = (await store.list()).filter(({ logGroup }) => wanted.some((each) => each.logGroup === logGroup));
  const watch = { ...choice, wanted, known, graceMs: GRACE_MS, nowMs: now() };
  const { ledger, ...done } = await change(world, watch, async () => !(await store.isStopped()));
  return { ...done, groups: ledger.groups(), changed: ledger.changed(), troubles: [] };
}

/** Takes what is known to be ours without a look; looks where it might be. */
async function leave(world: SubscriberWorld): Promise<WatchReport> {
  const { account, filters, store, wishes, hasTime } = world;
  const paced = createPaced(world);
  const known = await store.list();
  const { wanted } = chooseLogGroups(await world.readNamed(), wishes, await takeSurvey(account, wishes));
  const ours = new Set(known.flatMap(({ logGroup, state }) => (state === 'watched' ? [logGroup] : [])));
  const perhaps = new Set([...known.map(({ logGroup }) => logGroup), ...wanted.map(({ logGroup }) => logGroup)]);
  const watch: Watch = {
    wanted: [...perhaps].filter((logGroup) => !ours.has(logGroup)).map((logGroup) => ({ logGroup, there: 'unknown' })),
    known: [],
    isOut: () => false,
    isWhole: true,
    graceMs: 0,
    nowMs: 0,
  };
  const failed: string[] = [];
  for (const [logGroup, look] of await lookAt(planLook(watch, (names) => names).first, filters, paced, () => true)) {
    if (look.kind === 'current' || look.kind === 'outdated') ours.add(logGroup);
    if (look.kind === 'failed') failed.push(`${logGroup} (${look.why})`);
  }
  let taken = 0;
  for (const logGroup of ours) {
    const result = hasTime()
      ? await paced(() => filters.take(logGroup))
      : ({ kind: 'failed', why: 'there was no time left' } as const);
    if (result.kind === 'failed') failed.push(`${logGroup} (${result.why})`);
    else {
      taken += 1;
      await store.forget(logGroup);
    }
  }
  if (failed.length > 0) {
    const first = failed.slice(0, 3).join(', ');
    throw new Error(
      `${failed.length} log groups may still carry our subscription filter: ${first}; delete the stack again`,
    );
  }
  return { ...NOTHING_DONE, taken, changed: taken > 0 };
}
