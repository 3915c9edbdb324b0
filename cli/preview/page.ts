/** Lays messages out on one page that needs nothing else: as an e-mail on a phone, and as a message in Slack. */
import { renderEmail } from '../../core/alert/email';
import type { Message } from '../../core/alert/message';
import { renderSlack, renderSlackReply } from '../../core/alert/slack';
import { escapeHtml } from './escape-html';
import { PAGE_STYLE } from './page-style';
import { slackHtml } from './slack-html';

export interface PageMessage {
  readonly message: Message;
  /** In an incident's thread, as a bot tells it: under its first message. */
  readonly isReply?: boolean;
}

/** Nothing on it is fetched from anywhere, and no script runs. */
export function renderPage(title: string, messages: readonly PageMessage[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${messages.map(articleOf).join('\n')}
</body>
</html>
`;
}

function articleOf({ message, isReply = false }: PageMessage): string {
  const { subject, body } = renderEmail(message);
  const time = timeOf(message.toMs);
  return `<article>
<section class="mail" aria-label="As an e-mail">
<header><span class="avatar">V</span><div><b>Vigil</b><span class="address">no-reply@sns.amazonaws.com</span></div><time>${time}</time></header>
<h2>${escapeHtml(subject)}</h2>
<div class="body">${mailHtml(body)}</div>
</section>
<section class="slack" aria-label="In Slack">
<header><span class="avatar">V</span><div><b>Vigil</b><span class="app">APP</span></div><time>${time}</time></header>
<div class="blocks">${slackHtml(isReply ? renderSlackReply(message) : renderSlack(message))}</div>
</section>
</article>`;
}

/** Paragraphs as mail programs show them: headings in capitals are ours, links are found by the program. */
const mailHtml = (body: string): string =>
  body
    .trimEnd()
    .split('\n\n')
    .map(
      (paragraph) =>
        `<p>${escapeHtml(paragraph)
          .replace(/https:\/\/[^\s<]+/gu, '<a href="$&">$&</a>')
          .replaceAll('\n', '<br>')}</p>`,
    )
    .join('\n');

const timeOf = (atMs: number): string => (Number.isFinite(atMs) ? new Date(atMs).toISOString().slice(11, 16) : '');
