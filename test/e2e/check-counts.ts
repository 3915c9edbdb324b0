/** Holds the table's counts against what was sent: equal to the last one. */
import type { Aws } from './aws';
import { expectedCounts, isSame, readCounts, type Counts } from './counts';
import type { Sent } from './sent';
import type { Steps } from './steps';
import { until, watch } from './until';

const WITHIN_MS = 20_000;

/** Breaks off where it does not come to it: what is lost stays lost, for the emulator repeats no delivery. */
export async function waitForCounts(aws: Aws, table: string, sent: Sent): Promise<void> {
  const expected = expectedCounts(sent);
  const isCounted = (counts: Counts): boolean => isSame(counts, expected);
  await until(`the counts to be ${JSON.stringify(expected)}`, WITHIN_MS, () => readCounts(aws, table), isCounted);
}

export async function checkCounts({ check }: Steps, aws: Aws, table: string, sent: Sent, what: string): Promise<void> {
  const expected = expectedCounts(sent);
  const isCounted = (counts: Counts): boolean => isSame(counts, expected);
  const seen = await watch(WITHIN_MS, () => readCounts(aws, table), isCounted);
  const calls = expected.loginCalls + expected.checkoutCalls;
  const said = `${calls} calls, ${expected.attempts} logins, ${expected.failures} failed`;
  check(`${what}: ${said}`, isCounted(seen), { seen, expected });
}
