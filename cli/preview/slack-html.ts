/** Shows a Slack message as a page would: our blocks, and no others. */
import type { SlackBlock, SlackMessage, SlackMrkdwn, SlackPlainText } from '../../core/alert/slack-block';
import { escapeHtml } from './escape-html';

export const slackHtml = ({ blocks }: SlackMessage): string => blocks.map(blockHtml).join('\n');

function blockHtml(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return `<h3>${textHtml(block.text)}</h3>`;
    case 'context':
      return `<p class="context">${block.elements.map(textHtml).join('<span class="gap"></span>')}</p>`;
    case 'section':
      return 'fields' in block
        ? `<div class="fields">${block.fields.map((field) => `<p>${textHtml(field)}</p>`).join('')}</div>`
        : `<p>${textHtml(block.text)}</p>`;
    case 'actions':
      return `<p class="buttons">${block.elements
        .map(({ text, url }) => `<a href="${escapeHtml(url)}">${textHtml(text)}</a>`)
        .join('')}</p>`;
  }
}

/** Of mrkdwn only what we write ourselves: bold, and dates. */
function textHtml({ type, text }: SlackPlainText | SlackMrkdwn): string {
  if (type === 'plain_text') return escapeHtml(text).replaceAll('\n', '<br>');
  const dated = text.replace(/<!date\^[^|>]*\|([^>]*)>/gu, '$1');
  const decoded = dated.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return escapeHtml(decoded)
    .replace(/\*([^*\n]+)\*/gu, '<strong>$1</strong>')
    .replaceAll('\n', '<br>');
}
