/** How surprising a share is, against the share that is usual: exact enough to decide, without a table of any distribution. */

/**
 * Chernoff's bound for the upper tail of a binomial: −ln of a bound on the chance that at least `hits` of `tries` succeed when
 * each does with `share` (Hoeffding 1963, theorem 1). 0 where no more came than expected; 14 is one in a million.
 */
export function surpriseOfShare(hits: number, tries: number, share: number): number {
  if (!(tries > 0) || !(hits > 0)) return 0;
  const seen = Math.min(1, hits / tries);
  const usual = Math.min(Math.max(share, 1e-9), 1 - 1e-9);
  if (seen <= usual) return 0;
  const rest = seen < 1 ? (1 - seen) * Math.log((1 - seen) / (1 - usual)) : 0;
  return tries * (seen * Math.log(seen / usual) + rest);
}
