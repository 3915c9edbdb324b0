import { basename, join } from 'node:path';
import { importsOf, readSource, sourceFiles, upwardImports } from './floors';

const ROOT = join(__dirname, '..');
const files = sourceFiles(ROOT);

describe('the house', () => {
  it('has rooms to look at', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it('has only imports that look downward', () => {
    expect(files.flatMap((path) => upwardImports(path, readSource(ROOT, path)))).toEqual([]);
  });

  it('has no file over 250 lines', () => {
    const long = files.filter((path) => readSource(ROOT, path).split('\n').length > 251);
    expect(long).toEqual([]);
  });

  it('opens each file with a sentence that says what it is for', () => {
    const silent = files.filter((path) => !/^(#!.*\n)?\/\*\*/.test(readSource(ROOT, path)));
    expect(silent).toEqual([]);
  });

  it('has no barrels and no names that say nothing', () => {
    const vague = /^(index|utils?|helpers?|common|shared|misc|base|manager|processor|info)\.ts$/;
    expect(files.filter((path) => vague.test(basename(path)))).toEqual([]);
  });

  it('keeps the clock, the console and the environment out of the core', () => {
    const worldly =
      /\b(Date\.now|new Date\(\)|console\.(log|info|warn|error|debug)|process\.(env|std|exit|hr|cwd)|Math\.random|performance\.)/;
    const core = files.filter((path) => path.startsWith('core/'));
    expect(core.filter((path) => worldly.test(readSource(ROOT, path)))).toEqual([]);
  });
});

describe('the test of the house', () => {
  it.each([
    ['core that reads a file', 'core/observe.ts', `import { readFileSync } from 'node:fs';`],
    ['core that knows an adapter', 'core/observe.ts', `import { createMemory } from '../adapters/memory';`],
    [
      'core that knows an adapter, multi-line',
      'core/log/parse.ts',
      `import {\n  a,\n  b,\n} from '../../adapters/memory';`,
    ],
    ['core that knows an adapter by type only', 'core/log/parse.ts', `import type { A } from '../../adapters/memory';`],
    ['core that imports lazily', 'core/log/parse.ts', `const zlib = await import('node:zlib');`],
    ['core that re-exports', 'core/log/parse.ts', `export * from '../../lambda/analyzer/analyzer';`],
    ['an adapter that knows a shell', 'adapters/sns.ts', `import { createSender } from '../lambda/sender/sender';`],
    [
      'a shell that touches the world',
      'lambda/analyzer/analyzer.ts',
      `import { inflate } from '../../adapters/inflate';`,
    ],
    [
      'a shell that knows another',
      'lambda/analyzer/analyzer.ts',
      `import { createSweeper } from '../sweeper/sweeper';`,
    ],
    ['a handler that knows another function', 'lambda/analyzer/handler.ts', `import { a } from '../sweeper/sweeper';`],
    [
      'what is deployed that knows what runs there',
      'lib/analyzer.ts',
      `import { handler } from '../lambda/analyzer/handler';`,
    ],
    [
      'the command line that knows a handler',
      'cli/replay/replay.ts',
      `import { handler } from '../../lambda/analyzer/handler';`,
    ],
    ['the app that skips a floor', 'bin/app.ts', `import { decodeEnvelope } from '../core/log/decode';`],
    ['a file outside every room', 'shared/things.ts', ''],
  ])('catches %s', (_, path, source) => {
    expect(upwardImports(path, source)).toHaveLength(1);
  });

  it.each([
    ['core within core', 'core/log/parse.ts', `import { readAddress } from '../login/address';`],
    ['an adapter and a client', 'adapters/sns.ts', `import { SNSClient } from '@aws-sdk/client-sns';`],
    ['a handler and its shell', 'lambda/analyzer/handler.ts', `import { createAnalyzer } from './analyzer';`],
    ['the command line and a shell', 'cli/replay/replay.ts', `import { a } from '../../lambda/sweeper/sweeper';`],
  ])('lets through %s', (_, path, source) => {
    expect(upwardImports(path, source)).toEqual([]);
  });

  it('reads every form of import', () => {
    const source = `import a from 'one'; import 'two'; export { b } from "three"; const c = await import('four'); require('five');`;
    expect(importsOf(source)).toEqual(['one', 'two', 'three', 'four', 'five']);
  });
});
