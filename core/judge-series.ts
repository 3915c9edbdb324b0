/** Reads what a series did lately and what is usual for it, judges, and stores every alert that changed. */
import type { Alert, AlertKey } from './alert/alert';
import { cameLate } from './alert/came-late';
import { hushOf } from './alert/hush';
import { settleAlert } from './alert/settle';
import type { Silence } from './alert/silence';
import { usualLogins } from './baseline/usual';
import type { Recent } from './baseline/recent';
import type { Finding } from './detect/finding';
import { judge, type Seen } from './detect/judge';
import { kindsOf, longestWindow, silenceWindow } from './detect/longest-window';
import { accountsAtStake } from './detect/at-stake';
import { accountsToAsk } from './detect/familiar';
import { findAttackers, type LoginLook } from './detect/login-attack';
import { mayBeAttacked, triedLately } from './detect/login-glance';
import { loginView } from './detect/login-view';
import { accountsToRecall } from './detect/outcome';
import { rulesFor, type FunctionRules } from './detect/overrides';
import type { Rules } from './detect/rules';
import { silencedAttack } from './detect/silenced-attack';
import type { AlertStore, BucketStore, SubjectStore, UsualStore } from './ports';
import type { FunctionPrices } from './function-prices';
import type { LoginDays } from './login-days';
import { readLogins, recallAccounts } from './read-logins';
import type { Profiles } from './recent-profiles';
import type { Bucket } from './state/bucket';
import { minuteOf, startOf, type Minute } from './state/minute';
import type { Series } from './state/series';

export interface JudgeWorld {
  readonly buckets: BucketStore;
  readonly subjects: SubjectStore;
  readonly usual: UsualStore;
  readonly profiles: Profiles;
  readonly days: LoginDays;
  readonly alerts: AlertStore;
  readonly rules: Rules;
  /** Of functions that have their own. */
  readonly overrides?: FunctionRules | undefined;
  /** What a function's calls cost by; where undefined, cost is not judged. */
  readonly pricedBy?: FunctionPrices;
  /** The silences as they lately were; where undefined, there are none. */
  readonly silences?: () => Promise<readonly Silence[]>;
  readonly now: () => number;
}

/**
 * Judges one series, as a rule now; at a later minute where its clock is ahead of ours. `open` are the kinds of its alerts
 * that may be open: only those can grow calm, and a finding under its threshold needs no look at an alert that is not there.
 * @returns the alerts of which people are to be told
 */
export async function judgeSeries(
  series: Series,
  open: ReadonlySet<AlertKey['kind']>,
  given: JudgeWorld,
  last = minuteOf(given.now()),
): Promise<readonly Alert[]> {
  return settleFindings(series, await findTroubles(series, given, last), open, given);
}

const withRules = (series: Series, given: JudgeWorld): JudgeWorld => {
  const rules = rulesFor(series, given.rules, given.overrides);
  return rules === given.rules ? given : { ...given, rules };
};

/** What a series is in, and what was known of it. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly recent: Recent | undefined;
}

/** @param last the last minute of every window */
export async function findTroubles(series: Series, given: JudgeWorld, last: Minute): Promise<Found> {
  const world = withRules(series, given);
  const [buckets, [recent, profile]] = await Promise.all([readWindow(series, last, world), readKnown(series, world)]);
  const priced = series.kind === 'function' ? await world.pricedBy?.(series.name) : undefined;
  const seen = { subject: series, buckets, recent, profile, priced, last };
  const logins = series.kind === 'login-source' ? await lookAtLogins(seen, world) : undefined;
  const findings = judge({ ...seen, logins }, world.rules).map((finding) =>
    cameLate(buckets, finding) ? { ...finding, isLate: true as const } : finding,
  );
  return { findings, recent };
}

