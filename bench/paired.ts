/** Compares two ways to do one thing by CPU time, in turns, so that what disturbs the machine disturbs both. */
export interface Figure {
  /** µs of CPU time an event, of the second way. */
  readonly us: number;
  readonly usSpread: number;
  /** Second way over first, of each round. */
  readonly ratio: number;
  readonly ratioSpread: number;
}

const WARM_UP = 8;
const ROUNDS = 25;
/** Long enough for the clock of process.cpuUsage, whose grain is a millisecond at worst. */
const ROUND_EVENTS = 16_000;

/** Medians over rounds; the spread is half the way between the quartiles. */
export function paired(
  first: (data: string) => void,
  second: (data: string) => void,
  deliveries: readonly string[],
  events: number,
): Figure {
  const repeats = Math.max(1, Math.round(ROUND_EVENTS / (events * 4 + 60 * 4) / deliveries.length) * 4);
  const times: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const base = cpuUs(first, deliveries, repeats);
    const other = cpuUs(second, deliveries, repeats);
    if (round < WARM_UP) continue;
    times.push(other / (repeats * deliveries.length * events));
    ratios.push(other / base);
  }
  return { us: median(times), usSpread: spread(times), ratio: median(ratios), ratioSpread: spread(ratios) };
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const spread = (values: readonly number[]): number => (quantile(values, 0.75) - quantile(values, 0.25)) / 2;

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function cpuUs(run: (data: string) => void, deliveries: readonly string[], repeats: number): number {
  const before = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat += 1) for (const data of deliveries) run(data);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
