/** Says which series cannot wait for the next sweep: what passed a cheap floor, or a login from an address that attacks. */
import { isRecentAttack } from '../../core/alert/recent-attack';
import type { Touched } from '../../core/count-batches';
import { longestWindow } from '../../core/detect/longest-window';
import { rulesFor, type FunctionRules } from '../../core/detect/overrides';
import type { Rules } from '../../core/detect/rules';
import { isUrgent } from '../../core/detect/urgent';
import type { LoginMinute } from '../../core/observe-login';
import type { AlertStore, UsualStore } from '../../core/ports';
import { minuteOf, startOf, type Minute } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import { createSlowLimits } from './slow-limits';

export interface UrgencyWorld {
  readonly usual: UsualStore;
  readonly alerts: Pick<AlertStore, 'read'>;
  readonly rules: Rules;
  /** Of functions that have their own. */
  readonly overrides?: FunctionRules | undefined;
  readonly now: () => number;
}

export interface Due {
  readonly series: Series;
  readonly last: Minute;
}

/** Each series once; those judged a moment ago left out, unless somebody got in. */
export type Urgency = (touched: readonly Touched[], logins: readonly LoginMinute[]) => Promise<Due[]>;

/** A series is judged here at most this often; the sweep judges it each minute anyway. */
const JUDGE_PAUSE_MS = 10_000;
/** Who attacks is read at most this often of a source, and only where somebody logged in. */
const ATTACKERS_MS = 30_000;

export function createUrgency(world: UrgencyWorld): Urgency {
  const { now, rules, overrides } = world;
  const judgedAtMs = new Map<string, number>();
  const slowLimits = createSlowLimits(world);
  const attackersOf = createAttackers(world);

  return async (touched, logins) => {
    const broken = new Set<string>();
    for (const login of logins) if (await isBreakIn(login, attackersOf)) broken.add(seriesKey(login.series));
    const due = new Map<string, Due>();
    for (const { series, minute, after } of touched) {
      const key = seriesKey(series);
      if (minute <= minuteOf(now()) - longestWindow(rulesFor(series, rules, overrides), series.kind)) continue;
      const isRested = now() - (judgedAtMs.get(key) ?? -Infinity) >= JUDGE_PAUSE_MS;
      if (!isRested && !broken.has(key)) continue;
      // What comes from a clock ahead of ours is judged at its own time, not when ours has come so far.
      const last = Math.max(minuteOf(now()), minute, due.get(key)?.last ?? 0);
      if (broken.has(key) || isUrgent(after.counters, await slowLimits(series))) due.set(key, { series, last });
    }
    for (const key of due.keys()) judgedAtMs.set(key, now());
    return [...due.values()];
  };
}

type Attackers = (source: Series, minute: Minute) => Promise<ReadonlySet<string>>;

async function isBreakIn({ series, minute, addresses }: LoginMinute, attackersOf: Attackers): Promise<boolean> {
  const inside = [...addresses].flatMap(([address, { successes }]) => (successes.length > 0 ? address : []));
  if (inside.length === 0) return false;
  const attackers = await attackersOf(series, minute);
  return inside.some((address) => attackers.has(address));
}

/** The addresses of an attack that goes on, or ended less than three hours ago. */
function createAttackers({ alerts, now }: UrgencyWorld): Attackers {
  const known = new Map<string, { readonly addresses: ReadonlySet<string>; readonly readAtMs: number }>();
  return async (subject, minute) => {
    const key = seriesKey(subject);
    const kept = known.get(key);
    if (kept !== undefined && now() - kept.readAtMs < ATTACKERS_MS) return kept.addresses;
    const alert = await alerts.read({ kind: 'login-attack', subject });
    const isRecent = alert !== undefined && isRecentAttack(alert, startOf(minute));
    const addresses = new Set(isRecent ? alert.addresses.map(({ address }) => address) : []);
    known.set(key, { addresses, readAtMs: now() });
    return addresses;
  };
}
