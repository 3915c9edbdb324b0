/** Reads what judging needs of a login source beside its totals, and keeps the last day in short. */
import type { Alert } from './alert/alert';
import { hashesOfFallen } from './alert/fallen';
import { isRecentAttack } from './alert/recent-attack';
import { concurrently } from './concurrently';
import { windowsRead, type LoginSeen } from './detect/login-view';
import { triesOfWindow } from './detect/subject-sums';
import type { SubjectStore } from './ports';
import type { LoginDay } from './detect/login-day';
import type { LoginDays } from './login-days';
import { minuteOf, startOf, type Minute } from './state/minute';
import type { Series } from './state/series';
import { isNamed, type SubjectKind, type SubjectLine, type SubjectWindow } from './state/subject';

/** Subjects of a kind and window that the day remembers: those that tried most. */
const MOST_LINES = 128;
/** Accounts of whom the day remembers that they got in from an address; from more on honest people share it. */
const MOST_INSIDE = 3;
const FEW_SPELLS = 2;
const AT_ONCE = 8;

/** Without what is known of accounts: on which of them it hangs is found by a first look. */
export async function readLogins(
  source: Series,
  last: Minute,
  stored: Alert | undefined,
  { subjects, days }: { readonly subjects: SubjectStore; readonly days: LoginDays },
): Promise<LoginSeen> {
  const starts = windowsRead(last);
  const [windows, day] = await Promise.all([
    Promise.all(starts.map(async (window) => ({ window, subjects: await subjects.list(source, window) }))),
    days.before(source, starts[0]!),
  ]);
  const attack = stored !== undefined && isRecentAttack(stored, startOf(last)) ? stored : undefined;
  if (days.isToBeKept(source, last)) await keepDay(source, windows, day, subjects);
  return {
    windows,
    day,
    known: new Map(),
    ...(attack !== undefined && {
      attack: {
        addresses: new Set(attack.addresses.map(({ address }) => address)),
        fallen: hashesOfFallen(attack),
        fromMinute: minuteOf(attack.firstSeenMs),
        ...(isOverAndDone(attack) && { calmFrom: minuteOf(attack.calmSinceMs ?? attack.changedAtMs) }),
      },
    }),
  };
}

/** What creeps pauses for hours. */
const isOverAndDone = ({ state, evidence }: Alert): boolean =>
  state === 'resolved' && evidence.kind === 'login-attack' && evidence.shape !== 'low-and-slow';

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

/**
 * Derived from the windows, which are sets: whoever writes it, and however often, comes to the same. A window that is kept
 * changes little after twenty minutes; once more it is looked at before it leaves the hour.
 */
async function keepDay(
  source: Series,
  windows: LoginSeen['windows'],
  day: LoginDay,
  subjects: SubjectStore,
): Promise<void> {
  const kept = await subjects.listRollUps(source, windows[0]!.window, windows.at(-1)!.window);
  const before = new Map(kept.map(({ window, lines }) => [window, lines]));
  for (const [at, { window, subjects: seen }] of windows.entries()) {
    if (at > 0 && at < windows.length - 2 && before.has(window)) continue;
    const told = [...loudest(seen, 'address', day), ...loudest(seen, 'account', day)];
    const held = before.get(window);
    const isKept = held?.length === told.length && told.every((each, index) => isLineOf(held[index]!, each));
    if (told.length > 0 && !isKept) await subjects.rollUp(source, { window, lines: told.map(lineOf) });
  }
}

const loudest = (seen: readonly SubjectWindow[], kind: SubjectKind, day: LoginDay): SubjectWindow[] =>
  seen
    .filter((each) => each.kind === kind && isToBeRemembered(each, day))
    .toSorted((a, b) => triesOfWindow(b) - triesOfWindow(a) || (a.hash < b.hash ? -1 : 1))
    .slice(0, MOST_LINES);

const lineOf = (each: SubjectWindow): SubjectLine => ({
  kind: each.kind,
  hash: each.hash,
  label: each.label,
  tries: triesOfWindow(each),
  others: each.others.length,
  successes: each.successes.length,
  ...(each.kind === 'address' && insideOf(each)),
  isDeclared: each.isDeclared,
});

/** A window only gains: as many as before are the same. */
const isLineOf = (line: SubjectLine, each: SubjectWindow): boolean =>
  line.kind === each.kind &&
  line.hash === each.hash &&
  line.tries === triesOfWindow(each) &&
  line.others === each.others.length &&
  line.successes === each.successes.length &&
  line.isDeclared === each.isDeclared;

function insideOf({ successes }: SubjectWindow): { readonly inside?: readonly string[] } {
  const inside = successes.filter(isNamed);
  return inside.length > 0 && successes.length <= MOST_INSIDE ? { inside } : {};
}

/** Who failed; and who gets in after failing now and then. */
function isToBeRemembered(each: SubjectWindow, day: LoginDay): boolean {
  if (triesOfWindow(each) > 0) return !isNobody(each);
  return (day.find(each.kind, each.hash)?.spells.length ?? 0) >= FEW_SPELLS;
}

/** A name that nobody has: whoever tries it is remembered by the address, and nobody gets in. */
const isNobody = ({ kind, failures, unknown }: SubjectWindow): boolean =>
  kind === 'account' && unknown > 0 && unknown >= failures;
