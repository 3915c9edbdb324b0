import { PassThrough } from 'node:stream';
import type * as TerminalModule from '../../cli/terminal';

/** A terminal made in a process whose environment asks for colour, as that of many build machines does. */
function terminalOn(stdout: object, env: Record<string, string>) {
  const before = process.env['FORCE_COLOR'];
  process.env['FORCE_COLOR'] = '1';
  try {
    let loaded: typeof TerminalModule | undefined;
    jest.isolateModules(() => {
      loaded = jest.requireActual<typeof TerminalModule>('../../cli/terminal');
    });
    const stream = Object.assign(new PassThrough(), stdout) as unknown as NodeJS.WriteStream;
    return loaded!.createTerminal(stream, stream, env);
  } finally {
    if (before === undefined) delete process.env['FORCE_COLOR'];
    else process.env['FORCE_COLOR'] = before;
  }
}

describe('a terminal', () => {
  it.each([
    ['colours on a terminal', { isTTY: true }, {}, true],
    ['does not colour what goes into a file or a pipe', {}, {}, false],
    ['does not colour where NO_COLOR says so', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['does not colour on a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ])('%s', (_, stdout, env, isColoured) => {
    expect(terminalOn(stdout, env).style.bold('x') !== 'x').toBe(isColoured);
  });

  it('shows no progress where nobody watches', () => {
    expect(terminalOn({}, {}).isWatched).toBe(false);
    expect(terminalOn({ isTTY: true }, {}).isWatched).toBe(true);
  });
});
