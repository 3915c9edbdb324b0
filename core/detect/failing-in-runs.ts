/** How surprising so many failed calls are, where one failure brings the next: a retry, a bad input sent again, a dependency that is gone for a moment. */

/** The chance that a failed call is followed by another one, where failing is rare. */
const GOES_ON = 0.35;
/** A run that is so much less likely than the likeliest, as a natural logarithm, adds nothing any more. */
const NOTHING = 40;
const SURE = 0.999;

/**
 * −ln of the chance that just so many of the calls fail, each in a run or as the beginning of one, when `share` of all do; summed
 * over all numbers of runs. 0 where as many are to be expected anyway; 9 is one in 8,000.
 */
export function surpriseOfFailing(failed: number, calls: number, share: number): number {
  if (!(failed > 0) || !(failed > calls * share)) return 0;
  const served = Math.max(0, calls - failed);
  // Nobody fails more rarely after a failure than on the whole.
  const goesOn = Math.min(SURE, Math.max(GOES_ON, share));
  const begins = Math.min(SURE, (Math.max(share, 1e-9) * (1 - goesOn)) / (1 - Math.min(SURE, share)));
  const another = ((begins / (1 - begins)) * (1 - goesOn)) / goesOn;
  let ln = Math.log(served + 1) + Math.log(begins) + served * Math.log1p(-begins) + (failed - 1) * Math.log(goesOn);
  let [most, sum] = [ln, 1];
  for (let runs = 1; runs < failed && runs <= served; runs += 1) {
    ln += Math.log(((served + 1 - runs) / (runs + 1)) * ((failed - runs) / runs) * another);
    if (ln < most - NOTHING) break;
    sum = ln > most ? sum * Math.exp(most - ln) + 1 : sum + Math.exp(ln - most);
    most = Math.max(most, ln);
  }
  return Math.max(0, -most - Math.log(sum));
}
