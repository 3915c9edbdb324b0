import * as fc from 'fast-check';
import type { Alert } from '../../../core/alert/alert';
import { messageOfAlert } from '../../../core/alert/alert-message';
import type { Place } from '../../../core/alert/links';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import type { SlackBlock, SlackMessage, SlackMrkdwn, SlackPlainText } from '../../../core/alert/slack-block';
import { anyAlert } from './any-alert';
import { someAddresses, someAlert } from './some-alerts';

const place = { account: '123456789012', region: 'eu-west-1' };

/** Spaces that keep a figure and its unit together, as others. */
const plainSpaces = (message: SlackMessage): SlackMessage =>
  JSON.parse(JSON.stringify(message).replaceAll('\u00a0', ' ')) as SlackMessage;
const slackOf = (alert: Alert, where: Place) => plainSpaces(renderSlack(messageOfAlert(alert, where)));

function textsOf(block: SlackBlock): readonly (SlackPlainText | SlackMrkdwn)[] {
  if (block.type === 'header') return [block.text];
  if (block.type === 'context') return block.elements;
  if (block.type === 'actions') return block.elements.map(({ text }) => text);
  return 'fields' in block ? block.fields : [block.text];
}

/** What Slack would read in mrkdwn as more than text: `<…>` sequences, and words that wake a channel. */
const controlsIn = (mrkdwn: string): string[] =>
  [...mrkdwn.matchAll(/<[^>]*>?|>|@(?:channel|here|everyone)/giu)].map(([found]) => found);

const OUR_DATE = /^<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: -]+ UTC>$/u;

const mrkdwnOf = ({ text, blocks }: SlackMessage): string[] => [
  text,
  ...blocks.flatMap(textsOf).flatMap((each) => (each.type === 'mrkdwn' ? [each.text] : [])),
];

it('says what, since when, what is usual, what was seen and what to do', () => {
  const { text, blocks } = slackOf(someAlert('slow-calls'), place);
  expect(text).toBe('warning: checkout is slow: 2.5 s instead of 250 ms');
  expect(blocks.map(({ type }) => type)).toEqual([
    'header',
    'context',
    'section',
    'section',
    'section',
    'actions',
    'context',
  ]);
  expect(blocks.flatMap(textsOf).map((each) => each.text)).toEqual([
    '🟠 checkout is slow: 2.5 s instead of 250 ms',
    '*warning* · since <!date^1795183260^{date_short_pretty} {time}|2026-11-20 14:01 UTC>',
    'function checkout · eu-west-1 · account 123456789012',
    '*Usual*\nhalf the calls take up to about 250 ms, 95 of 100 up to about 410 ms',
    '*Seen*\n312 of 330 calls in 10 minutes took far longer, typically about 2.5 s',
    '*Likely:* nearly every call is slow: a new version, or something that all calls wait for',
    expect.stringMatching(/^\*Do this first\*\nSee whether a new version/u),
    'Open the logs',
    'Open the function',
    '#3fa9c1-2 · slow-calls',
  ]);
});

it.each([
  ['critical', 'open', '🔴', 'critical: '],
  ['info', 'open', '🔵', 'info: '],
  ['warning', 'update', '🟠', 'warning: '],
  ['critical', 'resolve', '✅', 'Resolved: '],
] as const)('marks %s, %s', (severity, change, mark, start) => {
  const { text, blocks } = slackOf(someAlert('timeouts', { severity, change }), place);
  expect(blocks.flatMap(textsOf)[0]?.text.startsWith(mark)).toBe(true);
  expect(text.startsWith(start)).toBe(true);
});

it('lists ten attackers and counts the rest', () => {
  const { blocks } = slackOf(someAlert('login-attack', { addresses: someAddresses(23) }), place);
  const list = blocks.flatMap(textsOf).find(({ text }) => text.startsWith('Attacking addresses'));
  expect(list).toMatchObject({
    type: 'plain_text',
    text: expect.stringMatching(/\n203\.0\.113\.1 · 64\+ tries on 60 accounts\n/u),
  });
  expect(list?.text.split('\n')).toHaveLength(12);
  expect(list?.text).toMatch(/\nand 13 more; /u);
});

it('answers in the thread with what is new alone', () => {
  const accounts = { fallen: [{ account: 'b***@e***.com', hash: 'a1b2c3d4e5', atMs: 1_795_183_260_000 }] };
  const alert = someAlert('login-attack', { change: 'update', severity: 'critical', ...accounts });
  const { text, blocks } = plainSpaces(renderSlackReply(messageOfAlert(alert, place)));
  expect(text).toBe('critical: Login attack on login got into 1 account: stuffing, 1,190 tries');
  expect(blocks.flatMap(textsOf).map((each) => each.text)).toEqual([
    '🔴 Login attack on login got into 1 account: stuffing, 1,190 tries',
    expect.stringMatching(/^\*Seen\*\n1,204 failed logins/u),
    'Accounts that fell:\nb***@e***.com (#a1b2c3d4) at 2026-11-20 14:01 UTC',
  ]);
});

it('has no buttons in a replay', () =>
  expect(slackOf(someAlert('timeouts'), {}).blocks.map(({ type }) => type)).not.toContain('actions'));

it('finds planted mentions and links, so that the law below can fail', () =>
  expect(controlsIn('a <!channel> b <https://evil.example|x> @here > <@U1')).toHaveLength(5));

it('reads no mention and no link out of any text', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const message = slackOf(alert, place);
      for (const text of mrkdwnOf(message)) {
        for (const control of controlsIn(text)) expect(control).toMatch(OUR_DATE);
        expect(text).not.toMatch(/https?:\/\/|`/iu);
      }
      for (const block of message.blocks) {
        for (const each of textsOf(block)) {
          if (each.type === 'plain_text')
            expect(each).toMatchObject({ emoji: false, text: expect.not.stringMatching(/@(channel|here|everyone)/iu) });
          else expect(each.verbatim).toBe(true);
        }
        if (block.type !== 'actions') continue;
        for (const { url } of block.elements)
          expect(url).toMatch(/^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/[^<>|\s]+$/u);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

it("stays within Slack's limits", () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const message = slackOf(alert, place);
      expect(JSON.stringify(message).length).toBeLessThan(13_000);
      expect(message.blocks.length).toBeLessThanOrEqual(50);
      for (const block of message.blocks) {
        const most =
          block.type === 'header' ? 150 : block.type === 'section' ? ('fields' in block ? 2000 : 3000) : 2000;
        for (const { text } of textsOf(block)) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(most);
        }
        if (block.type === 'actions') for (const { url } of block.elements) expect(url.length).toBeLessThan(3000);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
