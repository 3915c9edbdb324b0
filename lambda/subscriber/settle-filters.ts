/** Looks at the log groups of one run as far as need be, plans, and carries out. */
import { takeTurns } from '../../core/take-turns';
import { planFilters, planLook, type Watch } from '../../core/watch/plan';
import { carryOut, type CarriedOut } from './carry-out';
import { createLedger, type Ledger } from './ledger';
import { lookAt } from './look-at';
import { createPaced } from './paced';
import type { SubscriberWorld } from './subscriber-world';

export interface Settled extends CarriedOut {
  readonly ledger: Ledger;
}

export async function settleFilters(
  world: SubscriberWorld,
  watch: Watch,
  mayChange: () => Promise<boolean>,
): Promise<Settled> {
  const { hasTime, now, store } = world;
  const paced = createPaced(world);
  const { first, reassured } = planLook(watch, (names) => takeTurns(names, now()));
  const seen = await lookAt([...first, ...reassured], { ...world, paced });
  const ledger = createLedger(store, watch.known, now());
  const wanted = new Map(watch.wanted.map((each) => [each.logGroup, each]));
  const done = await carryOut(planFilters(watch, seen), {
    ...world,
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
