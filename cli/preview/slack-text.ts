/** Shows a Slack message as words for a terminal, about as Slack lays it out. */
import type { SlackBlock, SlackMessage, SlackMrkdwn, SlackPlainText } from '../../core/alert/slack-block';
import type { TimelineStyle } from '../../core/alert/timeline';
import { wrap } from '../../core/alert/wrap';

const COLUMNS = 76;
const BAR = '┃ ';

export function slackText({ blocks }: SlackMessage, style: TimelineStyle): string {
  const parts = blocks.map((block) => partOf(block, style));
  return parts
    .join('\n\n')
    .split('\n')
    .map((line) => `${style.dim(BAR)}${line}`.trimEnd())
    .join('\n');
}

function partOf(block: SlackBlock, style: TimelineStyle): string {
  switch (block.type) {
    case 'header':
      return lines(block.text, style.bold);
    case 'context':
      return lines(
        { ...block.elements[0], type: 'plain_text', emoji: false, text: block.elements.map(wordsOf).join('  ') },
        style.dim,
      );
    case 'section':
      return 'fields' in block ? block.fields.map((field) => lines(field)).join('\n\n') : lines(block.text);
    case 'actions':
      return block.elements.map(({ text }) => `[ ${text.text} ]`).join('  ');
  }
}

const lines = (text: SlackPlainText | SlackMrkdwn, style = (each: string): string => each): string =>
  wordsOf(text)
    .split('\n')
    .flatMap((line) => wrap(line, COLUMNS))
    .map((line) => style(line))
    .join('\n');

/** What a reader sees of it: dates as their fallback, signs without their escapes. */
export function wordsOf({ type, text }: SlackPlainText | SlackMrkdwn): string {
  if (type === 'plain_text') return text;
  return text
    .replace(/<!date\^[^|>]*\|([^>]*)>/gu, '$1')
    .replace(/\*([^*\n]+)\*/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
