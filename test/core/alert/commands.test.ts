/** Shows the ready commands at the end of a message, and what a message says of its alert's history. */
import { commandsOf } from '../../../core/alert/commands';
import { isLike } from '../../../core/alert/name-pattern';
import { historyOf } from '../../../core/alert/history-words';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderEmail } from '../../../core/alert/email';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import type { Alert } from '../../../core/alert/alert';
import type { Summary } from '../../../core/alert/summary';
import { messageOfSummary } from '../../../core/alert/summary-message';
import { hostileStrings } from './hostile-strings';
import { someAlert } from './some-alerts';
import { someDaily, someDigest, someGroup } from './some-summaries';

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
    ['do not silence by a name of dots alone', { ...checkout, ...fn('...') }, PLACE, 1],
    ['name the function whose log a login source is', someAlert('login-attack', { id: '3fa9c1-2' }), PLACE, 2],
  ])('%s', (_, alert, place, count) => expect(commandsOf(alert, place)).toHaveLength(count));

  it('let a star stand for what a mail program would make a link of, in quotes for the shell', () => {
    const attack = { id: '3fa9c1-2', subject: { kind: 'login-source', name: '/ecs/login.shop#1' } } as const;
    const [, silence] = commandsOf(someAlert('login-attack', attack), PLACE);
    expect(silence?.text).toContain("--function '/ecs/login*shop*1' --for");
    expect(isLike(attack.subject.name, '/ecs/login*shop*1')).toBe(true);
  });

  it('hold nothing but plain words, whatever a function is called', () => {
    for (const name of hostileStrings(2_000))
      for (const { text } of commandsOf({ ...checkout, ...fn(name) }, PLACE))
        expect(text).toMatch(/^[A-Za-z0-9_/ '*-]+$/);
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

describe('the commands of what tells of many', () => {
  const LIST = `npx vigil alerts --table ${PLACE.table}`;
  const ALL = `npx vigil silence --kind slow-calls --for 1h --reason known --table ${PLACE.table}`;
  it.each<[string, Summary, object, string[]]>([
    ['a group: where each stands, and to silence all of its kind', someGroup('x'), PLACE, [LIST, ALL]],
    ['a group that is over', someGroup('x', { change: 'resolve' }), PLACE, [LIST]],
    ['a group of what tells of Vigil itself', someGroup('x', { kind: 'forged-lines' }), PLACE, [LIST]],
    ['a group where the table is not known', someGroup('x'), {}, ['npx vigil alerts --table NAME']],
    ['overflow', someDigest('x'), PLACE, [LIST]],
    ['a day', someDaily('x'), PLACE, [LIST]],
  ])('of %s, in the e-mail as in Slack', (_, summary, place, commands) => {
    const message = messageOfSummary(summary, place);
    expect(message.commands?.map(({ text }) => text)).toEqual(commands);
    const [mail, slack] = [renderEmail(message).body, JSON.stringify(renderSlack(message))];
    for (const command of commands) {
      expect(mail).toContain(`: ${command}\n`);
      expect(slack).toContain(`: ${command}"`);
    }
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
    [
      'nothing of reminders where somebody has taken it on',
      { ...since, change: 'update', reminders: 2, acknowledged: { by: 'Ada', atMs: 1 } },
      ['Taken on: by Ada'],
    ],
    [
      'what is new: more severe, more accounts, more of it',
      {
        change: 'update',
        severity: 'critical',
        toldCount: 60,
        fallen: ['a', 'b', 'c'].map((hash) => ({ account: 'b***', hash, atMs: 1 })),
        before: { change: 'open', severity: 'warning', count: 12, fallen: 1 },
      },
      ['New: critical, it was warning; 2 more accounts fell; 5 times as much as you were told before'],
    ],
    [
      'that it is back',
      { change: 'update', before: { change: 'resolve', severity: 'warning', count: 1, fallen: 0 } },
      ['New: it was over, and is back'],
    ],
    [
      'nothing new in a reminder, nor where it is over',
      { change: 'resolve', severity: 'critical', before: { change: 'open', severity: 'warning', count: 1, fallen: 0 } },
      [],
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
      ['Before: 2 earlier outbreaks that this channel was not told of'],
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
