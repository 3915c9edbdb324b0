import { takeTurns } from '../../core/take-turns';

it('keeps every item, in order, from another place on', () => {
  const items = Array.from({ length: 10 }, (_, index) => index);
  for (let minute = 0; minute < 50; minute += 1) {
    const turned = takeTurns(items, minute * 60_000);
    const at = turned.indexOf(0);
    expect([...turned.slice(at), ...turned.slice(0, at)]).toEqual(items);
  }
  expect(takeTurns([], 1)).toEqual([]);
});

it('begins within a few runs a quarter of an hour apart in every part of the list', () => {
  for (const length of [2, 7, 100, 5000]) {
    const items = Array.from({ length }, (_, index) => index);
    const begun = Array.from({ length: 60 }, (_, run) => takeTurns(items, run * 15 * 60_000)[0]!);
    const quarters = new Set(begun.map((first) => Math.floor((first / length) * Math.min(4, length))));
    expect(quarters.size).toBe(Math.min(4, length));
  }
});
