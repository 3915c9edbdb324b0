/** Measures CPU time, so that other programs on the machine do not count, and says whether it grows by more than the length. */
const SHORT = 8_000;
const LONG = 32_000;
/** What takes less cannot be measured, in µs. */
const FLOOR_US = 400;

/** µs of this process; the least of three rounds. */
export function cpuUs(run: () => void): number {
  const rounds = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...rounds);
}

/** How many times as long four times the length takes: four if the time is linear, sixteen if it grows by the square. */
export function growth<Input>(make: (length: number) => Input, use: (input: Input) => void): number {
  const time = (length: number): number => {
    const input = make(length);
    return cpuUs(() => [1, 2, 3, 4].forEach(() => use(input)));
  };
  time(SHORT / 2); // compiles
  const short = Math.max(time(SHORT), FLOOR_US);
  return time(LONG) / short;
}

/** Between the two. */
export const MOST_GROWTH = 9;
