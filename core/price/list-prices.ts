/**
 * What Lambda costs, in dollars, by Region: AWS's price list of 2026-09-19. China has prices of its own and is not in it;
 * a Region stands here only where its prices were seen.
 */
import type { Architecture } from '../price';

/** The price up to so many GB-seconds a month of one architecture, in one account. */
export interface Tier {
  readonly toGbSeconds: number;
  readonly usdPerGbSecond: number;
}

export interface ListPrices {
  readonly usdPerMillionRequests: number;
  /** By architecture, cheapest last; an architecture whose price was not seen is left out. */
  readonly compute: Readonly<Partial<Record<Architecture, readonly Tier[]>>>;
}

export const PRICES_OF = '2026-09';
export const HOME = 'us-east-1';

const BILLION = 1e9;

/** Dearer Regions were seen with their first tier only. */
const first = (usdPerGbSecond: number): readonly Tier[] => [{ toGbSeconds: Infinity, usdPerGbSecond }];

const US_EAST_1: ListPrices = {
  usdPerMillionRequests: 0.2,
  compute: {
    x86_64: [
      { toGbSeconds: 6 * BILLION, usdPerGbSecond: 0.0000166667 },
      { toGbSeconds: 15 * BILLION, usdPerGbSecond: 0.000015 },
      { toGbSeconds: Infinity, usdPerGbSecond: 0.0000133334 },
    ],
    arm64: [
      { toGbSeconds: 7.5 * BILLION, usdPerGbSecond: 0.0000133334 },
      { toGbSeconds: 18.75 * BILLION, usdPerGbSecond: 0.0000120001 },
      { toGbSeconds: Infinity, usdPerGbSecond: 0.0000106667 },
    ],
  },
};

const MIDDLE_EAST: ListPrices = {
  usdPerMillionRequests: 0.25,
  compute: { x86_64: first(0.0000206667), arm64: first(0.0000165334) },
};

/** Regions with the prices of us-east-1. */
const LIKE_HOME =
  'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1 ' +
  'ap-south-1 ap-southeast-1 ap-southeast-2 ap-northeast-1 ap-northeast-2';

export const LIST_PRICES: ReadonlyMap<string, ListPrices> = new Map([
  ...LIKE_HOME.split(' ').map((region) => [region, US_EAST_1] as const),
  ['af-south-1', { usdPerMillionRequests: 0.27, compute: { x86_64: first(0.0000221), arm64: first(0.00001768) } }],
  ['ap-east-1', { usdPerMillionRequests: 0.28, compute: { x86_64: first(0.00002292), arm64: first(0.0000183) } }],
  ['eu-south-1', { usdPerMillionRequests: 0.23, compute: { x86_64: first(0.0000195172), arm64: first(0.0000156138) } }],
  ['me-south-1', MIDDLE_EAST],
  ['me-central-1', MIDDLE_EAST],
  ['eu-central-2', { usdPerMillionRequests: 0.22, compute: { x86_64: first(0.0000183334) } }],
  ['il-central-1', { usdPerMillionRequests: 0.21, compute: { x86_64: first(0.0000175) } }],
]);

/** Of us-east-1, for a GB-second above the 512 MB that are free. */
export const USD_PER_EPHEMERAL_GB_SECOND = 0.0000000309;
export const FREE_EPHEMERAL_MB = 512;

/** Of us-east-1: what stands ready, and what a call on it costs instead of the usual price; neither has tiers. */
export const PROVISIONED: Readonly<
  Record<Architecture, { readonly readyUsdPerGbSecond: number; readonly runningUsdPerGbSecond: number }>
> = {
  x86_64: { readyUsdPerGbSecond: 0.0000041667, runningUsdPerGbSecond: 0.0000097222 },
  arm64: { readyUsdPerGbSecond: 0.0000033334, runningUsdPerGbSecond: 0.0000077778 },
};
