/** The largest mean that still gives so few events with a chance of 5 %: what a count of false alerts can promise. */
const CHANCE = 0.05;

/** @returns the one-sided upper bound of 95 % (Garwood 1936); 3.0 for no event at all */
export function poissonBound(events: number): number {
  let low = events;
  let high = events + 3 + 3 * Math.sqrt(events + 1);
  while (high - low > 1e-6 * high) {
    const mean = (low + high) / 2;
    if (atMost(events, mean) > CHANCE) low = mean;
    else high = mean;
  }
  return high;
}

/** The chance of `events` or fewer, summed from the likeliest term down, so that large counts do not vanish. */
function atMost(events: number, mean: number): number {
  let log = -mean;
  let sum = 0;
  for (let count = 0; count <= events; count += 1) {
    if (count > 0) log += Math.log(mean / count);
    sum += Math.exp(log);
  }
  return sum;
}
