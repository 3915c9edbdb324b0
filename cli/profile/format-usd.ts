/** Writes dollars with two figures that mean something, however small. */
export function formatUsd(usd: number): string {
  if (!Number.isFinite(usd)) return 'an unknown cost';
  if (usd === 0) return '$0';
  if (usd >= 0.995) return `$${usd.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
  const digits = Math.min(12, 1 - Math.floor(Math.log10(usd)));
  return `$${usd.toFixed(digits)}`;
}
