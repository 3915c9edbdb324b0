/** How likely chance alone makes so much: tails of the binomial and the negative binomial, as natural logarithms. */

/**
 * ln P(X ≥ hits) of `tries` independent tries that hit with probability `p`; 0 where as many are to be expected anyway.
 * Never grows when both are raised by one.
 */
export function lnBinomialTail(tries: number, hits: number, p: number): number {
  if (hits <= tries * p || hits <= 0) return 0;
  if (p <= 0) return -Infinity;
  const n = Math.max(tries, hits);
  const first = lnChoose(n, hits) + hits * Math.log(p) + (n - hits) * Math.log1p(-p);
  return Math.min(0, first + lnSeries((step) => ((n - hits - step) / (hits + step + 1)) * (p / (1 - p))));
}

/**
 * ln P(X ≥ count) of counts with this mean and variance mean + mean² / `shape`: busier than chance by bursts. Such a count is of
 * failures before the `shape`-th success, so it asks for fewer successes among count + shape − 1 tries: as many terms as `shape`.
 * @param shape a whole number
 */
export function lnNegativeBinomialTail(count: number, mean: number, shape: number): number {
  if (count <= mean || count <= 0) return 0;
  if (mean <= 0) return -Infinity;
  const tries = count + shape - 1;
  const odds = shape / mean;
  let [term, sum] = [1, 1];
  for (let successes = 1; successes < shape; successes += 1) {
    term *= ((tries - successes + 1) / successes) * odds;
    sum += term;
  }
  return Math.min(0, Math.log(sum) - tries * Math.log1p(odds));
}

/** ln of 1 + r₀ + r₀r₁ + …, each ratio below 1; ends when nothing is added any more: of tries up to 10⁹ after far fewer steps. */
function lnSeries(ratioAt: (step: number) => number): number {
  let term = 1;
  let sum = 1;
  for (let step = 0; step < 100_000 && term > sum * 1e-12; step += 1) {
    term *= Math.max(0, ratioAt(step));
    sum += term;
  }
  return Math.log(sum);
}

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** Lanczos' approximation, right to 1e-13 for x ≥ 0.5. */
function lnGamma(x: number): number {
  const base = x + 6.5;
  const sum = LANCZOS.reduce((total, factor, at) => total + factor / (x + at), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
