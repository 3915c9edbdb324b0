/** A light look never misses what a whole look finds: whoever tried what, whenever, and whatever is usual. */
import fc from 'fast-check';
import { findAttackers, findLoginAttack } from '../../../core/detect/login-attack';
import { loginAttackRules, PRESETS } from '../../../core/detect/login-attack-rule';
import { createLoginDay, type GrowingDay } from '../../../core/detect/login-day';
import { mayBeAttacked, triedLately } from '../../../core/detect/login-glance';
import { loginView, windowsRead, type LoginSeen } from '../../../core/detect/login-view';
import type { SubjectLine, SubjectWindow } from '../../../core/state/subject';
import { login, logins } from '../minutes';

const LAST = 29_000_008;
const DAY_WINDOWS = 40;

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
const someNames = fc.subarray(NAMES.map((name) => name.repeat(32)));
const kind = fc.constantFrom('address' as const, 'account' as const);
const hash = fc.constantFrom(...NAMES.map((name) => name.repeat(32)));

const subject = fc
  .record({
    kind,
    hash,
    failures: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(12)),
    probes: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat(4)),
    isUnknown: fc.boolean(),
    others: someNames,
    successes: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, someNames),
  })
  .map(({ isUnknown, ...each }): SubjectWindow => ({
    ...each,
    label: each.hash,
    unknown: isUnknown ? each.failures : 0,
    others: each.others.slice(0, each.failures + each.probes),
    isDeclared: true,
  }));

const subjects = fc.uniqueArray(subject, { maxLength: 14, selector: (each) => `${each.kind} ${each.hash}` });

/** Few of them, so that some creep. */
const creeper = fc.constantFrom(...NAMES.slice(0, 3).map((name) => name.repeat(32)));

const line = fc
  .record({
    kind,
    hash: creeper,
    tries: fc.nat(4),
    successes: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(2)),
  })
  .map((each): SubjectLine => ({ ...each, label: each.hash, others: 1, isDeclared: true }));

/** A day in which few windows hold anything. */
const day = fc
  .array(
    fc.oneof(
      fc.constant<SubjectLine[]>([]),
      fc.uniqueArray(line, { maxLength: 4, selector: (each) => `${each.kind} ${each.hash}` }),
    ),
    { maxLength: DAY_WINDOWS },
  )
  .map((windows): GrowingDay => {
    const grown = createLoginDay();
    const first = windowsRead(LAST)[0]!;
    for (const [at, lines] of windows.entries()) grown.add({ window: first - (windows.length - at) * 10, lines });
    return grown;
  });

const usual = fc.option(
  fc.record({
    minutes: fc.constantFrom(10, 1000),
    failuresPerMinute: fc.constantFrom(0, 0.2, 1, 5),
    failureShare: fc.constantFrom(0.05, 0.3, 0.95, 1),
    unknownShare: fc.constantFrom(0, 0.3, 0.9),
  }),
  { nil: undefined },
);

const buckets = fc
  .array(fc.record({ attempts: fc.nat(20), failures: fc.nat(20) }), { minLength: 0, maxLength: 60 })
  .map((minutes) =>
    minutes.map(({ attempts, failures }, at) => logins(LAST - minutes.length + 1 + at, attempts + failures, failures)),
  );

/** Some windows hold many subjects, most none. */
const loud = fc
  .tuple(...windowsRead(LAST).map(() => fc.oneof(fc.constant<SubjectWindow[]>([]), subjects)))
  .map((all) => windowsRead(LAST).map((window, at) => ({ window, subjects: all[at]! })));

const victim = fc.constantFrom(...NAMES.slice(0, 4).map((name) => name.repeat(32)));

/** Tries one by one at few accounts, hardly two of them by the same address. */
const thin = fc
  .array(fc.record({ address: hash, account: victim, back: fc.nat(1) }), { minLength: 8, maxLength: 16 })
  .map((tries) =>
    windowsRead(LAST).map((window, at, all) => {
      const inWindow = tries.filter(({ back }) => at === all.length - 1 - back);
      const side = (of: 'address' | 'account', other: 'address' | 'account') =>
        [...new Set(inWindow.map((each) => each[of]))].map((hashed): SubjectWindow => {
          const own = inWindow.filter((each) => each[of] === hashed);
          return {
            kind: of,
            hash: hashed,
            label: hashed,
            failures: own.length,
            unknown: 0,
            probes: 0,
            others: [...new Set(own.map((each) => each[other]))],
            successes: [],
            isDeclared: true,
          };
        });
      return { window, subjects: [...side('address', 'account'), ...side('account', 'address')] };
    }),
  );

const windows = fc.oneof(loud, thin);

/** Some accounts logged in before, some from where they are tried now, some only while they are. */
const homes = fc
  .uniqueArray(
    fc.record({
      account: hash,
      from: fc.uniqueArray(fc.tuple(hash, fc.nat(3000)), { selector: ([address]) => address }),
    }),
    { maxLength: NAMES.length, selector: ({ account }) => account },
  )
  .map(
    (all): LoginSeen['known'] =>
      new Map(
        all.map(({ account, from }) => [
          account,
          { label: account, firstSeen: new Map(from.map(([address, back]) => [address, LAST - back])) },
        ]),
      ),
  );

describe('a light look', () => {
  const told = { found: 0, passed: 0 };

  it('says no only where a whole look finds nothing', () => {
    fc.assert(
      fc.property(
        windows,
        day,
        usual,
        fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, buckets),
        fc.constantFrom(...PRESETS),
        fc.oneof(fc.constant<LoginSeen['known']>(new Map()), homes),
        (seenWindows, before, known, minutes, preset, homesOf) => {
          const rule = loginAttackRules[preset];
          const seen: LoginSeen = { windows: seenWindows, day: before, known: new Map() };
          const lookAt = (at: LoginSeen, only?: ReadonlySet<string>) =>
            loginView(login, known, minutes, LAST, at, rule, only);
          const informed = { ...seen, known: homesOf };
          const view = lookAt(informed);
          const finding = findLoginAttack({ view, crowd: findAttackers(view, informed, rule), seen: informed });
          const isWorth = mayBeAttacked(lookAt(seen, triedLately(seen, LAST)), rule);
          if (finding !== undefined) told.found += 1;
          if (!isWorth) told.passed += 1;
          expect(isWorth || finding === undefined).toBe(true);
        },
      ),
      { seed: 11, numRuns: 500 },
    );
    // Neither all nor none of them: else the law would say nothing.
    expect(told.found).toBeGreaterThan(50);
    expect(told.passed).toBeGreaterThan(50);
  });
});
