import { createMemory } from '../../adapters/memory';
import { noteOnce } from '../../core/note-once';
import { checkout, login } from './minutes';

it('notes each entry once, and again what could not be noted', async () => {
  const { dirty } = createMemory();
  let added = 0;
  let fails = true;
  const once = noteOnce({
    ...dirty,
    async add(...entry) {
      added += 1;
      if (fails) throw new Error('busy');
      await dirty.add(...entry);
    },
  });
  await expect(once.add(checkout, 100, 108)).rejects.toThrow('busy');
  fails = false;
  for (const [series, minute] of [
    [checkout, 100],
    [checkout, 100],
    [login, 100],
    [checkout, 105],
    [checkout, 100],
  ] as const)
    await once.add(series, minute, 108);
  expect(added).toBe(4);
  expect(await once.list(108)).toHaveLength(3);
});
