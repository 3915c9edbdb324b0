/** What a series is given minute by minute: honest traffic, and in troubled weeks what is planted in it. */
import type { Random } from '../../cli/demo/random';
import { minuteOf, startOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { createByTime, type Happening } from './by-time';
import { createFixedRules } from './fixed-rules';
import type { Call } from './function-call';
import type { FunctionProfile } from './function-profile';
import { planTrouble, type PlannedTrouble } from './function-troubles';
import { createHonestCalls } from './honest-calls';
import { createHonestLogins } from './honest-logins';
import type { FunctionTrouble, Incident, LoginTrouble, Size, Trouble } from './incident';
import { planAttack } from './login-attacks';
import type { LoginTry } from './login-try';
import type { FixedSaid } from './outcome';
import type { Family, SourceProfile } from './source-profile';
import type { Stage } from './stage';

export interface Planted {
  /** The last minute of it. */
  readonly last: Minute;
  /** Once it is over; undefined where even a perfect judge did not know by then. */
  incident(): Incident | undefined;
}

export interface Traffic<Item extends Happening, Kind extends Trouble> {
  readonly series: Series;
  take(minute: Minute): Item[];
  hear(stage: Stage, items: readonly Item[], nowMs: number): Promise<void>;
  /** Undefined where nobody could notice it at that time on this series. */
  plant(trouble: Kind, size: Size, from: Minute): Planted | undefined;
  /** The fixed rules that speak at this very event. */
  fixedRulesAt(item: Item): readonly FixedSaid[];
}

export function loginTraffic(profile: SourceProfile, family: Family, random: Random): Traffic<LoginTry, LoginTrouble> {
  const honest = createHonestLogins(profile, random);
  const attacks = createByTime<LoginTry>();
  const fixedRules = createFixedRules(profile.sees);
  return {
    series: { kind: 'login-source', name: profile.name },
    take: (minute) => [...honest(minute), ...attacks.take(minute)].toSorted((one, other) => one.atMs - other.atMs),
    hear: (stage, tries, nowMs) => stage.hearLogins(tries, profile.sees, nowMs),
    plant(trouble, size, from) {
      const attack = planAttack(trouble, size, startOf(from), profile, family, random);
      for (const login of attack.tries) attacks.add(login);
      return { last: minuteOf(attack.endMs), incident: () => attack };
    },
    fixedRulesAt: (login) =>
      fixedRules(login).map((rule) => ({ rule, atMs: login.atMs, isPlanted: login.isPlanted === true })),
  };
}

export function callTraffic(profile: FunctionProfile, random: Random): Traffic<Call, FunctionTrouble> {
  const honest = createHonestCalls(profile, random);
  let planned: PlannedTrouble | undefined;
  return {
    series: { kind: 'function', name: profile.name },
    take(minute) {
      const calls = honest(minute);
      return planned === undefined ? calls : planned.bend(calls, minute);
    },
    hear: (stage, calls, nowMs) => stage.hearCalls(calls, nowMs),
    plant(trouble, size, from) {
      const next = planTrouble(trouble, size, from, profile, random);
      if (next === undefined) return undefined;
      planned = next;
      return { last: next.to - 1, incident: () => next.incident() };
    },
    fixedRulesAt: () => [],
  };
}
