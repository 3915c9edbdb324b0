/** Shows what the stack's output says of what is watched. */
import type { WatchedGroup, WatchState } from '../../../core/watch/ports';
import { renderReport } from '../../../core/watch/report';

const group = (logGroup: string, state: WatchState, why?: string): WatchedGroup => ({
  logGroup,
  state,
  atMs: 0,
  ...(why === undefined ? {} : { why }),
});

it.each<[string, WatchedGroup[], string]>([
  ['nothing', [], '0 of 0 log groups watched'],
  ['all well', [group('/a', 'watched'), group('/b', 'watched')], '2 of 2 log groups watched'],
  [
    'every trouble',
    [
      group('/a', 'watched'),
      group('/b', 'missing'),
      group('/c', 'full'),
      group('/d', 'refused', 'ours'),
      group('/e', 'failed', 'denied'),
    ],
    '1 of 5 log groups watched; not there yet: /b; no free subscription filter: /c; refused: /d (ours); failed: /e (denied)',
  ],
  [
    'many',
    Array.from({ length: 8 }, (_, index) => group(`/${index}`, 'missing')),
    '0 of 8 log groups watched; not there yet: /0, /1, /2, /3 and 4 more',
  ],
])('says of %s', (_, groups, words) => {
  expect(renderReport({ groups, put: 0, taken: 0, left: 0, changed: false, troubles: [] })).toBe(words);
});

it('names who holds the slots, what is still to come, and what keeps us from seeing', () => {
  const groups: WatchedGroup[] = [{ ...group('/a', 'full'), holders: ['datadog (to forwarder)', 'newrelic'] }];
  const report = {
    groups,
    put: 0,
    taken: 0,
    left: 3,
    changed: true,
    troubles: ['functions could not be listed: denied'],
  };
  expect(renderReport(report)).toBe(
    '0 of 1 log groups watched; 3 still to come; no free subscription filter: /a (held by datadog (to forwarder), newrelic)' +
      '; trouble: functions could not be listed: denied',
  );
});

it('stays within what CloudFormation takes, however long the names and reasons', () => {
  const groups = (['missing', 'full', 'refused', 'unfit', 'failed'] as const).flatMap((state) =>
    Array.from({ length: 100 }, () => group('x'.repeat(512), state, 'y'.repeat(1_000))),
  );
  expect(
    renderReport({ groups, put: 0, taken: 0, left: 9, changed: true, troubles: Array(9).fill('z'.repeat(1_000)) })
      .length,
  ).toBeLessThan(3_900);
});
