/** How a channel's trouble is told on the others: which channel it is, and what puts it right. */
import { messageOfNotice } from '../../../core/alert/notice-message';

const noticeOf = (channel: string, place = {}) =>
  messageOfNotice({ channel, why: 'Slack answered 404', atMs: 0 }, undefined, place);

it.each([
  ['slack', 'Slack'],
  ['email', 'The e-mail topic'],
  ['amazon-q', 'The topic for Amazon Q'],
  ['slack-shop', 'Slack (slack-shop)'],
  ['email-3fa9c1', 'The e-mail topic (email-3fa9c1)'],
  ['pigeon', 'The channel (pigeon)'],
])('calls the channel %s %s', (channel, name) =>
  expect(noticeOf(channel).title).toBe(`${name} refuses Vigil's alerts`),
);

it.each([
  ['the stack where it is known', { stack: 'Vigil-prod' }, '--channel slack-shop --stack Vigil-prod'],
  ['a word for it elsewhere', {}, '--channel slack-shop --stack NAME'],
])('gives the command with %s', (_, place, command) =>
  expect(noticeOf('slack-shop', place).step?.text.endsWith(command)).toBe(true),
);
