/** What is known of one function or login source, from wherever it was read. */
import type { Profile } from '../../core/baseline/profile';
import type { Recent } from '../../core/baseline/recent';
import type { PricedBy } from '../../core/price';
import type { Series } from '../../core/state/series';

export interface Known {
  readonly series: Series;
  readonly recent: Recent | undefined;
  /** By hour of week; undefined before two hours were learned. */
  readonly profile: Profile | undefined;
  readonly pricedBy: PricedBy;
}

/** How prices are found for a function of this name. */
export type PricedByName = (functionName: string) => PricedBy;

export const isKnown = ({ recent, profile }: Known): boolean => recent !== undefined || profile !== undefined;
