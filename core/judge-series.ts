/** Reads what a series did lately and what is usual for it, judges, and stores every alert that changed. */
import { calm, isAboveLowWater, raise } from './alert/life-cycle';
import type { Alert, AlertKey } from './alert/alert';
import { attackersOf } from './detect/attackers';
import type { AttackingAddress, Finding } from './detect/finding';
import { judge, kindsOf, longestWindow } from './detect/judge';
import type { Recent } from './baseline/recent';
import type { Rules } from './detect/rules';
import type { AlertStore, BucketStore, SubjectStore, UsualStore } from './ports';
import type { FunctionPrices } from './function-prices';
import type { Profiles } from './recent-profiles';
import { minuteOf, type Minute } from './state/minute';
import type { Series } from './state/series';
import { SUBJECT_WINDOW_MINUTES, subjectWindowOf } from './state/subject';

export interface JudgeWorld {
  readonly buckets: BucketStore;
  readonly subjects: SubjectStore;
  readonly usual: UsualStore;
  readonly profiles: Profiles;
  readonly alerts: AlertStore;
  readonly rules: Rules;
  /** What a function's calls cost by; where undefined, cost is not judged. */
  readonly pricedBy?: FunctionPrices;
  readonly now: () => number;
}

/** How often a compare-and-set is tried again when another writer was faster. */
const MOST_TRIES = 8;

/**
 * Judges one series now. `open` are the kinds of its alerts that may be open: only those can grow calm, and a finding
 * under its threshold needs no look at an alert that is not there.
 * @returns the alerts of which people are to be told
 */
export async function judgeSeries(
  series: Series,
  open: ReadonlySet<AlertKey['kind']>,
  world: JudgeWorld,
): Promise<readonly Alert[]> {
  const last = minuteOf(world.now());
  const [buckets, recent, profile] = await Promise.all([
    world.buckets.read(series, last - longestWindow(world.rules) + 1, last),
    world.usual.read(series),
    world.profiles(series),
  ]);
  const addresses = await attackersIfLogin(series, last, world);
  const priced = series.kind === 'function' ? await world.pricedBy?.(series.name) : undefined;
  const findings = judge({ subject: series, buckets, recent, profile, addresses, priced, last }, world.rules);
  const changes: Alert[] = [];
  // With those that are open: a detector that was switched off since must let its alert resolve.
  for (const kind of new Set([...kindsOf(series, world.rules), ...open])) {
    const finding = findings.find((each) => each.kind === kind);
    if (!open.has(kind) && !(finding && finding.ratio >= 1)) continue;
    const change = await settle({ kind, subject: series }, finding, recent, world);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

async function attackersIfLogin(series: Series, last: Minute, world: JudgeWorld): Promise<AttackingAddress[]> {
  if (series.kind !== 'login-source') return [];
  const window = subjectWindowOf(last);
  const windows = [window - SUBJECT_WINDOW_MINUTES, window];
  return attackersOf((await Promise.all(windows.map((start) => world.subjects.list(series, start)))).flat());
}

/** Brings the stored alert to where the finding puts it; the alert when people are to be told of the change. */
async function settle(
  key: AlertKey,
  finding: Finding | undefined,
  recent: Recent | undefined,
  world: JudgeWorld,
): Promise<Alert | undefined> {
  const nowMs = world.now();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await world.alerts.read(key);
    const next =
      finding && isAboveLowWater(finding)
        ? raise(stored, finding, nowMs)
        : stored && calm(stored, nowMs, newUsualOf(stored, recent));
    if (next === undefined) return undefined;
    const isTold = next.seq > (stored?.seq ?? 0);
    const opens = isTold && next.change === 'open';
    // Noted before, so that no crash leaves an open alert that nobody looks at; and after, for a sweep in between may
    // have seen the alert still resolved and struck it off.
    if (opens) await world.alerts.noteOpen(key);
    if (!(await world.alerts.write(next, stored?.rev ?? 0))) continue;
    if (opens) await world.alerts.noteOpen(key);
    return isTold ? next : undefined;
  }
  throw new Error(`alert ${key.kind} was changed by others ${MOST_TRIES} times in a row; try again`);
}

/** Whether a new level of durations became usual while the alert was open. */
function newUsualOf({ kind, openedAtMs }: Alert, recent: Recent | undefined): Alert['newUsual'] {
  if (kind !== 'slow-calls' || recent?.kind !== 'function' || recent.adopted === undefined) return undefined;
  if (recent.adopted.at < minuteOf(openedAtMs)) return undefined;
  return recent.adopted.isAccepted ? 'accepted' : 'lasted';
}
