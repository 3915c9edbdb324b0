/**
 * What calls cost, from what was billed, with everything that had to be assumed in words. Before the free tier, for that is
 * the account's. Blind to what a function costs elsewhere: its logs, its traffic, SnapStart's cache.
 */
import { findRates, type Rates } from './price/rates';
import { PROVISIONED, FREE_EPHEMERAL_MB, USD_PER_EPHEMERAL_GB_SECOND } from './price/list-prices';
import { COUNTER } from './state/counters';

export type Architecture = 'x86_64' | 'arm64';

/** What a function's price depends on. What is left out is assumed, and said. */
export interface Configuration {
  readonly architecture?: Architecture;
  readonly memoryMb?: number;
  readonly packageType?: 'Zip' | 'Image';
  /** Of `/tmp`; what lies above 512 MB is paid for. */
  readonly ephemeralMb?: number;
  /** Runs on instances of its own, which are paid for instead of GB-seconds. */
  readonly onManagedInstances?: boolean;
  /** Environments that stand ready; 0 for none. */
  readonly provisionedConcurrency?: number;
}

/** What settings may say of prices and functions; all of it goes before what Vigil finds out by itself. */
export interface CostSettings {
  /** Prices that differ from AWS's list, such as a contract's. */
  readonly prices?: PriceSettings;
  /** By function's name. */
  readonly functions?: Readonly<Record<string, Configuration>>;
}

export interface PriceSettings {
  readonly usdPerMillionRequests?: number;
  readonly usdPerGbSecond?: Readonly<Partial<Record<Architecture, number>>>;
  /** GB-seconds that the account uses in a month, which say at which tier one more is paid; 0, the first tier. */
  readonly gbSecondsPerMonth?: number;
}

/** Where and at what prices a function runs. */
export interface PricedBy extends Configuration {
  /** Undefined where nobody knows: then us-east-1's prices are taken. */
  readonly region: string | undefined;
  readonly prices?: PriceSettings;
}

export interface Cost {
  readonly usd: number;
  readonly requestsUsd: number;
  readonly computeUsd: number;
  readonly ephemeralUsd: number;
  /** In words, each to follow "assumed:". */
  readonly assumed: readonly string[];
}

const MB_MS_PER_GB_SECOND = 1024 * 1000;

/** The cost of the calls in a minute's counters or in any sum of them: the cost of a sum is the sum of the costs. */
export function costOf(counters: ReadonlyMap<string, number>, by: PricedBy): Cost {
  const rates = findRates(by);
  const calls = counters.get(COUNTER.calls) ?? 0;
  const billedMs = counters.get(COUNTER.billedMs);
  return {
    ...usdOf({ calls, billedMs: billedMs ?? 0, billedMbMs: counters.get(COUNTER.billedMbMs) ?? 0 }, by, rates),
    assumed: [...rates.assumed, ...assumedOf(by, rates), ...unbilled(calls, billedMs, by)],
  };
}

export interface Billed {
  readonly calls: number;
  readonly billedMs: number;
  readonly billedMbMs: number;
}

/** What something billed costs, in dollars and no words: for whoever asks many times a minute. */
export function pricer(by: PricedBy): (billed: Billed) => number {
  const kept = pricers.get(by);
  if (kept !== undefined) return kept;
  const rates = findRates(by);
  const price = (billed: Billed): number => usdOf(billed, by, rates).usd;
  pricers.set(by, price);
  return price;
}

const pricers = new WeakMap<PricedBy, (billed: Billed) => number>();

function usdOf({ calls, billedMs, billedMbMs }: Billed, by: PricedBy, rates: Rates): Omit<Cost, 'assumed'> {
  const requestsUsd = (calls / 1e6) * rates.usdPerMillionRequests;
  const computeUsd = (billedMbMs / MB_MS_PER_GB_SECOND) * rates.usdPerGbSecond;
  const ephemeralUsd = by.onManagedInstances ? 0 : ephemeralGb(by) * (billedMs / 1000) * USD_PER_EPHEMERAL_GB_SECOND;
  return { usd: requestsUsd + computeUsd + ephemeralUsd, requestsUsd, computeUsd, ephemeralUsd };
}

const ephemeralGb = ({ ephemeralMb = FREE_EPHEMERAL_MB }: Configuration): number =>
  Math.max(0, ephemeralMb - FREE_EPHEMERAL_MB) / 1024;

/** What provisioned concurrency costs while it stands ready, called or not. Undefined where there is none or its memory is not known. */
export function readyUsdPerHour({
  provisionedConcurrency,
  memoryMb,
  architecture = 'x86_64',
}: Configuration): number | undefined {
  if (!provisionedConcurrency || memoryMb === undefined) return undefined;
  return provisionedConcurrency * (memoryMb / 1024) * 3600 * PROVISIONED[architecture].readyUsdPerGbSecond;
}

function assumedOf(by: PricedBy, { usdPerGbSecond }: Rates): string[] {
  if (by.onManagedInstances)
    return ['Managed Instances: the instances and their fee are paid for instead of GB-seconds, and are not in it'];
  const { provisionedConcurrency, ephemeralMb } = by;
  const ready = readyUsdPerHour(by);
  return [
    ...(usdPerGbSecond > 0 && by.architecture === undefined
      ? ['x86_64, for the architecture is not known; arm64 costs a fifth less']
      : []),
    ...(provisionedConcurrency === undefined ? ['no provisioned concurrency'] : []),
    ...(provisionedConcurrency
      ? [
          `every call ran on provisioned concurrency, at us-east-1's price; what stands ready${
            ready === undefined ? '' : ` ($${ready.toFixed(2)} an hour)`
          } is not in it`,
        ]
      : []),
    ...(ephemeralMb === undefined ? ['512 MB of ephemeral storage'] : []),
  ];
}

function unbilled(calls: number, billedMs: number | undefined, { onManagedInstances }: Configuration): string[] {
  if (calls === 0 || billedMs !== undefined || onManagedInstances) return [];
  return ['the log does not say what was billed, so that only requests are priced'];
}
