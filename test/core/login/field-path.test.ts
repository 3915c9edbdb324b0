/** Which texts are paths, and what they lead to. */
import { readFieldPath, valueAt } from '../../../core/login/field-path';

const line = {
  a: { 'b.c': 1, b: { d: 2 }, list: [{ x: 3 }, { x: 4 }] },
  one: [{ x: 5 }],
  text: '{"a":{"b":6}}',
  'e.f': { g: 7 },
  none: null,
};

describe('a field path', () => {
  it.each([
    ['a.b.c', 1],
    ['a.b.d', 2],
    ['a.list[1].x', 4],
    ['a.list.x', undefined],
    ['one.x', 5],
    ['text.a.b', 6],
    ['e.f.g', 7],
    ['none.x', undefined],
    ['a.b.c.d', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
    ['a.constructor.name', undefined],
  ])('%s leads to %j', (path, value) => {
    expect(valueAt(line, readFieldPath(path) ?? [])).toEqual(value);
  });

  it.each(['', '.', 'a.', 'a..b', '[0]', 'a[x]', 'a[0', 'a]', 'a[1000]', 'a.b.c.d.e.f.g.h.i', 'x'.repeat(201)])(
    '%j is none',
    (text) => {
      expect(readFieldPath(text)).toBeUndefined();
    },
  );
});
