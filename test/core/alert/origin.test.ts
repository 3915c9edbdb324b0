/** That what two stacks say never passes for the same, and that a repeat and an incident's later messages do. */
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderAmazonQ } from '../../../core/alert/amazon-q';
import type { Place } from '../../../core/alert/links';
import { messageOfSummary } from '../../../core/alert/summary-message';
import { someAlert } from './some-alerts';
import { someGroup } from './some-summaries';

const HERE: Place = { account: '123456789012', region: 'eu-west-1', table: 'Vigil-Table' };
const ELSEWHERE: readonly (readonly [string, Place])[] = [
  ['another Region', { ...HERE, region: 'us-east-1' }],
  ['another account', { ...HERE, account: '210987654321' }],
  ['another stack of the same account and Region', { ...HERE, table: 'Vigil-Table2' }],
];

const opened = someAlert('slow-calls', { id: '3fa9c1-2', seq: 4 });
const ended = someAlert('slow-calls', { id: '3fa9c1-2', seq: 5, change: 'resolve' });
const again = someAlert('slow-calls', { id: '3fa9c1-3', seq: 6 });

const threadIn = (place: Place, alert = opened) => renderAmazonQ(messageOfAlert(alert, place)).metadata.threadId;
const findingIn = (place: Place, alert = opened) => messageOfAlert(alert, place).finding!;
const uidIn = (place: Place, alert = opened) => findingIn(place, alert).finding_info.uid;

describe.each(ELSEWHERE)('of %s', (_, place) => {
  it('has a thread of its own', () => {
    expect(threadIn(place)).not.toBe(threadIn(HERE));
    const group = someGroup('1');
    const [one, other] = [HERE, place].map((at) => renderAmazonQ(messageOfSummary(group, at)));
    expect(one?.metadata.threadId).not.toBe(other?.metadata.threadId);
    expect(one?.id).not.toBe(other?.id);
  });

  it('is a finding of its own', () => {
    expect(uidIn(place)).not.toBe(uidIn(HERE));
    expect(findingIn(place).metadata).not.toEqual(findingIn(HERE).metadata);
  });
});

it('keeps an incident in one thread and in one finding, and begins anew with the next', () => {
  expect(threadIn(HERE, ended)).toBe(threadIn(HERE));
  expect(threadIn(HERE, again)).not.toBe(threadIn(HERE));
  expect(uidIn(HERE, ended)).toBe(uidIn(HERE));
  expect(uidIn(HERE)).toBe('123456789012/eu-west-1/Vigil-Table/3fa9c1-2');
  expect(findingIn(HERE, ended).metadata).toMatchObject({ uid: '123456789012/eu-west-1/Vigil-Table/3fa9c1-2/5' });
});

it('gives programs what orders the changes of an alert', () => {
  const seqs = [opened, ended].map((alert) => messageOfAlert(alert, HERE).json);
  expect(seqs).toMatchObject([{ seq: 4 }, { seq: 5 }]);
});
