/** Finds the prices that hold for a function: settings before the list, the list's Region before us-east-1. */
import type { PricedBy } from '../price';
import { HOME, LIST_PRICES, PRICES_OF, PROVISIONED, type Tier } from './list-prices';

export interface Rates {
  readonly usdPerMillionRequests: number;
  readonly usdPerGbSecond: number;
  readonly assumed: readonly string[];
}

export function findRates(by: PricedBy): Rates {
  const { region, prices = {}, architecture = 'x86_64' } = by;
  const listed = LIST_PRICES.get(region ?? HOME);
  const list = listed ?? LIST_PRICES.get(HOME)!;
  const ownCompute = prices.usdPerGbSecond?.[architecture];
  const tiers = list.compute[architecture] ?? list.compute.x86_64 ?? [];
  const usesList = prices.usdPerMillionRequests === undefined || (ownCompute === undefined && !by.onManagedInstances);
  return {
    usdPerMillionRequests: prices.usdPerMillionRequests ?? list.usdPerMillionRequests,
    usdPerGbSecond: gbSecond(by, ownCompute ?? priceAt(tiers, prices.gbSecondsPerMonth ?? 0), ownCompute !== undefined),
    assumed: [
      usesList
        ? `list prices of ${nameOf(region, listed !== undefined)}, ${PRICES_OF}, without free tier`
        : 'your own prices, without free tier',
      ...(list.compute[architecture] === undefined && ownCompute === undefined && !by.onManagedInstances
        ? [`x86_64's price, for ${architecture}'s in ${region} is not known`]
        : []),
    ],
  };
}

/** The price of one GB-second more, after so many in the month. */
const priceAt = (tiers: readonly Tier[], gbSeconds: number): number =>
  (tiers.find(({ toGbSeconds }) => gbSeconds < toGbSeconds) ?? tiers.at(-1))?.usdPerGbSecond ?? 0;

function gbSecond(
  { onManagedInstances, provisionedConcurrency, architecture }: PricedBy,
  usual: number,
  isOwn: boolean,
): number {
  if (onManagedInstances) return 0;
  return provisionedConcurrency && !isOwn ? PROVISIONED[architecture ?? 'x86_64'].runningUsdPerGbSecond : usual;
}

function nameOf(region: string | undefined, isListed: boolean): string {
  if (region === undefined) return `${HOME} (the Region is not known)`;
  return isListed ? region : `${HOME} (those of ${region} are not known)`;
}