/** Stores every alert that these findings change; `open` as in `judgeSeries`. */
export async function settleFindings(
  series: Series,
  { findings, recent }: Found,
  open: ReadonlySet<AlertKey['kind']>,
  given: JudgeWorld,
): Promise<readonly Alert[]> {
  const world = withRules(series, given);
  let silences: readonly Silence[] | undefined;
  const changes: Alert[] = [];
  // With those that are open: a detector that was switched off since must let its alert resolve.
  const kinds =
    open.size === 0 ? findings.map(({ kind }) => kind) : new Set([...kindsOf(series, world.rules), ...open]);
  for (const kind of kinds) {
    const finding = findings.find((each) => each.kind === kind);
    if (!open.has(kind) && !(finding && finding.ratio >= 1)) continue;
    const holding = (silences ??= (await world.silences?.()) ?? []); // not read while all is well
    const change = await settleAlert({ kind, subject: series }, finding, {
      ...world,
      hushOf: (asked) => hushOf(asked, { silences: holding, findings, recent, nowMs: world.now() }),
      newUsualOf: (stored) => newUsualOf(stored, recent),
    });
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

async function readWindow(series: Series, last: Minute, { buckets, rules }: JudgeWorld): Promise<readonly Bucket[]> {
  const from = last - longestWindow(rules, series.kind) + 1;
  const lately = await buckets.read(series, from, last);
  const silenceFrom = last - silenceWindow(rules) + 1;
  if (lately.length > 0 || series.kind !== 'function' || silenceFrom >= from) return lately;
  return buckets.read(series, silenceFrom, from - 1);
}

/**
 * First who may be attacking whom, then, for those alone, what is known of the accounts. Undefined where a light look shows
 * that there is nothing to be found.
 */
async function lookAtLogins(
  { subject, buckets, recent, profile, last }: Seen,
  { subjects, days, alerts, rules }: JudgeWorld,
): Promise<LoginLook | undefined> {
  const rule = rules['login-attack'];
  const stored = await alerts.read({ kind: 'login-attack', subject });
  const seen = await readLogins(subject, last, stored, { subjects, days });
  const usual = recent?.kind === 'login-source' ? usualLogins(recent, profile, last) : undefined;
  const viewOf = (only?: ReadonlySet<string>) => loginView(subject, usual, buckets, last, seen, rule, only);
  if (seen.attack === undefined && !mayBeAttacked(viewOf(triedLately(seen, last)), rule)) return undefined;
  const view = viewOf();
  const crowd = findAttackers(view, seen, rule);
  const ofSpike = crowd?.sign === 'spike' ? accountsToAsk(view) : [];
  const asked = crowd === undefined ? [] : [...ofSpike, ...accountsAtStake(view, rule)];
  const known = await recallAccounts(
    subject,
    [...new Set([...accountsToRecall(view, crowd, seen), ...asked])],
    subjects,
  );
  const informed = { ...seen, known };
  const knowing = asked.length > 0 ? { ...view, known } : view;
  const found = asked.length > 0 ? findAttackers(knowing, informed, rule) : crowd;
  const quieter = found && silencedAttack(knowing, asked.length > 0 ? known : seen.known, rule, found);
  return { view, crowd: found, seen: informed, quieter };
}

/** A profile in which somebody accepted a level is not judged by as it was before. */
async function readKnown(series: Series, { usual, profiles }: JudgeWorld) {
  const recent = await usual.read(series);
  const acceptedAt = recent?.kind === 'function' ? recent.accepted?.at(-1)?.[1] : undefined;
  return [recent, await profiles(series, acceptedAt === undefined ? undefined : startOf(acceptedAt + 1))] as const;
}

/** Whether a new level became usual while the alert was open. */
function newUsualOf({ kind, openedAtMs }: Alert, recent: Recent | undefined): Alert['newUsual'] {
  if (recent?.kind !== 'function') return undefined;
  const isSince = (at: Minute): boolean => at >= minuteOf(openedAtMs);
  if (recent.accepted?.some(([each, at]) => each === kind && isSince(at))) return 'accepted';
  if (kind !== 'slow-calls' || recent.adopted === undefined || !isSince(recent.adopted.at)) return undefined;
  return recent.adopted.isAccepted ? 'accepted' : 'lasted';
}
