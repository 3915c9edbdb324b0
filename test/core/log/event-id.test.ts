/** That made ids are the same for the same rows and never shared. */
import * as fc from 'fast-check';
import { createEventIds } from '../../../core/log/event-id';

const rows = fc.array(fc.tuple(fc.constantFrom('a', '1:a', 'a:1'), fc.constantFrom('', 's', ':s', '1:'), fc.nat(3)), {
  maxLength: 60,
});

describe('createEventIds', () => {
  it('never gives one id twice, whatever the names hold', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const newId = createEventIds();
        expect(new Set(all.map((row) => newId(...row))).size).toBe(all.length);
      }),
      { seed: 3 },
    );
  });

  it('gives the same rows the same ids, and a row the same id whatever other streams hold', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const [first, second] = [createEventIds(), createEventIds()];
        const ids = all.map((row) => first(...row));
        const own = all.flatMap((row, index) => (row[0] === 'a' && row[1] === 's' ? [[row, ids[index]] as const] : []));
        expect(own.map(([row]) => second(...row))).toEqual(own.map(([, id]) => id));
      }),
      { seed: 4 },
    );
  });
});
