/**
 * Feeds everything that Vigil's functions log back in, through whatever filters there are: two stacks that watch every function
 * of one account must come to rest, and must count nothing of their own.
 */
import { gzipSync } from 'node:zlib';
import { createHasher } from '../../../adapters/hasher';
import { inflate } from '../../../adapters/inflate';
import { createMemory } from '../../../adapters/memory';
import { defaultRules } from '../../../core/detect/rules';
import { minuteOf } from '../../../core/state/minute';
import { ownLogGroup } from '../../../core/watch/vigil-log-group';
import { createAnalyzer } from '../../../lambda/analyzer/analyzer';
import { startAccount, type FakeAccount } from '../../fakes/account-server';
import { ACCOUNT, delivery, envelope, report } from '../../core/deliveries';
import { makeWorld, type MadeWorld } from './made-world';

const FUNCTIONS = ['analyzer', 'sweeper', 'redriver', 'notifier', 'sender-email', 'subscriber'];
const LINES = 1_000;
const MOST_HOPS = 30;

let account: FakeAccount;
beforeEach(async () => (account = await startAccount()));
afterEach(() => account.stop());

interface Stack {
  readonly name: string;
  readonly filterName: string;
  readonly world: MadeWorld;
  readonly memory: ReturnType<typeof createMemory>;
  readonly analyze: ReturnType<typeof createAnalyzer>;
  /** Where its analyzer's lines go. */
  readonly logGroup: string;
}

/** @param logGroupOf where its functions log, for a stack that does not know its own */
function deploy(name: string, logGroupOf = (id: string) => ownLogGroup(name, id)): Stack {
  for (const id of FUNCTIONS) {
    account.functions.push({ name: `${name}-${id}`, logGroup: logGroupOf(id) });
    account.addGroup(logGroupOf(id), { slots: 5 });
  }
  const filterName = `vigil-${name}`;
  const memory = createMemory();
  const now = () => account.clock.nowMs;
  const ownLogGroups = new Set(FUNCTIONS.map((id) => ownLogGroup(name, id)));
  const hasher = createHasher(name);
  return {
    name,
    filterName,
    memory,
    world: makeWorld(
      account,
      { everyFunction: true },
      { filterName, destinationArn: `arn:aws:lambda:r:1:function:${name}` },
    ),
    analyze: createAnalyzer({ ...memory, hasher, inflate, rules: defaultRules, ownLogGroups, account: ACCOUNT, now }),
    logGroup: logGroupOf('analyzer'),
  };
}

/** What each run of a function leaves in its log: Lambda's lines, and its own one. */
const linesOfRun = (n: number, nowMs: number): [number, string][] => [
  [nowMs, `START RequestId: ${n} Version: $LATEST`],
  [nowMs, JSON.stringify({ vigil: 'analyzer', batches: 1 })],
  [nowMs, `END RequestId: ${n}`],
  [nowMs, report(n, 5)],
];

/** Delivers until nothing comes any more: the events of Vigil's own that reached an analyzer, and those that it counted. */
async function feedBack(stacks: readonly Stack[]) {
  const { nowMs } = account.clock;
  const users = Array.from({ length: LINES }, (_, index) => [nowMs, report(index, 5)] as const);
  let batches = [delivery('/aws/lambda/shop', users)];
  let ownDelivered = 0;
  let ownProcessed = 0;
  let hops = 0;
  for (; batches.length > 0 && hops < MOST_HOPS; hops += 1) {
    const next: typeof batches = [];
    for (const batch of batches) {
      const filters = account.groups.get(batch.logGroup)?.filters ?? new Map<string, string>();
      for (const stack of stacks.filter(({ filterName }) => filters.has(filterName))) {
        const isOwn = batch.logGroup !== '/aws/lambda/shop';
        const tally = await stack.analyze({
          awslogs: { data: gzipSync(envelope({ ...batch, owner: ACCOUNT })).toString('base64') },
        });
        if (isOwn) ownDelivered += batch.events.length;
        if (isOwn) ownProcessed += tally.events;
        next.push(delivery(stack.logGroup, linesOfRun(hops, nowMs)));
      }
    }
    batches = next;
  }
  return { hops, ownProcessed, gain: ownDelivered / LINES };
}

async function functionsCounted({ memory }: Stack): Promise<string[]> {
  const minute = minuteOf(account.clock.nowMs);
  const names = account.functions.map(({ name }) => name);
  const counted = await Promise.all(
    names.map(async (name) =>
      (await memory.buckets.read({ kind: 'function', name }, minute, minute)).length > 0 ? [name] : [],
    ),
  );
  return counted.flat();
}

function addShop(): void {
  account.functions.push({ name: 'shop' });
  account.addGroup('/aws/lambda/shop', { slots: 5 });
}

it('comes to rest after the first hop, with two stacks that watch every function: none of their own events is processed', async () => {
  addShop();
  const stacks = [deploy('Vigil'), deploy('Other')];
  for (const { world } of stacks) await world.subscriber.begin();
  for (const { world } of stacks) await world.subscriber.watch();
  const filtered = [...account.groups].flatMap(([name, { filters }]) =>
    filters.size > 0 ? [[name, filters.size]] : [],
  );
  expect(filtered).toEqual([['/aws/lambda/shop', 2]]);
  const { hops, ownProcessed, gain } = await feedBack(stacks);
  expect(ownProcessed).toBe(0);
  expect(gain).toBeLessThan(0.01);
  expect(hops).toBe(2); // the user's lines, and the lines about them, which nobody gets
  for (const stack of stacks) expect(await functionsCounted(stack)).toEqual(['shop']);
  await stacks[0]!.world.subscriber.leave();
  await stacks[1]!.world.subscriber.watch();
  expect([...account.groups.get('/aws/lambda/shop')!.filters.keys()]).toEqual(['vigil-Other']);
});

it('drops its own lines and those of another stack where somebody else subscribes it to them', async () => {
  addShop();
  const stacks = [deploy('Vigil'), deploy('Other')];
  for (const { world } of stacks) await world.subscriber.begin();
  for (const { logGroup } of stacks)
    for (const { filterName } of stacks) account.groups.get(logGroup)?.filters.set(filterName, 'arn:by-hand');
  const only = [stacks[0]!];
  const { ownProcessed } = await feedBack(only);
  expect(ownProcessed).toBe(0);
  expect(await functionsCounted(stacks[0]!)).toEqual(['shop']);
});

it('is a simulator that shows a loop where there is one', async () => {
  addShop();
  const careless = deploy('Careless', (id) => `/aws/lambda/careless-${id}`); // not told from any other function
  await careless.world.subscriber.begin();
  const { hops, ownProcessed, gain } = await feedBack([careless]);
  expect(hops).toBe(MOST_HOPS);
  expect(ownProcessed).toBeGreaterThan(100);
  expect(gain).toBeGreaterThan(0.1);
});
