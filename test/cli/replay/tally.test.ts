import type { Alert } from '../../../core/alert/alert';
import { emptyTally, tallyChange } from '../../../cli/replay/tally';
import { madeAlert } from '../../contracts/made-alert';

it.each<[string, readonly Partial<Alert>[], object]>([
  ['by what it opened with', [{ severity: 'warning' }], { info: 0, warning: 1, critical: 0 }],
  [
    'by the worst it came to, once',
    [{ severity: 'warning' }, { severity: 'critical', change: 'update' }, { severity: 'critical', change: 'resolve' }],
    { info: 0, warning: 0, critical: 1 },
  ],
  [
    'each episode on its own',
    [{ severity: 'critical' }, { severity: 'warning', id: '3fa9c1-2' }],
    { info: 0, warning: 1, critical: 1 },
  ],
  [
    'not where its opening was before',
    [{ severity: 'critical', change: 'update' }],
    { info: 0, warning: 0, critical: 0 },
  ],
])('a replay counts an alert %s', (_, changes, opened) => {
  const tally = emptyTally();
  for (const change of changes) tallyChange(tally, madeAlert(change));
  expect(tally.opened).toEqual(opened);
});
