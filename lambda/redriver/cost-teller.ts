/** Notes, a few times a day, what Vigil itself cost in the last 24 hours, for the daily digest to tell. */
import type { OwnCost } from '../../core/alert/day-facts';
import { ownCostUsd, type OwnUse } from '../../core/price/own-cost';

export interface CostTellerWorld {
  readonly ownUse: (fromMs: number, toMs: number) => Promise<OwnUse & { readonly hours: number }>;
  readonly readCost: () => Promise<OwnCost | undefined>;
  readonly putCost: (cost: OwnCost) => Promise<void>;
  readonly now: () => number;
}

const HOUR_MS = 60 * 60_000;
/** A metric that is asked for costs $0.01 a thousand (2026-11): some twenty, four times a day, are $0.03 a month. */
const EVERY_MS = 6 * HOUR_MS;
const HOURS = 24;

/** Of an answer that was not given: the digest is told without it, and nobody's calls wait for it. */
export interface CostUntold {
  readonly trouble: string;
}

/** Undefined where it is not time yet, or CloudWatch knows nothing. */
export const createCostTeller =
  ({ ownUse, readCost, putCost, now }: CostTellerWorld) =>
  async (): Promise<OwnCost | CostUntold | undefined> => {
    const nowMs = now();
    const before = await readCost();
    if (before !== undefined && before.atMs <= nowMs && nowMs - before.atMs < EVERY_MS) return undefined;
    const toMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const use = await ownUse(toMs - HOURS * HOUR_MS, toMs).catch(troubleOf);
    if ('trouble' in use) return use;
    if (use.hours === 0) return undefined;
    const cost = { atMs: nowMs, hours: use.hours, usd: ownCostUsd(use) };
    await putCost(cost);
    return cost;
  };

const troubleOf = (error: unknown): CostUntold => ({ trouble: error instanceof Error ? error.name : 'unknown error' });
