/** Shows which records of the table's stream ring. */
import { readStreamNews } from '../../adapters/dynamodb/stream-news';

const pk = 'A#1#login-attack#L#/aws/lambda/login';
const record = (keys: string, image: Record<string, { readonly N?: string; readonly S?: string }> | undefined) => ({
  eventName: 'MODIFY',
  dynamodb: { Keys: { pk: { S: keys }, sk: { S: 'alert' } }, ...(image && { NewImage: image }) },
});
const ringing = { seq: { N: '3' }, bell: { N: '1' }, body: { S: '{"severity":"critical"}' } };

describe('stream news', () => {
  it('takes one whose severity it cannot read for a warning', () => {
    const { body: _, ...bare } = ringing;
    expect(readStreamNews({ Records: [record(pk, bare)] })).toMatchObject([{ seq: 3, severity: 'warning' }]);
  });

  it('names the channels that know of the episode, and no other', () => {
    const image = {
      ...ringing,
      body: { S: '{"severity":"critical","id":"3fa9c1-2","episode":2,"loud":2}' },
      heard_team: { S: '{"loud":2,"via":"3fa9c1-2"}' },
      heard_before: { S: '{"loud":1,"via":"3fa9c1-1"}' },
      heard_odd: { S: '[]' },
    };
    expect(readStreamNews({ Records: [record(pk, image)] })).toMatchObject([{ seq: 3, knownOn: ['team'] }]);
  });

  it.each([
    ['an alert with a bell', { Records: [record(pk, ringing)] }, 1],
    ['an alert without one', { Records: [record(pk, { seq: { N: '3' } })] }, 0],
    ['an alert that was removed', { Records: [record(pk, undefined)] }, 0],
    ['a bucket', { Records: [record('F#1#checkout#0', ringing)] }, 0],
    ['an alert of a kind we do not know', { Records: [record('A#1#made-up#F#a', ringing)] }, 0],
    ['good ones among bad ones', { Records: [null, {}, record(pk, ringing), { dynamodb: 5 }, record(pk, ringing)] }, 2],
    ['no records', { Records: [] }, 0],
    ['something else', 'text', 0],
  ])('hears of %s: %o → %i', (_, event, count) => {
    const news = {
      key: { kind: 'login-attack', subject: { kind: 'login-source', name: '/aws/lambda/login' } },
      seq: 3,
      severity: 'critical',
    };
    expect(readStreamNews(event)).toEqual(Array.from({ length: count }, () => news));
  });
});
