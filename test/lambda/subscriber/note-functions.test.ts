import type { ConfigurationRead, FunctionStore, KnownFunction } from '../../../core/watch/functions';
import { createNoteFunctions } from '../../../lambda/subscriber/note-functions';

const DAY_MS = 24 * 60 * 60_000;
const ARM = { architecture: 'arm64', memoryMb: 512 } as const;

function makeWorld(answer: (name: string) => ConfigurationRead) {
  let nowMs = 10 * DAY_MS;
  const known = new Map<string, KnownFunction>();
  const asked: string[] = [];
  const functions: FunctionStore = {
    list: async () => [...known.values()],
    put: async (one) => void known.set(one.name, one),
    forget: async (name) => void known.delete(name),
  };
  const note = createNoteFunctions({
    functions,
    readConfiguration: async (name) => {
      asked.push(name);
      return answer(name);
    },
    pause: async (durationMs) => void (nowMs += durationMs),
    now: () => nowMs,
  });
  return { note, known, asked, pass: (ms: number) => void (nowMs += ms) };
}

const read = (): ConfigurationRead => ({ kind: 'read', configuration: ARM });

it('asks of each function that has a log group of its own, and of nothing else', async () => {
  const { note, known, asked } = makeWorld(read);
  await note(['/aws/lambda/checkout', '/ecs/login', '/aws/lambda/log-in_2', '/aws/lambda/a/b', '/aws/lambda/']);
  expect(asked).toEqual(['checkout', 'log-in_2']);
  expect(known.get('checkout')).toMatchObject({ configuration: ARM });
});

it('asks again a day later, not before', async () => {
  const { note, asked, pass } = makeWorld(read);
  for (const ms of [0, DAY_MS / 2, DAY_MS / 2]) {
    pass(ms);
    await note(['/aws/lambda/checkout']);
  }
  expect(asked).toEqual(['checkout', 'checkout']);
});

it('forgets what is no longer watched', async () => {
  const { note, known } = makeWorld(read);
  await note(['/aws/lambda/checkout', '/aws/lambda/login']);
  await note(['/aws/lambda/login']);
  expect([...known.keys()]).toEqual(['login']);
});

it('knows nothing where it may not ask, says so, and does not ask again at once', async () => {
  const { note, known, asked } = makeWorld(() => ({ kind: 'failed', why: 'AccessDeniedException' }));
  expect(await note(['/aws/lambda/a', '/aws/lambda/b'])).toEqual({ asked: 2, why: 'AccessDeniedException' });
  expect(known.get('a')?.configuration).toEqual({});
  expect(await note(['/aws/lambda/a', '/aws/lambda/b'])).toEqual({ asked: 0 });
  expect(asked).toHaveLength(2);
});

it('asks fifty at the most in one run, and comes to all', async () => {
  const { note, known } = makeWorld(read);
  const all = Array.from({ length: 120 }, (_, index) => `/aws/lambda/f${index}`);
  for (let run = 0; run < 3; run += 1) await note(all);
  expect(known.size).toBe(120);
});
