/** Reads what judging needs of a login source beside its totals, and keeps the last day in short. */
import type { Alert } from './alert/alert';
import { isRecentAttack } from './alert/login-attack-life';
import { concurrently } from './concurrently';
import { triesOfWindow, windowsRead, type LoginSeen } from './detect/login-view';
import type { SubjectStore } from './ports';
import { minuteOf, startOf, type Minute } from './state/minute';
import type { Series } from './state/series';
import { SUBJECT_WINDOW_MINUTES, type RollUp, type SubjectKind, type SubjectWindow } from './state/subject';

const DAY_MINUTES = 24 * 60;
/** Subjects of a kind and window that the day remembers: those that tried most. */
const MOST_LINES = 128;
const AT_ONCE = 8;

/** Without what is known of accounts: on which of them it hangs is found by a first look. */
export async function readLogins(
  source: Series,
  last: Minute,
  stored: Alert | undefined,
  subjects: SubjectStore,
): Promise<LoginSeen> {
  const starts = windowsRead(last);
  const [windows, rollUps] = await Promise.all([
    Promise.all(starts.map(async (window) => ({ window, subjects: await subjects.list(source, window) }))),
    subjects.listRollUps(source, last - DAY_MINUTES, last + SUBJECT_WINDOW_MINUTES),
  ]);
  const attack = stored !== undefined && isRecentAttack(stored, startOf(last)) ? stored : undefined;
  await keepDay(source, windows, rollUps, subjects);
  return {
    windows,
    rollUps,
    known: new Map(),
    ...(attack !== undefined && {
      attack: {
        addresses: new Set(attack.addresses.map(({ address }) => address)),
        fallen: new Set((attack.fallen ?? []).map(({ hash }) => hash)),
        fromMinute: minuteOf(attack.firstSeenMs),
      },
    }),
  };
}

export async function recallAccounts(
  source: Series,
  hashes: readonly string[],
  subjects: SubjectStore,
): Promise<LoginSeen['known']> {
  const known = await concurrently(
    hashes,
    AT_ONCE,
    async (hash) => [hash, await subjects.recall(source, hash)] as const,
  );
  return new Map(known.flatMap(([hash, account]) => (account === undefined ? [] : [[hash, account] as const])));
}

/** Derived from the windows, which are sets: whoever writes it, and however often, comes to the same. */
async function keepDay(
  source: Series,
  windows: LoginSeen['windows'],
  kept: readonly RollUp[],
  subjects: SubjectStore,
): Promise<void> {
  const before = new Map(kept.map(({ window, lines }) => [window, lines]));
  for (const { window, subjects: seen } of windows) {
    const lines = [...linesOf(seen, 'address'), ...linesOf(seen, 'account')];
    if (lines.length > 0 && JSON.stringify(lines) !== JSON.stringify(before.get(window)))
      await subjects.rollUp(source, { window, lines });
  }
}

function linesOf(seen: readonly SubjectWindow[], kind: SubjectKind): RollUp['lines'] {
  return seen
    .filter((each) => each.kind === kind && triesOfWindow(each) > 0)
    .toSorted((a, b) => triesOfWindow(b) - triesOfWindow(a) || (a.hash < b.hash ? -1 : 1))
    .slice(0, MOST_LINES)
    .map((each) => ({
      kind,
      hash: each.hash,
      label: each.label,
      tries: triesOfWindow(each),
      others: each.others.length,
      successes: each.successes.length,
      isDeclared: each.isDeclared,
    }));
}
