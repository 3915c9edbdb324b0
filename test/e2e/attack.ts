/** Makes the troubles by calling the sample app's functions: passwords tried on many accounts, and payments that hang. */
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from './aws';
import { invoke } from './invoke';
import { CHECKOUT, groupOf, LOGIN } from './sample-stack';
import type { Sent } from './sent';

/** From the documentation ranges, so that they are nobody's. */
export const ATTACKERS = ['203.0.113.7', '203.0.113.21', '203.0.113.99', '2001:db8:bad::1'] as const;
const CALLS = 6;
const TRIES_A_CALL = 20;
export const ATTACK_FAILURES = CALLS * TRIES_A_CALL;
const SLOW_CALLS = 12;

/** Each try is for another account, most of which don't exist; one customer logs in all right meanwhile. */
export async function attackLogin(aws: Aws, sent: Sent): Promise<void> {
  for (let call = 0; call < CALLS; call += 1) {
    const tries = Array.from({ length: TRIES_A_CALL }, (_, index) => {
      const number = call * TRIES_A_CALL + index;
      return {
        account: `leaked-${number}@example.com`,
        address: ATTACKERS[number % ATTACKERS.length],
        isRight: false,
        exists: number % 10 === 0,
      };
    });
    const customer = { account: 'customer-3@example.com', address: '198.51.100.4', isRight: true, exists: true };
    await invoke(aws, LOGIN, { tries: [...tries, customer] });
    sent.attempts += TRIES_A_CALL + 1;
    sent.failures += TRIES_A_CALL;
  }
}

export async function slowCheckout(aws: Aws): Promise<void> {
  const lanes = [0, 1].map(async (lane) => {
    for (let call = lane; call < SLOW_CALLS; call += 2) await invoke(aws, CHECKOUT, { takesMs: 400 + call * 15 });
  });
  await Promise.all(lanes);
}

/** Counts the calls that were really made, as the emulator's own REPORT lines since `sinceMs` have them. */
export async function countReports(aws: Aws, sinceMs: number, sent: Sent): Promise<void> {
  for (const [functionName, calls] of [
    [LOGIN, CALLS],
    [CHECKOUT, SLOW_CALLS],
  ] as const) {
    const { events = [] } = await aws.logs.send(
      new FilterLogEventsCommand({ logGroupName: groupOf(functionName), startTime: sinceMs }),
    );
    const durations = events.flatMap(
      ({ message = '' }) => /^REPORT .*?\tDuration: ([\d.]+) ms/.exec(message)?.[1] ?? [],
    );
    if (durations.length !== calls)
      throw new Error(`${functionName} was called ${calls} times, its log has ${durations.length}`);
    for (const duration of durations) sent.countCall(functionName, Number(duration));
  }
}
