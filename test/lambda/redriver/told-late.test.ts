/** From the log of a new function, read back, to the words that people get: they say that they come late. */
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import type { Alert } from '../../../core/alert/alert';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { countBatches } from '../../../core/count-batches';
import { defaultRules } from '../../../core/detect/rules';
import type { LogBatch } from '../../../core/log/batch';
import { MINUTE_MS, minuteOf } from '../../../core/state/minute';
import { createSubjectBudget } from '../../../core/subject-budget';
import type { ReadBack } from '../../../core/watch/ports';
import { createBackReader } from '../../../lambda/redriver/back-reader';
import { createSweeper } from '../../../lambda/sweeper/sweeper';
import { delivery, report } from '../../core/deliveries';
import { logOf } from './made-history';

const T0 = Date.parse('2026-11-20T14:00:20Z');
const FIRST = minuteOf(T0);

const timeoutsAt = (minute: number): LogBatch =>
  delivery('/aws/lambda/checkout', [
    [T0 + minute * MINUTE_MS, report(2 * minute, 3_000, 'Status: timeout')],
    [T0 + minute * MINUTE_MS + 100, report(2 * minute + 1, 3_000, 'Status: timeout')],
  ]);

function stage(log: readonly LogBatch[]) {
  const memory = createMemory();
  const clock = { ms: T0 };
  const wishes = new Map<string, ReadBack>();
  const world = {
    ...memory,
    hasher: createHasher('pepper of the tests'),
    log: logOf(log),
    budget: createSubjectBudget(),
    rules: defaultRules,
    hasTime: () => true,
    now: () => clock.ms,
    readBacks: {
      list: async () => [...wishes.values()],
      note: async (next: ReadBack) => void wishes.set(next.logGroup, next),
      forget: async (logGroup: string) => void wishes.delete(logGroup),
    },
  };
  const sweep = createSweeper(world);
  const told: Alert[] = [];
  const sweepAt = async (minute: number) => {
    clock.ms = T0 + minute * MINUTE_MS;
    told.push(...(await sweep()).changes);
  };
  return {
    told,
    sweepAt,
    deliver: (batch: LogBatch) => countBatches([batch], world),
    /** The filter comes two minutes after the first line; the redriver runs every five, the sweeper each minute. */
    readBack: async () => {
      wishes.set('/aws/lambda/checkout', { logGroup: '/aws/lambda/checkout', from: FIRST, to: FIRST + 3 });
      for (let minute = 2; minute <= 12; minute += 1) {
        clock.ms = T0 + minute * MINUTE_MS;
        if (minute % 5 === 0) await createBackReader(world)();
        await sweepAt(minute);
      }
    },
  };
}

const place = { region: 'eu-central-1', account: '123456789012' };
const lateIn = (alert: Alert) => messageOfAlert(alert, place).facts.find(({ label }) => label === 'Late')?.text;

it('says of an alert on minutes that were read back how long ago they were, in words and for programs', async () => {
  const { told, readBack } = stage([timeoutsAt(0)]);
  await readBack();
  expect(told.map(({ kind, change, isLate }) => [kind, change, isLate])).toEqual([['timeouts', 'open', true]]);
  expect(lateIn(told[0]!)).toMatch(/^the last of it was \d minutes ago and may be over/);
  expect(messageOfAlert(told[0]!, place).json).toMatchObject({ late: true });
  expect(told[0]!.changedAtMs - told[0]!.firstSeenMs).toBeLessThan(15 * MINUTE_MS);
});

it('says nothing of it where the same lines came in time', async () => {
  const { told, deliver, sweepAt } = stage([]);
  await deliver(timeoutsAt(0));
  await sweepAt(1);
  expect(told.map(({ kind, isLate }) => [kind, isLate])).toEqual([['timeouts', undefined]]);
  expect(lateIn(told[0]!)).toBeUndefined();
  expect(messageOfAlert(told[0]!, place).json).not.toHaveProperty('late');
});

it('says so of lines that were delivered when their minute had closed', async () => {
  const { told, deliver, sweepAt } = stage([]);
  await sweepAt(11);
  await deliver(timeoutsAt(0));
  await sweepAt(12);
  expect(told.map(({ isLate }) => isLate)).toEqual([true]);
});

it('takes it back once more of it is seen in time', async () => {
  const { told, deliver, readBack, sweepAt } = stage([timeoutsAt(0)]);
  await readBack();
  for (let minute = 13; minute < 19; minute += 1) {
    await deliver(timeoutsAt(minute));
    await sweepAt(minute);
  }
  expect(told.map(({ change, isLate }) => [change, isLate])).toEqual([
    ['open', true],
    ['update', undefined],
  ]);
});
