/** That users' patterns run in linear time or not at all, and that their engine is loaded only when one is there. */
import { createPatternEngine } from '../../adapters/pattern-engine';
import { loadPatternEngine } from '../../adapters/pattern-engine-loader';
import type { Pattern } from '../../core/ports';

const engine = createPatternEngine();

function compiled(source: string): Pattern {
  const result = engine.compile(source);
  if (result.kind === 'refused') throw new Error(result.why);
  return result.pattern;
}

describe('the pattern engine', () => {
  it('gives the named groups that took part', () => {
    const pattern = compiled('^(?P<who>\\w+) (?:(?<ok>in)|(?P<no>out))$');
    expect(pattern.groupNames).toEqual(['who', 'ok', 'no']);
    expect(pattern.match('bob in')).toEqual({ who: 'bob', ok: 'in' });
    expect(pattern.match('bob off')).toBeUndefined();
    expect(pattern.match('\ud800 in')).toBeUndefined();
  });

  it.each([
    ['a back-reference', '(a)\\1', /is not one that RE2 can run/],
    ['look-ahead', '(?=a)', /is not one that RE2 can run/],
    ['look-behind', '(?<=a)b', /is not one that RE2 can run/],
    ['a bracket left open', '[a', /is not one that RE2 can run/],
    ['the same name twice', '(?P<a>x)(?P<a>y)', /is not one that RE2 can run/],
    ['too many repetitions', '(?:a{500}){500}', /is not one that RE2 can run/],
    ['too many steps', 'a{1000}', /takes \d+ steps, more than 500/],
    ['too many characters', 'a|'.repeat(501), /has 1002 characters, more than 1000/],
  ])('refuses %s', (_, source, why) => {
    expect(engine.compile(source)).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
  });

  it('takes twice the time for twice the text, where a backtracking engine would take for ever', () => {
    const pattern = compiled('^(?P<u>(?:x+x+)+)y$');
    const cpuOf = (length: number): number => {
      const text = 'x'.repeat(length);
      const before = process.cpuUsage();
      for (let run = 0; run < 50; run += 1) expect(pattern.match(`${text}z`)).toBeUndefined();
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    cpuOf(4_000);
    const [once, twice] = [4_000, 8_000].map((length) => Math.min(...[1, 2, 3].map(() => cpuOf(length))));
    expect(twice! / Math.max(once!, 100)).toBeLessThan(4);
  });

  it.each([
    ['no source', [], false],
    ['a source without a pattern', [{ format: 'auth0' as const }], false],
    [
      'a source with a pattern',
      [{ format: 'field-map' as const, fieldMap: { outcome: { path: 'o', failure: ['no'] }, pattern: '(?P<o>no)' } }],
      true,
    ],
  ])('is loaded for %s or not', async (_, sources, isLoaded) => {
    expect((await loadPatternEngine(sources)) !== undefined).toBe(isLoaded);
  });
});
