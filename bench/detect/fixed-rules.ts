/**
 * The fixed rules of others, as published (November 2026), to stand beside the judge on the same days. Generous to them:
 * each looks at every event, where its product looks every 15 minutes or later.
 */
import type { LoginTry, Sees } from './login-try';

export const FIXED_RULES = ['fail2ban', 'elastic spraying', 'elastic stuffing', 'panther'] as const;
export type FixedRule = (typeof FIXED_RULES)[number];

interface Rule {
  readonly name: FixedRule;
  readonly by: 'address' | 'account';
  readonly windowMs: number;
  /** Silent for the same address or account after it spoke. */
  readonly pauseMs: number;
  /** Failures before a closer look is worth it. */
  readonly least: number;
  holds(failures: readonly Failure[]): boolean;
}

interface Failure {
  readonly atMs: number;
  readonly account: string | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const RULES: readonly Rule[] = [
  // config/jail.conf: maxretry 5, findtime 10m, bantime 10m
  {
    name: 'fail2ban',
    by: 'address',
    windowMs: 10 * MINUTE_MS,
    pauseMs: 10 * MINUTE_MS,
    least: 5,
    holds: () => true,
  },
  // Okta, one source: ≥ 15 tries, ≥ 5 users, 2 ≤ most per user ≤ 8, ≥ 60 % of users with 2 to 6, for ≥ 5 min
  {
    name: 'elastic spraying',
    by: 'address',
    windowMs: HOUR_MS,
    pauseMs: HOUR_MS,
    least: 15,
    holds(failures) {
      const tries = triesByUser(failures);
      const most = Math.max(...tries);
      const lastsMs = failures.at(-1)!.atMs - failures[0]!.atMs;
      return (
        tries.length >= 5 &&
        most >= 2 &&
        most <= 8 &&
        shareOf(tries, (count) => count >= 2 && count <= 6) >= 0.6 &&
        lastsMs >= 5 * MINUTE_MS
      );
    },
  },
  // Okta, one source: ≥ 25 tries, ≥ 15 users, ≤ 2 per user
  {
    name: 'elastic stuffing',
    by: 'address',
    windowMs: 15 * MINUTE_MS,
    pauseMs: HOUR_MS,
    least: 25,
    holds(failures) {
      const tries = triesByUser(failures);
      return tries.length >= 15 && Math.max(...tries) <= 2;
    },
  },
  // Standard.BruteForceByIP and …ByUser: 20 in 60 min, an alert an hour for each
  { name: 'panther', by: 'address', windowMs: HOUR_MS, pauseMs: HOUR_MS, least: 20, holds: () => true },
  { name: 'panther', by: 'account', windowMs: HOUR_MS, pauseMs: HOUR_MS, least: 20, holds: () => true },
];

function triesByUser(failures: readonly Failure[]): number[] {
  const tries = new Map<string, number>();
  for (const { account } of failures) {
    if (account !== undefined) tries.set(account, (tries.get(account) ?? 0) + 1);
  }
  return [...tries.values()];
}

const shareOf = (tries: readonly number[], isOne: (count: number) => boolean): number =>
  tries.filter(isOne).length / tries.length;

/** Gives for each login, in their order, the rules that speak at it. */
export function createFixedRules(sees: Sees): (login: LoginTry) => readonly FixedRule[] {
  const watches = RULES.filter(({ by }) => sees === 'both' || sees === by).map((rule) => createWatch(rule, sees));
  return (login) => (login.result === 'in' ? [] : watches.flatMap((watch) => watch(login) ?? []));
}

function createWatch(rule: Rule, sees: Sees): (login: LoginTry) => FixedRule | undefined {
  const failures = new Map<string, Failure[]>();
  const spokeAtMs = new Map<string, number>();
  let tidyAtMs = 0;
  return (login) => {
    const { atMs, account } = login;
    const key = login[rule.by];
    if (atMs >= tidyAtMs) {
      for (const [held, list] of failures) if (list.at(-1)!.atMs < atMs - rule.windowMs) failures.delete(held);
      for (const [held, spokeMs] of spokeAtMs) if (spokeMs < atMs - rule.pauseMs) spokeAtMs.delete(held);
      tidyAtMs = atMs + HOUR_MS;
    }
    const list = failures.get(key) ?? [];
    failures.set(key, list);
    list.push({ atMs, account: sees === 'address' ? undefined : account });
    while (list[0]!.atMs < atMs - rule.windowMs) list.shift();
    if (list.length < rule.least || atMs - (spokeAtMs.get(key) ?? -Infinity) < rule.pauseMs) return undefined;
    if (!rule.holds(list)) return undefined;
    spokeAtMs.set(key, atMs);
    return rule.name;
  };
}
