/** Shows the ready commands at the end of a message, and what a message says of its alert's history. */
import { commandsOf } from '../../../core/alert/commands';
import { historyOf } from '../../../core/alert/history-words';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderEmail } from '../../../core/alert/email';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import type { Alert } from '../../../core/alert/alert';
import { hostileStrings } from './hostile-strings';
import { someAlert } from './some-alerts';

const PLACE = { table: 'Vigil-TableCD117FA1-1ABC', region: 'eu-west-1' };
const fn = (name: string) => ({ subject: { kind: 'function', name } }) as const;
const checkout = someAlert('slow-calls', { id: '3fa9c1-2', ...fn('checkout') });
const SILENCE = `npx vigil silence --kind slow-calls --function checkout --for 1h --reason known --table ${PLACE.table}`;
const ACK = `npx vigil ack 3fa9c1-2 --table ${PLACE.table}`;

describe('the commands of an alert', () => {
  it('are those that silence it and take it on, by its own names', () => {
    expect(commandsOf(checkout, PLACE).map(({ text }) => text)).toEqual([ACK, SILENCE]);
  });

  it.each<[string, Alert, object, number]>([
    ['are none where it is over', { ...checkout, change: 'resolve' }, PLACE, 0],
    ['are none of a test', { ...checkout, isTest: true }, PLACE, 0],
    ['are none where the table is not known', checkout, {}, 0],
    ['do not silence what tells of Vigil itself', someAlert('forged-lines', { id: '3fa9c1-2' }), PLACE, 1],
    ['do not silence by a name that a shell would read otherwise', { ...checkout, ...fn('a;rm -rf ~') }, PLACE, 1],
    ['do not silence by a name that a chat would make a link of', { ...checkout, ...fn('shop.example') }, PLACE, 1],
    ['name the function whose log a login source is', someAlert('login-attack', { id: '3fa9c1-2' }), PLACE, 2],
  ])('%s', (_, alert, place, count) => expect(commandsOf(alert, place)).toHaveLength(count));

  it('hold nothing but plain words, whatever a function is called', () => {
    for (const name of hostileStrings(2_000))
      for (const { text } of commandsOf({ ...checkout, ...fn(name) }, PLACE))
        expect(text).toMatch(/^[A-Za-z0-9_/ -]+$/);
  });

  it('stand at the end of the e-mail and of the Slack message, not of what follows in the thread', () => {
    const message = messageOfAlert(checkout, PLACE);
    expect(renderEmail(message).body.trimEnd().split('\n').slice(-2)).toEqual([
      `Take it on: ${ACK}`,
      `Silence it for an hour: ${SILENCE}`,
    ]);
    const { blocks } = renderSlack(message);
    expect(JSON.stringify(blocks.at(-1))).toContain(SILENCE);
    expect(JSON.stringify(renderSlackReply(message))).not.toContain('npx');
  });
});

describe('what the history of an alert adds', () => {
  const HOUR = 3_600_000;
  const since = { openedAtMs: 0, changedAtMs: 12 * HOUR };
  it.each<[string, Partial<Alert>, string[]]>([
    ['nothing as a rule', {}, []],
    [
      'that this is a reminder',
      { ...since, change: 'update', reminders: 2 },
      ['Reminder 2: still open after 12 hours, and nobody has taken it on'],
    ],
    ['nothing of reminders where it is over', { ...since, change: 'resolve', reminders: 2 }, []],
    [
      'that it flaps',
      { isFlapping: true },
      ['Flapping: it comes and goes, so it stays open until it was calm for two hours'],
    ],
    ['not that it flaps where it is over', { isFlapping: true, change: 'resolve' }, []],
    [
      'that a channel hears of earlier outbreaks only now',
      { earlierEpisodes: 2 },
      ['Before: 2 earlier outbreaks that this channel could not be told of'],
    ],
    ['who has taken it on', { acknowledged: { by: 'Ada\u202e\n', atMs: 1 } }, ['Taken on: by Ada']],
  ])('%s', (_, over, said) => {
    const alert = someAlert('slow-calls', over);
    expect(historyOf(alert).map(({ label, text }) => `${label}: ${text}`)).toEqual(said);
    const { body } = renderEmail(messageOfAlert(alert, PLACE));
    for (const line of said) expect(body.replaceAll('\u00a0', ' ')).toContain(line);
  });

  it('is told in the thread as well', () => {
    const message = messageOfAlert(someAlert('slow-calls', { change: 'update', reminders: 1 }), PLACE);
    expect(JSON.stringify(renderSlackReply(message))).toContain('Reminder 1');
  });
});
